import { phrase, setting } from "./phrase.ts";
import { UserError } from "./user-error.ts";

// Errors of windows of time, whose records need a time or an order.

export function noTimes(): UserError {
  return new UserError({
    what: "window needs the records' times, but no record has a time",
    next: phrase`Name the column with the times with ${setting("timeColumn")}, or leave window and max_window_share out.`,
  });
}

/** For a sample with windows. */
export function noTimesForWindows(): UserError {
  return new UserError({
    what: "no record has a time, so there are no windows of time",
    next: phrase`Name the column with the records' times with ${setting("timeColumn")}, or make the sample without windows.`,
  });
}

export function windowsTooLarge(): UserError {
  return new UserError({
    what: "there are more keys in windows of time than fit in memory",
    next: phrase`Use longer windows or fewer records, or raise ${setting("memory")}.`,
  });
}

export function unorderedFiles(): UserError {
  return new UserError({
    what: "window_records needs a single key file, because several have no common order",
    next: "Use window with the records' times, or name one file.",
  });
}

export function unorderedCounts(): UserError {
  return new UserError({
    what: "window_records needs records in order, but the file has counts",
    next: "Use window with the records' times, or a file with a line for each record.",
  });
}

/** @param length the contract's: `1m` */
export function sampleWithoutWindows(length: string): UserError {
  return new UserError({
    what: "the sample has no windows of time, which window needs",
    next: `Recreate it from keys with times with \`skew-contract sample --window ${length}\`, judge the keys themselves, or leave window and max_window_share out.`,
  });
}

/**
 * @param own the length of the sample's windows: `5m`
 * @param length the contract's
 */
export function sampleWindowsMisfit(own: string, length: string): UserError {
  return new UserError({
    what: `the sample has windows of ${own}, which do not add up to windows of ${length}`,
    next: `Recreate it with \`skew-contract sample --window ${length}\`, or set window to a multiple of ${own}.`,
  });
}

export function sampleWithoutOrder(): UserError {
  return new UserError({
    what: "window_records needs records in order, and those in a sample have no order",
    next: "Judge the keys themselves, or set window and recreate the sample from keys with times with `skew-contract sample --window`.",
  });
}
