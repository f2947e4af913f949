import { tooManyBytes } from "../errors/detail-messages.ts";
import type { DetailSink, RecordDetails } from "../keys/details/record-details.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { KeySink } from "../keys/key-sink.ts";
import type { Partitioner } from "../partitioners/partitioner.ts";
import { addAll } from "./add-all.ts";
import { HottestKeys } from "./hottest-keys.ts";
import { NO_PARTITION, type PartitionOptions, PartitionTally } from "./partition-tally.ts";
import type { RecordBytes, RecordedDetails, TimeSpan } from "./recorded-details.ts";
import { type ClientPlacement, partitionerOf } from "./spec.ts";
import { HOTTEST_KEYS } from "./tally.ts";
import type { WindowTally } from "./window-tally.ts";

/** Where a client puts the keys of a topic. */
export interface TopicPlacement extends ClientPlacement {
  readonly partitions: number;
}

/** Before all known times. */
const UNKNOWN_MS = -1;

/** How records are placed. */
interface DetailSpec extends TopicPlacement {
  /** Whether records count where they were written. */
  readonly isRecorded?: boolean | undefined;
}

interface DetailOptions extends PartitionOptions {
  /** Receives the bytes of each key as its number of records. */
  readonly keyBytes?: KeySink | undefined;
  /** Receives the records whose time and partition are known. */
  readonly windows?: Pick<WindowTally, "add"> | undefined;
}

/**
 * Adds up what is known about records besides their keys. Memory: one number per partition, and keys
 * whose records are where the contract's partitioner does not put them.
 */
export class DetailTally implements DetailSink {
  /** How keys are placed, if only sums are asked for, which may also be added up elsewhere. */
  readonly sumsBy: TopicPlacement | undefined;
  /** Where records were written. */
  readonly written: PartitionTally;
  readonly #partitions: number;
  readonly #partitioner: Partitioner;
  readonly #placesEmpty: boolean;
  readonly #keyBytes: KeySink | undefined;
  readonly #windows: Pick<WindowTally, "add"> | undefined;
  readonly #loads: Float64Array;
  #timedRecords = 0;
  #firstMs = Infinity;
  #lastMs = -Infinity;
  readonly #bytes = { records: 0, total: 0 };

  constructor(spec: DetailSpec, { keyBytes, windows, ...options }: DetailOptions = {}) {
    const { partitions, isRecorded = false } = spec;
    const areSums = keyBytes === undefined && windows === undefined && !isRecorded;
    this.sumsBy = areSums ? spec : undefined;
    this.written = new PartitionTally(spec, options);
    this.#partitions = partitions;
    this.#partitioner = partitionerOf(spec);
    this.#placesEmpty = spec.emptyKey === "hashed";
    this.#keyBytes = keyBytes;
    this.#windows = windows;
    this.#loads = new Float64Array(partitions);
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details: RecordDetails): void {
    const { hash, place } = this.#partitioner;
    const hasPlace = end > start || this.#placesEmpty;
    const at = hasPlace ? place(hash(bytes, start, end), this.#partitions) : NO_PARTITION;
    const { partition, isPartitionNamed } = details;
    if (partition !== undefined) {
      if (isPartitionNamed) this.written.refuseOutside(partition);
      this.written.add(bytes, start, end, { at, partition, count });
    }
    this.#addOthers(at, count, details);
    const size = details.bytes ?? 0;
    if (size > 0) this.#keyBytes?.add(bytes, start, end, size);
  }

  addNull(count: number, details: RecordDetails): void {
    const { partition, isPartitionNamed } = details;
    if (partition !== undefined) {
      if (isPartitionNamed) this.written.refuseOutside(partition);
      this.written.addNull(partition, count);
    }
    this.#addOthers(NO_PARTITION, count, details);
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
    if (recorded !== undefined) this.written.addSums(recorded);
    if (time !== undefined) this.addTime(time);
    if (bytes === undefined) return;
    this.addBytes(NO_PARTITION, bytes.total, bytes.records);
    addAll(this.#loads, bytes.loads);
  }

  /** @param keyBytes the keys with their bytes as counts, if these were added up */
  result(keyBytes?: Pick<KeyCounts, "blocks">): RecordedDetails {
    const byKey = keyBytes && this.#byKey(keyBytes);
    const [sums, loads] = [this.#bytes, this.#loads];
    return {
      recorded: this.written.result(),
      time: this.#span(),
      bytes: sums.records > 0 ? { ...sums, loads, ...byKey } : undefined,
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

  #byKey(keyBytes: Pick<KeyCounts, "blocks">): Pick<RecordBytes, "hottestKeys" | "keyedTotal"> {
    const hottest = new HottestKeys(HOTTEST_KEYS);
    let total = 0;
    for (const block of keyBytes.blocks()) {
      for (let i = 0; i < block.size; i++) total += block.counts[i] as number;
      const unplaced = this.#placesEmpty ? NO_PARTITION : block.empty;
      hottest.addBlock(block, block.hashes(this.#partitioner), unplaced);
    }
    if (!this.written.isRecorded) return { hottestKeys: hottest.keys };
    return { hottestKeys: this.written.placed(hottest.keys), keyedTotal: total };
  }

  #addOthers(at: number, count: number, { partition, timeMs, bytes }: RecordDetails): void {
    const place = this.written.isRecorded ? (partition ?? NO_PARTITION) : at;
    if (timeMs !== undefined) {
      this.#addTimes(count, timeMs, timeMs);
      const isInTopic = place !== NO_PARTITION && place < this.#partitions;
      if (isInTopic) this.#windows?.add(timeMs, place, count);
    }
    if (bytes !== undefined) this.addBytes(place, bytes, count);
  }
}
