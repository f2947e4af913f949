import type { KeyBlock } from "../keys/key-counts.ts";
import { partitioners } from "../partitioners/index.ts";
import type { Placement, TallySpec } from "./spec.ts";

/** Above this share of keys left to compare, all are hashed at once, which is faster for each. */
const MANY = 0.25;
const UNPLACED = -1;

/** Counts the keys that not all clients put into the same partition. */
export class SplitKeys {
  keys = 0;
  records = 0;
  readonly #spec: TallySpec;
  /** The partitions by the contract's own partitioner. */
  #places = new Int32Array(0);
  /** Numbers of the keys that all clients so far put there too. */
  #alike = new Uint32Array(0);

  constructor(spec: TallySpec) {
    this.#spec = spec;
  }

  add(block: KeyBlock): void {
    const { others } = this.#spec;
    if (others.length === 0) return;
    this.#place(block);
    let alike = block.size;
    for (const other of others) alike = this.#compare(block, other, alike);
    this.keys += block.size - alike;
  }

  /** Fills in where the contract's own partitioner puts the keys, which are all alike at first. */
  #place(block: KeyBlock): void {
    const { size } = block;
    if (this.#places.length < size) {
      this.#places = new Int32Array(size);
      this.#alike = new Uint32Array(size);
    }
    const { partitioner: name, emptyKey, partitions } = this.#spec;
    const { place } = partitioners[name];
    const hashes = block.hashes(partitioners[name]);
    for (let i = 0; i < size; i++) {
      this.#places[i] = place(hashes[i] as number, partitions);
      this.#alike[i] = i;
    }
    if (emptyKey === "unplaced" && block.empty >= 0) this.#places[block.empty] = UNPLACED;
  }

  /** Takes out of the first `alike` keys those that another client puts elsewhere; how many stay. */
  #compare(block: KeyBlock, { partitioner: name, emptyKey }: Placement, alike: number): number {
    const partitioner = partitioners[name];
    const { bytes, starts, ends, size } = block;
    const areMany = alike > MANY * size || block.isDigests;
    const hashes = areMany ? block.hashes(partitioner) : undefined;
    const unplaced = emptyKey === "unplaced" ? block.empty : -1;
    let stay = 0;
    for (let at = 0; at < alike; at++) {
      const i = this.#alike[at] as number;
      const hash = hashes?.[i] ?? partitioner.hash(bytes, starts[i] as number, ends[i] as number);
      const place = i === unplaced ? UNPLACED : partitioner.place(hash, this.#spec.partitions);
      if (place === this.#places[i]) this.#alike[stay++] = i;
      else this.records += block.counts[i] as number;
    }
    return stay;
  }
}
