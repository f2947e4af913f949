import type { ByPartition } from "./observation.ts";

/** Points in time that are kept of a window: its length is right to this part of it. */
const POINTS = 60;

interface Point {
  readonly atMs: number;
  /** How much each partition has grown up to then. */
  readonly grown: Float64Array;
}

/** How much each partition has grown in a sliding window. */
export interface Growth {
  readonly byPartition: Float64Array;
  /** The window, shorter until it has been observed for its whole length. */
  readonly spanMs: number;
}

/**
 * Sums up the growth of numbers that only grow, such as offsets, over a sliding window. One that falls
 * has not grown: the records of a topic that was recreated, or the bytes that retention has removed, are
 * not known.
 */
export class GrowthWindow {
  readonly #windowMs: number;
  readonly #points: Point[] = [];
  #grown = new Float64Array(0);
  /** The last known value of each partition, and when it was known. */
  readonly #last: { readonly value: number; readonly atMs: number }[] = [];
  #rates: (number | undefined)[] = [];
  #atMs = Number.NEGATIVE_INFINITY;

  constructor(windowMs: number) {
    this.#windowMs = windowMs;
  }

  add(atMs: number, values: ByPartition): void {
    // A clock that was set back.
    if (atMs <= this.#atMs) return;
    if (values.length > this.#grown.length) this.#extend(values.length);
    this.#rates = values.map((value, partition) => this.#grow(partition, atMs, value));
    this.#atMs = atMs;
    const newest = this.#points.at(-1);
    if (newest === undefined || atMs - newest.atMs >= this.#windowMs / POINTS) {
      this.#points.push({ atMs, grown: this.#grown.slice() });
    }
    // The first point is the last one before the window.
    while ((this.#points[1]?.atMs ?? Number.POSITIVE_INFINITY) <= atMs - this.#windowMs) {
      this.#points.shift();
    }
  }

  /** Undefined before there are two observations. */
  growth(): Growth | undefined {
    const [start] = this.#points;
    if (start === undefined || start.atMs === this.#atMs) return undefined;
    const byPartition = this.#grown.map((grown, i) => grown - (start.grown[i] ?? 0));
    return { byPartition, spanMs: this.#atMs - start.atMs };
  }

  /** Growth a second of each partition since its value was last known. */
  rates(): ByPartition {
    return this.#rates;
  }

  #extend(length: number): void {
    const longer = new Float64Array(length);
    longer.set(this.#grown);
    this.#grown = longer;
  }

  #grow(partition: number, atMs: number, value: number | undefined): number | undefined {
    if (value === undefined) return undefined;
    const last = this.#last[partition];
    this.#last[partition] = { value, atMs };
    if (last === undefined) return undefined;
    const growth = Math.max(0, value - last.value);
    (this.#grown[partition] as number) += growth;
    return (growth / (atMs - last.atMs)) * 1000;
  }
}
