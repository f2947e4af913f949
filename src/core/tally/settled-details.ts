import type { RecordDetails } from "../keys/details/record-details.ts";
import type { KeyTable } from "../keys/key-table.ts";
import type { DetailTally } from "./detail-tally.ts";
import type { KeyWindows } from "./key-windows.ts";
import { addPlacedWindows, type WindowPlacement } from "./placed-windows.ts";
import type { WindowTally } from "./window-tally.ts";

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
/** The number of the null key; other keys are numbered from 1. */
export const NULL_KEY = 0;

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

  /** How many keys other than the null key there are. */
  get keys(): number {
    return this.#keys.size;
  }

  /** From 1; that of the null key for one without details. */
  numberOf(bytes: Uint8Array, start: number, end: number): number {
    return this.#keys.find(bytes, start, end) + 1;
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

  /** Adds records in windows to those of a topic. */
  addWindowsTo(into: WindowTally, windows: KeyWindows, placement: WindowPlacement): void {
    addPlacedWindows(windows, this.#keys, placement, into);
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
