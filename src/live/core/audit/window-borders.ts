/** Look-ups of offsets by time for one topic: a request each. */
const MOST_BORDERS = 1_500;

/** Times at which windows begin, and the end of the last one; in ms since the epoch. */
export interface WindowBorders {
  readonly timesMs: readonly number[];
  /** Whether earlier windows are left out, because they are too many. */
  readonly isCut: boolean;
}

/**
 * The windows between the first and the last record, which begin at multiples of their length since the
 * epoch; the newest ones if there are too many.
 */
export function windowBorders(firstMs: number, lastMs: number, windowMs: number): WindowBorders {
  const end = Math.floor(lastMs / windowMs) + 1;
  const first = Math.floor(firstMs / windowMs);
  const start = Math.max(first, end - MOST_BORDERS + 1);
  const timesMs = Array.from({ length: end - start + 1 }, (_, i) => (start + i) * windowMs);
  return { timesMs, isCut: start > first };
}
