import { phrase, setting } from "./phrase.ts";
import { UserError } from "./user-error.ts";

// Errors of windows of time, whose records need a time or an order.

export function noTimes(): UserError {
  return new UserError({
    what: "the contract sets a window, but no record has a time",
    next: phrase`Name the column with the records' times with ${setting("timeColumn")}, or remove window and max_window_share from the contract.`,
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
