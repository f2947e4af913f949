import { tooManyBytes } from "../errors/detail-messages.ts";
import type { DetailSink, RecordDetails } from "../keys/details/record-details.ts";
import { KeyTable } from "../keys/key-table.ts";
import type { DetailTally } from "./detail-tally.ts";
import type { TimeSpan } from "./recorded-details.ts";

/** Records of one key in a partition. */
export interface PartitionRecords {
  readonly partition: number;
  readonly records: number;
}

/** What is known about all records of one key, or about those without a key. */
export interface DetailsOfKey {
  /** Sorted by partition. */
  readonly partitions: readonly PartitionRecords[];
  /** The total size of the records whose size is known; undefined if there are none. */
  readonly bytes: number | undefined;
}

const NO_DETAILS: DetailsOfKey = { partitions: [], bytes: undefined };
const PAIR_BYTES = 8;
/** The number of the null key; other keys are numbered from 1. */
const NULL_KEY = 0;

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

  /** The span of the records whose time is known. */
  get time(): TimeSpan | undefined {
    return this.#time.records > 0 ? this.#time : undefined;
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

interface Pair extends PartitionRecords {
  readonly key: number;
}

/** What is known about each key's records. */
export class SettledDetails {
  readonly #keys: KeyTable;
  readonly #pairs: readonly Pair[];
  /** Where the pairs of a key begin. */
  readonly #starts: Uint32Array;
  readonly #sums: { readonly bytes: Float64Array; readonly sized: Float64Array };

  constructor(
    keys: KeyTable,
    pairs: readonly Pair[],
    sums: { readonly bytes: Float64Array; readonly sized: Float64Array },
  ) {
    this.#keys = keys;
    this.#pairs = pairs;
    this.#sums = sums;
    this.#starts = new Uint32Array(keys.size + 3);
    for (const { key } of pairs) (this.#starts[key + 1] as number)++;
    for (let i = 1; i < this.#starts.length; i++) {
      (this.#starts[i] as number) += this.#starts[i - 1] as number;
    }
  }

  ofKey(bytes: Uint8Array, start: number, end: number): DetailsOfKey {
    const index = this.#keys.find(bytes, start, end);
    return index < 0 ? NO_DETAILS : this.#of(index + 1);
  }

  get ofNull(): DetailsOfKey {
    return this.#of(NULL_KEY);
  }

  /** Adds everything except the times to a tally, which knows where keys belong. */
  addTo(tally: DetailTally): void {
    this.#addKey(NULL_KEY, (count, details) => tally.addNull(count, details));
    for (const { size, bytes, starts, ends } of this.#keys.blocks()) {
      for (let i = 0; i < size; i++) {
        const [start, end] = [starts[i] as number, ends[i] as number];
        this.#addKey(i + 1, (count, details) => {
          tally.add(bytes, start, end, count, details);
        });
      }
    }
  }

  #addKey(key: number, add: (count: number, details: RecordDetails) => void): void {
    const { partitions, bytes } = this.#of(key);
    const sized = this.#sums.sized[key] ?? 0;
    const parts = bytesByPartition(this.#of(key), sized);
    partitions.forEach(({ partition, records }, i) => {
      add(records, { partition, bytes: parts?.[i] });
    });
    if (parts === undefined && bytes !== undefined) add(sized, { bytes });
  }

  #of(key: number): DetailsOfKey {
    const [start, end] = [this.#starts[key] as number, this.#starts[key + 1] as number];
    const isSized = (this.#sums.sized[key] ?? 0) > 0;
    return {
      partitions: this.#pairs.slice(start, end),
      bytes: isSized ? this.#sums.bytes[key] : undefined,
    };
  }
}

/**
 * The bytes of a key's records in each of its partitions, in proportion to the records there; undefined if
 * these are not the records whose size is known.
 */
export function bytesByPartition(
  { partitions, bytes }: DetailsOfKey,
  sized: number,
): readonly number[] | undefined {
  const written = partitions.reduce((sum, { records }) => sum + records, 0);
  if (bytes === undefined || written !== sized) return undefined;
  let [left, rest] = [bytes, written];
  return partitions.map(({ records }) => {
    const part = Math.round((left * records) / rest);
    left -= part;
    rest -= records;
    return part;
  });
}

function grown(from: Float64Array<ArrayBuffer>, index: number): Float64Array<ArrayBuffer> {
  const to = new Float64Array(2 ** Math.ceil(Math.log2(index + 2)));
  to.set(from);
  return to;
}
