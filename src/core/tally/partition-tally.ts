import { noRecordedPartitions, partitionTooHigh } from "../errors/detail-messages.ts";
import type { KeyType } from "../keys/key-type.ts";
import type { PartitionerName } from "../partitioners/index.ts";
import { addAll } from "./add-all.ts";
import { EXPLAINED } from "./found-partitioners.ts";
import type { HashedKey } from "./hottest-keys.ts";
import { type KeyForm, type Placed, PlacementEvidence, plainKeys } from "./placement-evidence.ts";
import type { RecordedPartitions } from "./recorded-details.ts";
import { recordedText } from "./recorded-text.ts";
import type { Tally } from "./tally.ts";

/** The partition number of null keys, and of empty keys that a client treats as null. */
export const NO_PARTITION = -1;

interface Placement {
  readonly partitioner: PartitionerName;
  readonly partitions: number;
  readonly keyType: KeyType;
  readonly hashedAs?: KeyType | undefined;
  /** Whether records count where they were written. */
  readonly isRecorded?: boolean | undefined;
}

export interface PartitionOptions {
  /** How much memory the keys of recorded partitions may take. */
  readonly maxBytes?: number | undefined;
  /** How keys are kept; default: as they are. */
  readonly form?: KeyForm | undefined;
}

/** Adds up where records were written, compared with where the contract's partitioner puts their keys. */
export class PartitionTally {
  readonly isRecorded: boolean;
  readonly #by: Placement;
  readonly #evidence: PlacementEvidence;
  readonly #counts: Float64Array;
  readonly #nullCounts: Float64Array;
  readonly #sums = { records: 0, comparedRecords: 0, agreeingRecords: 0, outsideRecords: 0 };
  #hasSums = false;

  constructor(by: Placement, { maxBytes = Infinity, form = plainKeys }: PartitionOptions = {}) {
    const { partitions, keyType, hashedAs = keyType, isRecorded = false } = by;
    this.#by = by;
    this.isRecorded = isRecorded;
    const kept = { keepsAll: isRecorded, maxBytes, form };
    this.#evidence = new PlacementEvidence({ partitions, hashedAs, ...kept });
    this.#counts = new Float64Array(partitions);
    this.#nullCounts = new Float64Array(partitions);
  }

  get memoryBytes(): number {
    return this.#evidence.memoryBytes;
  }

  /**
   * Whether records that are not where the contract's partitioner puts them were added without their keys, so
   * that it is not known whose partitioner that is.
   */
  get lacksKeys(): boolean {
    const { comparedRecords, agreeingRecords } = this.#sums;
    return this.#hasSums && agreeingRecords < EXPLAINED * comparedRecords;
  }

  /** @throws UserError if records count where they were written, and the topic has no such partition */
  add(bytes: Uint8Array, start: number, end: number, placed: Placed): void {
    this.#addTo(placed);
    if (placed.at !== NO_PARTITION) this.#evidence.add(bytes, start, end, placed);
  }

  addNull(partition: number, count: number): void {
    this.#addTo({ at: NO_PARTITION, partition, count });
    if (partition < this.#counts.length) (this.#nullCounts[partition] as number) += count;
  }

  addSums(recorded: RecordedPartitions): void {
    this.#hasSums = true;
    const own = this.#sums;
    own.records += recorded.records;
    own.comparedRecords += recorded.comparedRecords;
    own.agreeingRecords += recorded.agreeingRecords;
    own.outsideRecords += recorded.outsideRecords;
    addAll(this.#counts, recorded.counts);
  }

  refuseOutside(partition: number): void {
    const { length } = this.#counts;
    if (partition >= length) throw partitionTooHigh(partition, length);
  }

  result(): RecordedPartitions | undefined {
    if (this.#sums.records === 0) return undefined;
    const nullCounts = this.isRecorded ? this.#nullCounts : undefined;
    const found = this.#evidence.found();
    const recorded = { ...this.#sums, counts: this.#counts, nullCounts, found };
    const about = (records: number) => recordedText(recorded, this.#by, records);
    return { ...recorded, about };
  }

  /**
   * The tally of the same records: if the contract says so, with all records where they were written, those
   * without a key too.
   *
   * @throws UserError if it does and no record's partition is known
   */
  placedTally(tally: Tally): Tally {
    if (!this.isRecorded) return tally;
    if (this.#sums.records === 0) throw noRecordedPartitions();
    const loads = this.#counts;
    return { ...tally, loads, nullLoads: this.#nullCounts, hottest: this.placed(tally.hottest) };
  }

  /** The same keys with the partition that most of their records were written to, if that is known. */
  placed(keys: readonly HashedKey[]): readonly HashedKey[] {
    if (!this.isRecorded) return keys;
    const places = this.#evidence.placesOf(keys.map(({ key }) => key));
    return keys.map((one, i) => ({ ...one, partition: places[i] }));
  }

  /** Where most records of a block's keys were written, or −1; undefined if that does not count. */
  placeFinder(): ReturnType<PlacementEvidence["placeFinder"]> | undefined {
    return this.isRecorded ? this.#evidence.placeFinder() : undefined;
  }

  #addTo({ at, partition, count }: Placed): void {
    const sums = this.#sums;
    if (this.isRecorded) this.refuseOutside(partition);
    sums.records += count;
    if (partition < this.#counts.length) (this.#counts[partition] as number) += count;
    else sums.outsideRecords += count;
    if (at === NO_PARTITION) return;
    sums.comparedRecords += count;
    if (at === partition) sums.agreeingRecords += count;
  }
}
