import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** A whole number at the end of a line. */
const NUMBER = /(?:^|\D)(0|[1-9]\d{0,8})$/;
/** Of a count, and one character before. */
const MAX_DIGITS = 10;
const MIN_LINES = 10;
/** The last line of a printed pandas Series. */
const SERIES_END = /^(?:Name: .*, )?(?:Length: \d+, )?dtype: \w+$/;
/** Counts are often repeated, especially small ones; the numbers in composite keys rarely are. */
const MAX_DISTINCT_NUMBERS = 0.5;

/** Counts, as psql -At and UNLOAD write them: each key once, followed by a number. */
export function keyedCounts({ lines }: Head): Look | undefined {
  const all = lines.filter((line) => line !== "" && !SERIES_END.test(line));
  const [first = ""] = all;
  const header = countedIn(first) === undefined ? first : undefined;
  const written = header === undefined ? all : all.slice(1);
  if (written.length < MIN_LINES) return undefined;
  const rows = countedRows(written);
  if (rows === undefined || !areCounts(rows)) return undefined;
  const { separator = "" } = rows[0] ?? {};
  const kind = "counts: each key once, followed by a whole number";
  const names = header?.split(separator).map((name) => name.replace(/^"(.*)"$/, "$1"));
  if (separator.length > 1) return { kind, advice: "Write them as CSV with a header: key,count." };
  if (names !== undefined && names.length !== 2) return undefined;
  const delimiter = separator === "\t" ? "\\t" : separator;
  const [column, countColumn] = names ?? [];
  if (column !== undefined) {
    return { kind, reading: { format: "csv", delimiter, column, countColumn } };
  }
  return { kind, reading: { format: "csv", delimiter, header: false, column: 1, countColumn: 2 } };
}

interface Counted {
  readonly line: string;
  readonly key: string;
  /** What most keys do not contain. */
  readonly separator: string;
  readonly number: string;
}

/** A key, a separator and a whole number: `US|600`, `US,600`, `US: 600`, `US    600`. */
function countedIn(line: string): Counted | undefined {
  const number = NUMBER.exec(line.slice(-MAX_DIGITS))?.[1];
  if (number === undefined) return undefined;
  const before = line.slice(0, -number.length);
  const cell = before.trimEnd();
  const blanks = before.slice(cell.length);
  const isMarked = blanks === "" ? /[|,;]$/.test(cell.slice(-1)) : cell.endsWith(":");
  const key = isMarked ? cell.slice(0, -1) : cell;
  const isSeparated = isMarked || blanks.length > 1 || blanks.endsWith("\t");
  return isSeparated && key !== ""
    ? { line, key, separator: before.slice(key.length), number }
    : undefined;
}

/** Undefined unless all lines are. */
function countedRows(lines: readonly string[]): Counted[] | undefined {
  const rows: Counted[] = [];
  for (const line of lines) {
    const row = countedIn(line);
    if (row === undefined) return undefined;
    rows.push(row);
  }
  return rows;
}

function areCounts(rows: readonly Counted[]): boolean {
  // Composite keys that end in a number.
  const isComposite = (row: Counted) => row.separator.startsWith(":") && row.key.includes(":");
  if (rows.some(isComposite)) return false;
  const keys = new Set(rows.map(({ key }) => key));
  const numbers = new Set(rows.map(({ number }) => number));
  const separators = new Set(rows.map(({ separator }) => separator));
  return (
    keys.size === rows.length &&
    numbers.size > 1 &&
    numbers.size <= rows.length * MAX_DISTINCT_NUMBERS &&
    (separators.size === 1 || areAligned(rows))
  );
}

/** Whether all numbers begin or end in the same column, with blanks before, as printed tables have them. */
function areAligned(rows: readonly Counted[]): boolean {
  if (rows.some(({ separator }) => !/^\s{2,}$/.test(separator))) return false;
  const ends = new Set(rows.map(({ line }) => line.length));
  const begins = new Set(rows.map(({ line, number }) => line.length - number.length));
  return ends.size === 1 || begins.size === 1;
}
