import { sampleWindowsMisfit, sampleWithoutWindows } from "../errors/window-messages.ts";
import { NO_PARTITION } from "../tally/partition-tally.ts";
import type { WindowTally } from "../tally/window-tally.ts";
import { timeText } from "../text/time-length.ts";
import { readLeb128 } from "./leb128.ts";
import { damagedSample } from "./sample-format.ts";

/** What a sample's header says of its windows. */
export interface WindowsHeader {
  readonly length_ms: number;
  readonly count: number;
  /** Numbers of records, over all windows. */
  readonly cells: number;
  /** Whether partitions that records were written to are known. */
  readonly partitions: boolean;
}

const INITIAL_KEYS = 1 << 10;

/** Adds the windows of a sample to those of the contract as they are read. */
export class SampleWindows {
  readonly #header: WindowsHeader;
  readonly #target: WindowTally;
  readonly #isRecorded: boolean;
  #keys = 0;
  /** By the number of the key: its partition, and its records that are in no window yet. */
  #partitions = new Int32Array(INITIAL_KEYS);
  #left = new Float64Array(INITIAL_KEYS);
  #windowsLeft: number;
  #cellsLeft: number;
  /** The window that is being read: how many cells are left, and the last one's key and place. */
  #window = { number: 0, cells: 0, key: 0, place: -1 };

  constructor(header: WindowsHeader, target: WindowTally, isRecorded: boolean) {
    this.#header = header;
    this.#target = target;
    this.#isRecorded = isRecorded;
    this.#windowsLeft = header.count;
    this.#cellsLeft = header.cells;
  }

  get isOpen(): boolean {
    return this.#windowsLeft > 0 || this.#window.cells > 0;
  }

  get memoryBytes(): number {
    return this.#partitions.byteLength + this.#left.byteLength;
  }

  /**
   * Call in the order of their numbers: for null keys, empty keys and each entry.
   *
   * @param partition where the contract's partitioner puts them
   */
  addKey(partition: number, records: number): void {
    const key = this.#keys++;
    if (key === this.#left.length) this.#grow();
    this.#partitions[key] = partition;
    this.#left[key] = records;
  }

  /**
   * Reads the next number of records, or the beginning of the next window; returns where it ends,
   * undefined if it continues in later bytes.
   *
   * @throws UserError for what cannot be
   */
  next(bytes: Uint8Array, at: number): number | undefined {
    return this.#window.cells > 0 ? this.#addCell(bytes, at) : this.#begin(bytes, at);
  }

  #begin(bytes: Uint8Array, at: number): number | undefined {
    const step = readLeb128(bytes, at);
    if (step === undefined) return undefined;
    const count = readLeb128(bytes, step.end);
    if (count === undefined) return undefined;
    const cells = count.value;
    const isFirst = this.#windowsLeft === this.#header.count;
    const number = this.#window.number + step.value;
    const isAfter = isFirst || step.value > 0;
    const isTime = Number.isSafeInteger(number * this.#header.length_ms);
    this.#windowsLeft--;
    this.#cellsLeft -= cells;
    const isWhole = this.#windowsLeft > 0 ? this.#cellsLeft > 0 : this.#cellsLeft === 0;
    if (!isAfter || !isTime || !(cells > 0) || !isWhole) throw damagedSample();
    this.#window = { number, cells, key: 0, place: -1 };
    return count.end;
  }

  #addCell(bytes: Uint8Array, at: number): number | undefined {
    const step = readLeb128(bytes, at);
    if (step === undefined) return undefined;
    const unknown = { value: 0, end: step.end };
    const place = this.#header.partitions ? readLeb128(bytes, step.end) : unknown;
    if (place === undefined) return undefined;
    const records = readLeb128(bytes, place.end);
    if (records === undefined) return undefined;
    const window = this.#window;
    const key = window.key + step.value;
    const isAfter = step.value > 0 || place.value > window.place;
    if (!isAfter || !(key < this.#keys) || !(place.value >= 0)) throw damagedSample();
    this.#take(key, records.value);
    window.key = key;
    window.place = place.value;
    window.cells--;
    const partition = this.#isRecorded ? place.value - 1 : (this.#partitions[key] as number);
    if (partition !== NO_PARTITION && partition < this.#target.partitions) {
      this.#target.add(window.number * this.#header.length_ms, partition, records.value);
    }
    return records.end;
  }

  /** No more records of a key are in windows than there are. */
  #take(key: number, records: number): void {
    (this.#left[key] as number) -= records;
    if (!(records > 0) || !((this.#left[key] as number) >= 0)) throw damagedSample();
  }

  #grow(): void {
    const length = this.#left.length * 2;
    const [partitions, left] = [new Int32Array(length), new Float64Array(length)];
    partitions.set(this.#partitions);
    left.set(this.#left);
    this.#partitions = partitions;
    this.#left = left;
  }
}

/**
 * The windows of a sample, if they add up to those of the contract.
 *
 * @param lengthMs the contract's
 * @throws UserError if they do not
 */
export function fittingWindows(own: unknown, lengthMs: number): WindowsHeader {
  const length = timeText(lengthMs);
  if (hasFittingWindows(own, lengthMs)) return own;
  if (!isWindows(own)) throw sampleWithoutWindows(length);
  throw sampleWindowsMisfit(timeText(own.length_ms), length);
}

export function hasFittingWindows(own: unknown, lengthMs: number): own is WindowsHeader {
  return isWindows(own) && lengthMs % own.length_ms === 0;
}

/** What a later release has instead is not known. */
function isWindows(value: unknown): value is WindowsHeader {
  if (typeof value !== "object" || value === null) return false;
  const { length_ms, count, cells, partitions }: Partial<Record<keyof WindowsHeader, unknown>> =
    value;
  const isCount = (one: unknown) => Number.isSafeInteger(one) && (one as number) > 0;
  return [length_ms, count, cells].every(isCount) && typeof partitions === "boolean";
}
