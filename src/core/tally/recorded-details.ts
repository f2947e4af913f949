import type { FoundPartitioners } from "./found-partitioners.ts";
import type { HashedKey } from "./hottest-keys.ts";

/** Where records were written according to their export, compared with where their keys belong. */
export interface RecordedPartitions {
  /** Records whose partition is known, with and without a key. */
  readonly records: number;
  /** Those of them whose key has a partition by the contract. */
  readonly comparedRecords: number;
  /** Those of them in the partition that the contract's partitioner chooses. */
  readonly agreeingRecords: number;
  /** Records by the partition that they were written to. */
  readonly counts: Float64Array;
  /** Records in partitions that the contract's topic does not have. */
  readonly outsideRecords: number;
  /** Of the records in `counts`, those without a key; only if records are judged where they were written. */
  readonly nullCounts?: Float64Array | undefined;
  /** Which partitioners explain it; undefined if the contract's one does. */
  readonly found?: FoundPartitioners | undefined;
  /** What reports say about it, given the number of all records; undefined if nothing. */
  readonly about?: ((records: number) => string | undefined) | undefined;
}

/** When records were written, in ms since the epoch. */
export interface TimeSpan {
  /** Records whose time is known. */
  readonly records: number;
  /** Undefined if only the newest record's time is known. */
  readonly firstMs: number | undefined;
  readonly lastMs: number;
}

/** The sizes of records. */
export interface RecordBytes {
  /** Records whose size is known. */
  readonly records: number;
  readonly total: number;
  /** Bytes by the partition that the contract's partitioner chooses, of records that have one. */
  readonly loads: Float64Array;
  /**
   * The keys with the most bytes, up to 11, each with its bytes as the count; undefined if the
   * bytes were not added up by key.
   */
  readonly hottestKeys?: readonly HashedKey[] | undefined;
  /** Bytes of all records with a key, if records are judged where they were written: `loads` has others too. */
  readonly keyedTotal?: number | undefined;
}

/** What is known about records besides their keys; undefined if no record has it. */
export interface RecordedDetails {
  readonly recorded?: RecordedPartitions | undefined;
  readonly time?: TimeSpan | undefined;
  readonly bytes?: RecordBytes | undefined;
}
