import type { RecordDetails } from "../details/record-details.ts";
import type { KeySink } from "../key-sink.ts";

/** Enough rows to recognize row numbers. */
const ROWS = 16;

interface Held {
  readonly key: Uint8Array | undefined;
  readonly count: number;
  readonly line: number;
  readonly details: RecordDetails | undefined;
}

/**
 * Counts in a column that the user did not name. The first rows are held back until it is clear
 * that the numbers do not go up by one in every row. If they do, they are row numbers, and each row
 * is one record.
 */
export class DoubtedCounts implements KeySink {
  readonly #target: KeySink;
  readonly #lineOf: () => number;
  #held: Held[] | undefined = [];
  #areRowNumbers = false;
  /** Line of a row that was held back after it was read. */
  line: number | undefined;

  constructor(target: KeySink, lineOf: () => number) {
    this.#target = target;
    this.#lineOf = lineOf;
  }

  add(bytes: Uint8Array, start: number, end: number, count: number, details?: RecordDetails): void {
    if (this.#held !== undefined) this.#hold(bytes.slice(start, end), count, details);
    else this.#give(bytes, start, end, count, details);
  }

  addNull(count: number, details?: RecordDetails): void {
    if (this.#held !== undefined) this.#hold(undefined, count, details);
    else this.#giveNull(count, details);
  }

  /** Whether the numbers are counts; undefined until it is clear. */
  get areCounts(): boolean | undefined {
    return this.#held === undefined ? !this.#areRowNumbers : undefined;
  }

  /** The end of the file. */
  end(): void {
    const held = this.#held ?? [];
    const goUp = held.every(({ count }, i) => i === 0 || count === (held[i - 1]?.count ?? 0) + 1);
    this.#held = undefined;
    this.#areRowNumbers = held.length === ROWS && goUp;
    for (const { key, count, line, details } of held) {
      this.line = line;
      if (key === undefined) this.#giveNull(count, details);
      else this.#give(key, 0, key.length, count, details);
    }
    this.line = undefined;
  }

  #hold(key: Uint8Array | undefined, count: number, details: RecordDetails | undefined): void {
    this.#held?.push({ key, count, line: this.#lineOf(), details: details && { ...details } });
    if (this.#held?.length === ROWS) this.end();
  }

  #give(
    bytes: Uint8Array,
    start: number,
    end: number,
    count: number,
    details: RecordDetails | undefined,
  ): void {
    const records = this.#areRowNumbers ? 1 : count;
    if (records > 0) this.#target.add(bytes, start, end, records, details);
  }

  #giveNull(count: number, details: RecordDetails | undefined): void {
    const records = this.#areRowNumbers ? 1 : count;
    if (records > 0) this.#target.addNull(records, details);
  }
}
