import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

const DELIMITERS = [",", ";", "|"];
const NAME = /^"?[A-Za-z_][\w ]*"?$/;
const NUMBER = /^"?-?\d+(?:\.\d+)?"?$/;
const MIN_ROWS = 10;

/**
 * A first line of names, one of them above a column that has only numbers: a header. The first of a
 * list of composite keys has no name that is different from all values below it.
 */
export function rowsWithHeader({ written }: Head): Look | undefined {
  const [header = "", ...rows] = written;
  if (rows.length < MIN_ROWS) return undefined;
  for (const delimiter of DELIMITERS) {
    const names = header.split(delimiter);
    if (names.length < 2 || !names.every((name) => NAME.test(name))) continue;
    if (!most(rows, 1, (row) => row.split(delimiter).length >= names.length)) continue;
    if (!areNames(names, rows, delimiter)) continue;
    return {
      kind: "CSV with a header",
      reading: { format: "csv", ...(delimiter === "," ? {} : { delimiter }) },
      areFieldsUnclear: true,
    };
  }
  return undefined;
}

/** From either end, because cells in quotes may contain the delimiter. */
function areNames(names: readonly string[], rows: readonly string[], delimiter: string): boolean {
  const ends = [0, -1].map((at) => ({
    name: names.at(at),
    values: rows.map((row) => row.split(delimiter).at(at) ?? ""),
  }));
  const isNumeric = ends.some(({ values }) => values.every((value) => NUMBER.test(value)));
  return isNumeric && ends.every(({ name, values }) => !values.includes(name ?? ""));
}
