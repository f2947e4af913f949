import { addAll } from "./add-all.ts";
import { MOST_WINDOW_CELLS, type Window } from "./window.ts";

/** Records per partition in each window that has records. */
export interface WindowLoads {
  /** With the length that the windows have in the end. */
  readonly window: Window;
  /** By the number of the window: its start in lengths of a window. Ascending. */
  readonly loads: ReadonlyMap<number, Float64Array>;
}

/**
 * Adds up records per window and partition. Memory: at most 100,000 numbers; for more, windows are
 * doubled. Windows begin at multiples of their length, so the result does not depend on the order of
 * the records.
 */
export class WindowTally {
  readonly partitions: number;
  readonly #unit: Window["unit"];
  readonly #mostWindows: number;
  #length: number;
  #loads = new Map<number, Float64Array<ArrayBuffer>>();
  /** The window of the last record, since most come in order. */
  #last = { number: -1, loads: new Float64Array(0) };

  constructor({ unit, length }: Window, partitions: number) {
    this.#unit = unit;
    this.#length = length;
    this.partitions = partitions;
    this.#mostWindows = Math.max(1, Math.floor(MOST_WINDOW_CELLS / partitions));
  }

  /** @param position ms since the epoch, or the number of records before these */
  add(position: number, partition: number, count: number): void {
    // Whole ms, so that windows add up to wider ones exactly.
    const number = Math.floor(Math.floor(position) / this.#length);
    const loads = number === this.#last.number ? this.#last.loads : this.#windowOf(number);
    (loads[partition] as number) += count;
  }

  result(): WindowLoads {
    const loads = new Map([...this.#loads].sort(([a], [b]) => a - b));
    return { window: { unit: this.#unit, length: this.#length }, loads };
  }

  #windowOf(number: number): Float64Array<ArrayBuffer> {
    let found = this.#loads.get(number);
    if (found === undefined) {
      found = new Float64Array(this.partitions);
      this.#loads.set(number, found);
      if (this.#loads.size > this.#mostWindows) return this.#widen(number);
    }
    this.#last = { number, loads: found };
    return found;
  }

  /** Doubles windows until few enough are left; returns the one that `number` has become. */
  #widen(number: number): Float64Array<ArrayBuffer> {
    let now = number;
    while (this.#loads.size > this.#mostWindows) {
      const wider = new Map<number, Float64Array<ArrayBuffer>>();
      for (const [narrow, loads] of this.#loads) {
        const half = Math.floor(narrow / 2);
        const sums = wider.get(half);
        if (sums === undefined) wider.set(half, loads);
        else addAll(sums, loads);
      }
      this.#loads = wider;
      this.#length *= 2;
      now = Math.floor(now / 2);
    }
    return this.#windowOf(now);
  }
}
