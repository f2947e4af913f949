import { placesTooLarge } from "../errors/detail-messages.ts";
import type { KeyType } from "../keys/key-type.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { findPartitioners } from "./find-partitioners.ts";
import { EXPLAINED, type FoundPartitioners } from "./found-partitioners.ts";
import { mainPairs } from "./key-places.ts";
import { PlacedKeys } from "./placed-keys.ts";

/** The memory is looked at after so many records. */
const CHECKED = 4096;
/** Enough to find the partitioners of a topic. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Records of a key in a partition. */
export interface Placed {
  /** The partition that the contract's partitioner chooses. */
  readonly at: number;
  readonly partition: number;
  readonly count: number;
}

interface EvidenceOptions {
  readonly partitions: number;
  /** The key type that is hashed. */
  readonly hashedAs: KeyType;
  /** Whether records are judged where they were written, so that all keys count. */
  readonly keepsAll: boolean;
  /** How much memory the keys may take, if all count. */
  readonly maxBytes: number;
  readonly form: KeyForm;
}

/** How keys are kept. */
export interface KeyForm {
  /** The hashes of all keys by their numbers; undefined if they are unknown. */
  hashes(placed: PlacedKeys, partitioner: Partitioner): Uint32Array | undefined;
  /** A key's number, or −1. */
  numberOf(placed: PlacedKeys, key: Uint8Array): number;
  /** The number of the key `bytes[start, end)` of a block, or −1; faster. */
  find(placed: PlacedKeys, bytes: Uint8Array, start: number, end: number): number;
}

export const plainKeys: KeyForm = {
  hashes({ table }, partitioner) {
    const [block] = table.blocks();
    return block?.hashes(partitioner);
  },
  numberOf: ({ table }, key) => table.find(key, 0, key.length),
  find: ({ table }, bytes, start, end) => table.find(bytes, start, end),
};

/**
 * Where the records of keys were written: of all of them, because another client may have begun to write
 * after the first ones.
 */
export class PlacementEvidence {
  readonly #options: EvidenceOptions;
  readonly #placed = new PlacedKeys();
  #added = 0;
  #compared = 0;
  #agreeing = 0;
  #isFull = false;

  constructor(options: EvidenceOptions) {
    this.#options = options;
  }

  add(bytes: Uint8Array, start: number, end: number, { at, partition, count }: Placed): void {
    const { keepsAll, partitions } = this.#options;
    this.#compared += count;
    if (at === partition) this.#agreeing += count;
    if (partition >= partitions || (this.#isFull && !keepsAll)) return;
    this.#placed.add(bytes, start, end, partition, count);
    if (++this.#added % CHECKED === 0) this.#checkSize();
  }

  get memoryBytes(): number {
    return this.#placed.memoryBytes;
  }

  /** Undefined if no record of a key is known, or if the contract's partitioner is not in doubt. */
  found(): FoundPartitioners | undefined {
    const isClear = !this.#options.keepsAll && this.#agreeing >= EXPLAINED * this.#compared;
    if (this.#added === 0 || isClear) return undefined;
    const { partitions, hashedAs, form } = this.#options;
    const hashesOf = (one: Partitioner) => form.hashes(this.#placed, one);
    return findPartitioners(this.#placed.places(), { partitions, hashedAs, hashesOf });
  }

  /** The most frequent partition of each of these keys; undefined if it is unknown. */
  placesOf(keys: readonly Uint8Array[]): (number | undefined)[] {
    const places = this.#placed.places();
    const main = mainPairs(places);
    return keys.map((key) => {
      const number = this.#options.form.numberOf(this.#placed, key);
      return places.partition[main[number] ?? -1];
    });
  }

  /** Where most records of a block's keys were written, or −1 if that is not known. */
  placeFinder(): (bytes: Uint8Array, start: number, end: number) => number {
    const places = this.#placed.places();
    const main = mainPairs(places);
    const { form } = this.#options;
    return (bytes, start, end) => {
      const number = form.find(this.#placed, bytes, start, end);
      return number < 0 ? -1 : (places.partition[main[number] as number] as number);
    };
  }

  #checkSize(): void {
    const { keepsAll, maxBytes } = this.#options;
    const { memoryBytes } = this.#placed;
    if (keepsAll && memoryBytes > maxBytes) throw placesTooLarge(maxBytes);
    this.#isFull = memoryBytes > MAX_BYTES;
  }
}
