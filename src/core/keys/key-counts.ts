import type { Partitioner } from "../partitioners/partitioner.ts";

/** Distinct keys with their records, however many there are and wherever they lie. */
export interface KeyCounts {
  /** Records without a key. */
  readonly nullRecords: number;
  /** Where keys are digests of the keys that were: the hash functions whose values are known. */
  readonly digests?: ReadonlySet<Partitioner["hash"]> | undefined;
  /** Says what secret the digests are keyed by, where keys are digests. */
  readonly digestSecret?: string | undefined;
  /** All keys, each in one block. A block is valid until the next one is asked for. */
  blocks(): Iterable<KeyBlock>;
}

/** Some of the keys, in columns: key i is `bytes[starts[i], ends[i])` with `counts[i]` records. */
export interface KeyBlock {
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly counts: Float64Array;
  /** Whether the bytes are digests of keys: then hashes() alone knows the hash of each. */
  readonly isDigests?: boolean;
  /** Number of the empty key, or −1. */
  readonly empty: number;
  /** The partitioner's hash of every key; valid until another one's is asked for. */
  hashes(partitioner: Partitioner): Uint32Array;
  /**
   * The next key from number `from` on that ranks above this one, or −1: it has more records, or as
   * many and its bytes come first. Undefined ranks below all.
   */
  nextAbove(from: number, rank: CountedKey | undefined): number;
  /** Its own ways to do what tally/ does with the columns, if it has some for these partitioners. */
  loops?(all: readonly Partitioner[]): BlockLoops | undefined;
}

/** Where a partitioner puts keys; the key with the number `unplaced`, if any, goes nowhere. */
export interface Placement {
  readonly partitioner: Partitioner;
  readonly partitions: number;
  readonly unplaced: number;
}

/** What a tally does with all keys of a block. */
export interface BlockLoops {
  /**
   * Adds the records of every placed key to the load of its partition, and 1 to `keysByCount` for
   * as many records, if it reaches so far; how many keys have more.
   */
  sumRecords(by: Placement, loads: Float64Array, keysByCount: Float64Array): number;
  /** Notes the place of every key, and puts all of them on a list. */
  placeKeys(by: Placement): void;
  /** Keeps of the first keys on the list those that have the same place by this too. */
  keepPlaced(by: Placement, length: number): { kept: number; droppedRecords: number };
}

export interface CountedKey {
  readonly key: Uint8Array;
  readonly count: number;
}

/** Keys as they are, or digests by one secret. */
export function keyFormOf({ digestSecret }: Pick<KeyCounts, "digestSecret">): string {
  return digestSecret === undefined ? "keys" : `digests ${digestSecret}`;
}

/** All records, with or without a key. */
export function recordsOf(keys: Pick<KeyCounts, "blocks" | "nullRecords">): number {
  let records = keys.nullRecords;
  for (const { counts, size } of keys.blocks()) {
    for (let i = 0; i < size; i++) records += counts[i] as number;
  }
  return records;
}
