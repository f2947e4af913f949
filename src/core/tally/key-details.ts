import { tooManyBytes } from "../errors/detail-messages.ts";
import type { DetailSink, RecordDetails } from "../keys/details/record-details.ts";
import { KeyTable } from "../keys/key-table.ts";
import { KeyWindows, type WindowOptions } from "./key-windows.ts";
import type { TimeSpan } from "./recorded-details.ts";
import { NULL_KEY, SettledDetails } from "./settled-details.ts";

const PAIR_BYTES = 8;

/**
 * Keeps what is known about records besides their keys, for each key: for sample files, and if the
 * partition count may still change. It needs memory for every key.
 */
export class KeyDetails implements DetailSink {
  readonly #keys = new KeyTable();
  /** Records by the number of their key, from 1, and their partition. */
  readonly #pairs = new KeyTable();
  readonly #pair = new DataView(new ArrayBuffer(PAIR_BYTES));
  #bytes = new Float64Array(1 << 8);
  #sized = new Float64Array(1 << 8);
  #totalBytes = 0;
  #sizedRecords = 0;
  readonly #time = { records: 0, firstMs: Infinity, lastMs: -Infinity };
  /** Records in windows of time, if a length of these is given. */
  readonly windows: KeyWindows | undefined;

  constructor(windows?: WindowOptions) {
    this.windows = windows && new KeyWindows(windows);
  }

  /** The span of the records whose time is known. */
  get time(): TimeSpan | undefined {
    return this.#time.records > 0 ? this.#time : undefined;
  }

  /** Approximate memory, without that of windows. */
  get memoryBytes(): number {
    const sums = this.#bytes.byteLength + this.#sized.byteLength;
    return this.#keys.memoryBytes + this.#pairs.memoryBytes + sums;
  }

  get hasPartitions(): boolean {
    return this.#pairs.size > 0;
  }

  get hasBytes(): boolean {
    return this.#sizedRecords > 0;
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details: RecordDetails): void {
    this.#keys.add(bytes, start, end, count);
    this.#addTo(this.#keys.find(bytes, start, end) + 1, count, details);
  }

  addNull(count: number, details: RecordDetails): void {
    this.#addTo(NULL_KEY, count, details);
  }

  /** Everything that was added, sorted for look-ups. */
  settle(): SettledDetails {
    const { size } = this.#pairs;
    const pairs: { key: number; partition: number; records: number }[] = [];
    for (const { bytes, starts, counts } of this.#pairs.blocks()) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (let i = 0; i < size; i++) {
        const at = starts[i] as number;
        const [key, partition] = [view.getUint32(at), view.getUint32(at + 4)];
        pairs.push({ key, partition, records: counts[i] as number });
      }
    }
    pairs.sort((a, b) => a.key - b.key || a.partition - b.partition);
    return new SettledDetails(this.#keys, pairs, { bytes: this.#bytes, sized: this.#sized });
  }

  #addTo(key: number, count: number, { partition, timeMs, bytes }: RecordDetails): void {
    if (partition !== undefined) {
      this.#pair.setUint32(0, key);
      this.#pair.setUint32(4, partition);
      this.#pairs.add(new Uint8Array(this.#pair.buffer), 0, PAIR_BYTES, count);
    }
    if (timeMs !== undefined) {
      const time = this.#time;
      time.records += count;
      time.firstMs = Math.min(time.firstMs, timeMs);
      time.lastMs = Math.max(time.lastMs, timeMs);
      const mayHavePlace = key !== NULL_KEY || partition !== undefined;
      if (mayHavePlace) this.windows?.add(key, { timeMs, partition }, count);
    }
    if (bytes !== undefined) this.#addBytes(key, count, bytes);
  }

  #addBytes(key: number, count: number, bytes: number): void {
    if (key >= this.#bytes.length) {
      this.#bytes = grown(this.#bytes, key);
      this.#sized = grown(this.#sized, key);
    }
    (this.#bytes[key] as number) += bytes;
    (this.#sized[key] as number) += count;
    this.#sizedRecords += count;
    this.#totalBytes += bytes;
    if (this.#totalBytes > Number.MAX_SAFE_INTEGER) throw tooManyBytes();
  }
}

function grown(from: Float64Array<ArrayBuffer>, index: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(2 ** Math.ceil(Math.log2(index + 2)));
  to.set(from);
  return to;
}
