import { isEpochMs } from "#core/keys/details/record-time.ts";
import type { KeySink } from "#core/keys/key-sink.ts";
import { seededRandom } from "#core/measures/random.ts";
import { type RecordColumns, recordBytes } from "#live/core/records/record-columns.ts";
import { Thinning } from "#live/core/topic-sample/thinning.ts";

export interface KeptRecordsOptions {
  /**
   * Receives the records that are kept, with the partition of each, its time if that can be, and the
   * size of its key, value and headers.
   */
  readonly sink: KeySink;
  /** Called for each record that is kept. */
  readonly onKept?: ((records: RecordColumns, i: number) => void) | undefined;
  /** The chance of each record to be kept. */
  readonly keptShare: number;
  /** Of the random choice: the same records are kept whatever the order of partitions. */
  readonly seed: number;
  /** Records before this time, or without a time, are left out; in ms since the epoch. */
  readonly sinceMs: number | undefined;
}

/** Passes on a random part of the records of a window. */
export class KeptRecords {
  readonly #options: KeptRecordsOptions;
  readonly #thinnings = new Map<number, Thinning>();
  readonly #details = { partition: 0, timeMs: undefined as number | undefined, bytes: 0 };
  /** Records that were passed on. */
  records = 0;

  constructor(options: KeptRecordsOptions) {
    this.#options = options;
  }

  /** @returns how many of the records are in the window */
  take(records: RecordColumns, partition: number): number {
    const { sinceMs = -Infinity } = this.#options;
    const { size, timesMs } = records;
    const thinning = this.#thinningOf(partition);
    this.#details.partition = partition;
    let inWindow = 0;
    for (let i = 0; i < size; i++) {
      const timeMs = timesMs[i] as number;
      // A record without a time is in no window that begins at one.
      if (!(timeMs >= sinceMs) && sinceMs !== -Infinity) continue;
      inWindow++;
      if (thinning.keeps()) this.#pass(records, i, timeMs);
    }
    return inWindow;
  }

  #pass(records: RecordColumns, i: number, timeMs: number): void {
    const { sink, onKept } = this.#options;
    const { bytes, keyStarts, keyEnds } = records;
    const details = this.#details;
    details.timeMs = isEpochMs(timeMs) ? timeMs : undefined;
    details.bytes = recordBytes(records, i);
    const start = keyStarts[i] as number;
    if (start < 0) sink.addNull(1, details);
    else sink.add(bytes, start, keyEnds[i] as number, 1, details);
    onKept?.(records, i);
    this.records++;
  }

  #thinningOf(partition: number): Thinning {
    const { keptShare, seed } = this.#options;
    const known = this.#thinnings.get(partition);
    if (known !== undefined) return known;
    const thinning = new Thinning(keptShare, seededRandom(seed + partition + 1));
    this.#thinnings.set(partition, thinning);
    return thinning;
  }
}
