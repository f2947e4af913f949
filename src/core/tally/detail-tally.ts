import { partitionTooHigh, tooManyBytes } from "../errors/detail-messages.ts";
import type { DetailSink, RecordDetails } from "../keys/details/record-details.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { KeySink } from "../keys/key-sink.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { addAll } from "./add-all.ts";
import { type HashedKey, HottestKeys } from "./hottest-keys.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";
import { HOTTEST_KEYS } from "./tally.ts";
import type { WindowTally } from "./window-tally.ts";

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
}

/** What is known about records besides their keys; undefined if no record has it. */
export interface RecordedDetails {
  readonly recorded?: RecordedPartitions | undefined;
  readonly time?: TimeSpan | undefined;
  readonly bytes?: RecordBytes | undefined;
}

/** Where a client puts the keys of a topic. */
export interface TopicPlacement extends ClientPlacement {
  readonly partitions: number;
}

/** Before all known times. */
const UNKNOWN_MS = -1;

/** The partition number of null keys, and of empty keys that a client treats as null. */
export const NO_PARTITION = -1;

/** Adds up what is known about records besides their keys. Memory: one number per partition. */
export class DetailTally implements DetailSink {
  /** How keys are placed, if only sums are asked for, which may also be added up elsewhere. */
  readonly sumsBy: TopicPlacement | undefined;
  readonly #partitions: number;
  readonly #partitioner: Partitioner;
  readonly #placesEmpty: boolean;
  readonly #keyBytes: KeySink | undefined;
  readonly #windows: Pick<WindowTally, "add"> | undefined;
  readonly #counts: Float64Array;
  readonly #loads: Float64Array;
  readonly #recorded = { records: 0, comparedRecords: 0, agreeingRecords: 0, outsideRecords: 0 };
  #timedRecords = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  readonly #bytes = { records: 0, total: 0 };

  /**
   * @param keyBytes receives the bytes of each key as its number of records
   * @param windows receives the records whose time is known and whose key has a partition
   */
  constructor(spec: TopicPlacement, keyBytes?: KeySink, windows?: Pick<WindowTally, "add">) {
    this.sumsBy = keyBytes === undefined && windows === undefined ? spec : undefined;
    const { partitions } = spec;
    this.#partitions = partitions;
    this.#partitioner = partitionerOf(spec);
    this.#placesEmpty = spec.emptyKey === "hashed";
    this.#keyBytes = keyBytes;
    this.#windows = windows;
    this.#counts = new Float64Array(partitions);
    this.#loads = new Float64Array(partitions);
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details: RecordDetails): void {
    const { hash, place } = this.#partitioner;
    const hasPlace = end > start || this.#placesEmpty;
    const at = hasPlace ? place(hash(bytes, start, end), this.#partitions) : NO_PARTITION;
    this.#addAll(at, count, details);
    const size = details.bytes ?? 0;
    if (size > 0) this.#keyBytes?.add(bytes, start, end, size);
  }

  addNull(count: number, details: RecordDetails): void {
    this.#addAll(NO_PARTITION, count, details);
  }

  /** @param at the partition that the contract's partitioner chooses */
  addPartition(at: number, partition: number, count: number): void {
    const recorded = this.#recorded;
    recorded.records += count;
    if (partition < this.#partitions) (this.#counts[partition] as number) += count;
    else recorded.outsideRecords += count;
    if (at === NO_PARTITION) return;
    recorded.comparedRecords += count;
    if (at === partition) recorded.agreeingRecords += count;
  }

  addTime({ records, firstMs, lastMs }: TimeSpan): void {
    this.#addTimes(records, firstMs ?? UNKNOWN_MS, lastMs);
  }

  addBytes(at: number, size: number, count: number): void {
    const bytes = this.#bytes;
    bytes.records += count;
    bytes.total += size;
    if (bytes.total > Number.MAX_SAFE_INTEGER) throw tooManyBytes();
    if (at !== NO_PARTITION) (this.#loads[at] as number) += size;
  }

  /** Adds what was added up elsewhere for the same placement. */
  addSums({ recorded, time, bytes }: RecordedDetails): void {
    if (recorded !== undefined) {
      const own = this.#recorded;
      own.records += recorded.records;
      own.comparedRecords += recorded.comparedRecords;
      own.agreeingRecords += recorded.agreeingRecords;
      own.outsideRecords += recorded.outsideRecords;
      addAll(this.#counts, recorded.counts);
    }
    if (time !== undefined) this.addTime(time);
    if (bytes === undefined) return;
    this.addBytes(NO_PARTITION, bytes.total, bytes.records);
    addAll(this.#loads, bytes.loads);
  }

  /** @param keyBytes the keys with their bytes as counts, if these were added up */
  result(keyBytes?: Pick<KeyCounts, "blocks">): RecordedDetails {
    const { records } = this.#recorded;
    const hottestKeys = keyBytes && this.#hottest(keyBytes);
    return {
      recorded: records > 0 ? { ...this.#recorded, counts: this.#counts } : undefined,
      time: this.#span(),
      bytes:
        this.#bytes.records > 0 ? { ...this.#bytes, loads: this.#loads, hottestKeys } : undefined,
    };
  }

  #addTimes(records: number, firstMs: number, lastMs: number): void {
    this.#timedRecords += records;
    if (firstMs < this.#firstMs) this.#firstMs = firstMs;
    if (lastMs > this.#lastMs) this.#lastMs = lastMs;
  }

  #span(): TimeSpan | undefined {
    const [firstMs, lastMs] = [this.#firstMs, this.#lastMs];
    if (lastMs === -Infinity) return undefined;
    const isKnown = firstMs !== UNKNOWN_MS;
    return { records: this.#timedRecords, firstMs: isKnown ? firstMs : undefined, lastMs };
  }

  #hottest(keyBytes: Pick<KeyCounts, "blocks">): readonly HashedKey[] {
    const hottest = new HottestKeys(HOTTEST_KEYS);
    for (const block of keyBytes.blocks()) {
      const unplaced = this.#placesEmpty ? NO_PARTITION : block.empty;
      hottest.addBlock(block, block.hashes(this.#partitioner), unplaced);
    }
    return hottest.keys;
  }

  #addAll(at: number, count: number, details: RecordDetails): void {
    const { partition, timeMs, bytes, isPartitionNamed } = details;
    if (partition !== undefined) {
      if (isPartitionNamed && partition >= this.#partitions) {
        throw partitionTooHigh(partition, this.#partitions);
      }
      this.addPartition(at, partition, count);
    }
    if (timeMs !== undefined) {
      this.#addTimes(count, timeMs, timeMs);
      if (at !== NO_PARTITION) this.#windows?.add(timeMs, at, count);
    }
    if (bytes !== undefined) this.addBytes(at, bytes, count);
  }
}
