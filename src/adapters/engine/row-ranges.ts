import { UserError } from "#core/errors/user-error.ts";
import type { RowPlan } from "#core/keys/row-plan.ts";
import type { TopicPlacement } from "#core/tally/detail-tally.ts";
import type { RecordedDetails } from "#core/tally/recorded-details.ts";
import type { Counter } from "./counter.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { countRange, type LineFile, type LineRange, ranges } from "./line-ranges.ts";
import { RowSplitting } from "./row-splitting.ts";
import { RowsRefused } from "./rows-refused.ts";
import { control } from "./shared-memory.ts";

/** A file whose lines are rows. */
export interface RowFile extends LineFile {
  /** How its rows are read from `start` on. */
  readonly rows: RowPlan;
  /** Whether one thread reads all of them in one range, because quotes may hold line ends anywhere. */
  readonly isInTurn: boolean;
  /** How keys are placed, if what is known of records besides their keys is to be added up. */
  readonly detailsBy: TopicPlacement | undefined;
}

/** What a thread has counted of a file of rows. */
export interface CountedRows {
  readonly isRefused: boolean;
  readonly ranges: readonly (LineRange & { readonly to: number })[];
  /** Records without a key. */
  readonly nullRecords: number;
  readonly details?: RecordedDetails | undefined;
}

export function isRowFile(file: LineFile): file is RowFile {
  return "rows" in file;
}

/** Counts the rows in ranges of a file until none is left; other threads may do so too. */
export async function countRowRanges(
  file: RowFile,
  counter: Counter,
  buffer: LineBuffer,
  onRead: (bytes: number) => void,
): Promise<CountedRows> {
  const { control: words } = counter.memory.shared;
  const found: (LineRange & { to: number })[] = [];
  let isRefused = false;
  let nullRecords = 0;
  let details: RecordedDetails | undefined;
  try {
    const splitting = await RowSplitting.open(counter, file.rows, file.detailsBy);
    buffer.splitBy(splitting);
    for (const [from, to] of ranges(file, words, onRead)) {
      if (Atomics.load(words, control.rowsRefused) === 1) break;
      found.push({ to, ...countRange(file, buffer, from, to) });
    }
    buffer.splitBy(counter.lines);
    nullRecords = splitting.nullRecords;
    details = splitting.addUp();
  } catch (error) {
    // Which row is the first one that is wrong, and on what line, the slow reader says.
    if (!(error instanceof UserError || error instanceof RowsRefused)) throw error;
    Atomics.store(words, control.rowsRefused, 1);
    isRefused = true;
  }
  return { isRefused, ranges: found, nullRecords, details };
}

/**
 * The records without a key that all threads have found.
 *
 * @throws RowsRefused also where a range was begun in the middle of a row: where its first line begins
 *   is guessed, and right only where the row before it ends there
 */
export function nullsOfAll(file: RowFile, results: readonly CountedRows[]): number {
  const areRight = results.every(({ isRefused }) => !isRefused) && isChain(file, results);
  const mayHelp = !file.isInTurn && file.rows.kind === "cells" && file.rows.hasQuotes;
  if (!areRight) throw new RowsRefused(mayHelp);
  return results.reduce((sum, one) => sum + one.nullRecords, 0);
}

/** The same of row groups, which begin where the footer says. @throws RowsRefused */
export function nullsOfGroups(results: readonly Omit<CountedRows, "ranges">[]): number {
  if (results.some(({ isRefused }) => isRefused)) throw new RowsRefused();
  return results.reduce((sum, one) => sum + one.nullRecords, 0);
}

function isChain({ start, size }: RowFile, results: readonly CountedRows[]): boolean {
  let at = start;
  for (const { first, to, end } of results
    .flatMap(({ ranges }) => ranges)
    .sort((a, b) => a.to - b.to)) {
    if (first < to ? first !== at : at < to) return false;
    if (first < to) at = end;
  }
  return at === size;
}
