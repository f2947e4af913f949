/** What records are grouped by: windows of time, or so many records one after another. */
export interface Window {
  readonly unit: "ms" | "records";
  readonly length: number;
}

/** A window counts from this many placed records per partition on. */
export const WINDOW_RECORDS_PER_PARTITION = 10;
/** Fewer windows that count do not show a 99th percentile. */
export const FEWEST_WINDOWS = 20;
/** The most numbers of records that are kept: windows × partitions. */
export const MOST_WINDOW_CELLS = 100_000;
