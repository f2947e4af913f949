import type { Partitioner } from "../partitioners/partitioner.ts";
import { isUtf8 } from "./utf8.ts";

/** Distinct keys with their records, however many there are and wherever they are stored. */
export interface KeyCounts {
  /** Records without a key. */
  readonly nullRecords: number;
  /** If keys are digests: the hash functions whose values are known. */
  readonly digests?: ReadonlySet<Partitioner["hash"]> | undefined;
  /** If keys are digests: identifies the secret that they are keyed by. */
  readonly digestSecret?: string | undefined;
  /** All keys, each in one block. A block is valid until the next one is requested. */
  blocks(): Iterable<KeyBlock>;
}

/** Some of the keys, as columns: key i is `bytes[starts[i], ends[i])` with `counts[i]` records. */
export interface KeyBlock {
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly counts: Float64Array;
  /** Whether the bytes are digests of keys: then only hashes() knows their hashes. */
  readonly isDigests?: boolean;
  /** Index of the empty key, or −1. */
  readonly empty: number;
  /** The partitioner's hash of every key; valid until another partitioner's are requested. */
  hashes(partitioner: Partitioner): Uint32Array;
  /**
   * The index of the next key, from index `from` on, that ranks above this one, or −1. A key ranks
   * above another if it has more records, or as many and its bytes sort first. Undefined ranks
   * below all keys.
   */
  nextAbove(from: number, rank: KeyWithCount | undefined): number;
  /** Index of a key that is not UTF-8 text, or −1; a faster version of findNonText. */
  findNonText?(): number;
  /** Faster versions of the loops in tally/, if the block has them for these partitioners. */
  loops?(all: readonly Partitioner[]): BlockLoops | undefined;
}

/**
 * Where a partitioner puts keys. The key with the index `unplaced`, or none if −1, gets no
 * partition.
 */
export interface Placement {
  readonly partitioner: Partitioner;
  readonly partitions: number;
  readonly unplaced: number;
}

/** What a tally does with all keys of a block. */
export interface BlockLoops {
  /**
   * Adds the records of every placed key to the load of its partition, and 1 to `keysByCount` at
   * its number of records. Returns how many keys have more records than `keysByCount` covers.
   */
  sumRecords(by: Placement, loads: Float64Array, keysByCount: Float64Array): number;
  /** Stores the partition of every key, and lists all keys. */
  placeKeys(by: Placement): void;
  /**
   * Of the first `length` listed keys, keeps those with the stored partition by this placement too.
   */
  keepPlaced(by: Placement, length: number): { kept: number; droppedRecords: number };
}

/** A key that is not UTF-8 text. */
export function findNonText(keys: Pick<KeyCounts, "blocks">): Uint8Array | undefined {
  for (const block of keys.blocks()) {
    const found = nonTextOf(block);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A key of the block that is not UTF-8 text. Only keys are examined, not their digests. */
export function nonTextOf(block: KeyBlock): Uint8Array | undefined {
  const { size, bytes, starts, ends } = block;
  if (block.isDigests) return undefined;
  let i = block.findNonText?.() ?? 0;
  if (block.findNonText === undefined) {
    while (i < size && isUtf8(bytes, starts[i] as number, ends[i] as number)) i++;
  }
  return i < 0 || i === size ? undefined : bytes.slice(starts[i], ends[i]);
}

export interface KeyWithCount {
  readonly key: Uint8Array;
  readonly count: number;
}

/** Identifies plain keys, or digests keyed by one secret. */
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
