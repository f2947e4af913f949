import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

const MIN_LINES = 10;
const MAX_LINES = 500;
const MAX_WIDTH = 1000;

/**
 * Columns that blanks align, as sqlite3, Miller, pandas, kubectl and `column -t` print them. Fixed-width
 * keys are as long as each other, and so are all their parts; what is printed last is not padded, or
 * numbers are right-aligned.
 */
export function alignedColumns({ written }: Head): Look | undefined {
  const rows = written.slice(0, MAX_LINES);
  // The last line may be a summary.
  if (!isTable(rows) && !isTable(rows.slice(0, -1))) return undefined;
  return {
    kind: "columns aligned with blanks for people",
    advice: "Export it as CSV: .mode csv in sqlite3, or to_csv() in pandas.",
  };
}

function isTable(rows: readonly string[]): boolean {
  if (rows.length < MIN_LINES || !most(rows, 1, (row) => /\S\s+\S/.test(row))) return false;
  return gapsIn(rows).some(({ begin, end }) => isPadded(rows, begin) && isAligned(rows, end));
}

interface Gap {
  readonly begin: number;
  readonly end: number;
}

/** Runs of columns that are blank in all rows, with text in all rows on both sides. */
function gapsIn(rows: readonly string[]): Gap[] {
  const width = Math.max(...rows.map((row) => row.trimEnd().length));
  const gaps: Gap[] = [];
  if (width > MAX_WIDTH) return gaps;
  let begin = -1;
  for (let at = 0; at < width; at++) {
    const isBlank = rows.every((row) => (row[at] ?? " ") === " ");
    if (isBlank && begin < 0) begin = at;
    if (isBlank || begin < 0) continue;
    if (begin > 0) gaps.push({ begin, end: at });
    begin = -1;
  }
  return gaps.filter(({ begin, end }) => {
    return rows.every((row) => row.slice(0, begin).trim() !== "" && row.slice(end).trim() !== "");
  });
}

/** Whether the text before is padded, on either side, and not in all rows by the same number of blanks. */
function isPadded(rows: readonly string[], begin: number): boolean {
  const cells = rows.map((row) => row.slice(0, begin));
  const ends = new Set(cells.map((cell) => cell.trimEnd().length));
  return ends.size > 1 || new Set(cells.map((cell) => cell.trimStart().length)).size > 1;
}

/** Whether what follows is aligned, on the left with different lengths or on the right. */
function isAligned(rows: readonly string[], end: number): boolean {
  const cells = rows.map((row) => row.slice(end).trimEnd());
  const lengths = new Set(cells.map((cell) => cell.length));
  const begins = new Set(cells.map((cell) => cell.length - cell.trimStart().length));
  return lengths.size > 1 ? begins.size === 1 : begins.size > 1;
}
