/** What records are grouped by: windows of time, or so many records one after another. */
export interface Window {
  readonly unit: "ms" | "records";
  readonly length: number;
  /** Whether only what can be measured is: not without times, and in wider windows if records are few. */
  readonly isOptional?: boolean;
}

/** A window counts from this many placed records per partition on. */
export const WINDOW_RECORDS_PER_PARTITION = 10;
/** Fewer windows that count do not show a 99th percentile. */
export const FEWEST_WINDOWS = 20;
/** The most numbers of records that are kept: windows × partitions. */
export const MOST_WINDOW_CELLS = 100_000;
/** What is measured of the hottest partition's share over windows, so 1 % of them may be above it. */
export const WINDOW_PERCENTILE = 0.99;
