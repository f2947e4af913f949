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
  #places = new Int32Array(0);

  constructor(spec: TallySpec) {
    this.#spec = spec;
  }

  add(block: KeyBlock): void {
    const { others } = this.#spec;
    if (others.length === 0) return;
    // Keys found split get this place and are not looked at again.
    const SPLIT = -2;
    const places = this.#placesOf(block);
    let left = block.size;
    for (const other of others) {
      const placeOf = placer(block, other, this.#spec.partitions, left > MANY * block.size);
      for (let i = 0; i < block.size; i++) {
        if (places[i] === SPLIT || placeOf(i) === places[i]) continue;
        places[i] = SPLIT;
        left--;
        this.keys++;
        this.records += block.counts[i] as number;
      }
    }
  }

  /** The partitions by the contract's own partitioner. */
  #placesOf(block: KeyBlock): Int32Array {
    if (this.#places.length < block.size) this.#places = new Int32Array(block.size);
    const placeOf = placer(block, this.#spec, this.#spec.partitions, true);
    for (let i = 0; i < block.size; i++) this.#places[i] = placeOf(i);
    return this.#places;
  }
}

/** The partition of a key by its number, UNPLACED where the client leaves it to chance. */
function placer(
  block: KeyBlock,
  { partitioner: name, emptyKey }: Placement,
  partitions: number,
  hashAll: boolean,
): (i: number) => number {
  const partitioner = partitioners[name];
  const { bytes, starts, ends } = block;
  const unplaced = emptyKey === "unplaced" ? block.empty : -1;
  const hashes = hashAll ? block.hashes(partitioner) : undefined;
  return (i) => {
    if (i === unplaced) return UNPLACED;
    const hash = hashes?.[i] ?? partitioner.hash(bytes, starts[i] as number, ends[i] as number);
    return partitioner.place(hash, partitions);
  };
}
