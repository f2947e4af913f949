import type { PartitionerName } from "../partitioners/index.ts";

/** From this share of the records on, partitioners explain where they are. */
export const EXPLAINED = 0.99;
/** A smaller share of the keys is not enough, whatever share of the records they have. */
export const MIN_KEYS = 0.5;

/** A partitioner that placed records. */
export interface FoundPartitioner {
  /** Its name, and those of others that place these keys alike. */
  readonly names: readonly [PartitionerName, ...PartitionerName[]];
  /** Its share of the records. Those of several partitioners add up to 1. */
  readonly recordShare: number;
  /** Share of the keys whose most frequent partition is the one that it chooses. */
  readonly keyShare: number;
}

/** Which partitioners explain where records were written. */
export interface FoundPartitioners {
  /** The records and keys that were examined. */
  readonly records: number;
  readonly keys: number;
  /** Keys in more than one partition. */
  readonly splitKeys: number;
  /** Together they explain 99 % of the records, and not by chance; empty if none do. */
  readonly found: readonly FoundPartitioner[];
  /** The one that explains the most records. */
  readonly nearest?:
    | { readonly name: PartitionerName; readonly recordShare: number; readonly keyShare: number }
    | undefined;
  /** Whose the partitions are, as the end of a sentence; undefined if nobody's. */
  readonly text: string | undefined;
  /** The same for records that are judged where they were written, in sentences. */
  readonly about: string;
}
