import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

/** A key, a separator that most keys do not contain, and a whole number: `US|600`, `US,600`. */
const COUNTED = /^(.+?)([|,;]|\s*\t|\s{2,})(0|[1-9]\d{0,8})$/;
const MIN_LINES = 10;
/** The last line of a printed pandas Series. */
const SERIES_END = /^(?:Name: .*, )?(?:Length: \d+, )?dtype: \w+$/;
/** Counts are often repeated, especially small ones; the numbers in composite keys rarely are. */
const MAX_DISTINCT_NUMBERS = 0.5;

/** Counts, as psql -At and UNLOAD write them: each key once, followed by a number. */
export function keyedCounts({ lines }: Head): Look | undefined {
  const all = lines.filter((line) => line !== "" && !SERIES_END.test(line));
  const [first = ""] = all;
  const header = COUNTED.test(first) ? undefined : first;
  const written = header === undefined ? all : all.slice(1);
  if (written.length < MIN_LINES || !most(written, 1, (line) => COUNTED.test(line))) {
    return undefined;
  }
  const rows = written.map((line) => COUNTED.exec(line) as RegExpExecArray);
  const distinct = (group: number) => new Set(rows.map((row) => row[group])).size;
  const areCounts =
    distinct(1) === rows.length &&
    distinct(3) > 1 &&
    distinct(3) <= rows.length * MAX_DISTINCT_NUMBERS;
  if (!areCounts || (distinct(2) > 1 && !areAligned(rows))) return undefined;
  const separator = rows[0]?.[2] ?? "";
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

/** Whether all numbers begin or end in the same column, with blanks before, as printed tables have them. */
function areAligned(rows: readonly RegExpExecArray[]): boolean {
  if (rows.some((row) => !/^\s{2,}$/.test(row[2] ?? ""))) return false;
  const ends = new Set(rows.map(([line]) => line.length));
  const begins = new Set(rows.map(([line, , , number = ""]) => line.length - number.length));
  return ends.size === 1 || begins.size === 1;
}
