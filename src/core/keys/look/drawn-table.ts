import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** A line between rows: `-----+-----`, `+----+`, `|---|---|`, `┌──┬──┐`. */
const RULE = /^[\s|+]*-{3,}[-\s|+:]*$|^[─-╿\s]{4,}$/;
const FIRST_LINES = 4;

/** A table formatted for people, as psql, mysql, DuckDB and ClickHouse write it. */
export function drawnTable({ lines }: Head): Look | undefined {
  const rule = lines.slice(0, FIRST_LINES).find((line) => RULE.test(line));
  if (rule === undefined || !/[|+─-╿]/.test(lines.slice(0, FIRST_LINES).join(""))) {
    return undefined;
  }
  return {
    kind: "a table formatted for people",
    advice:
      "Export it as CSV: with \\pset format csv in psql, .mode csv in sqlite3 and DuckDB, or FORMAT CSVWithNames in ClickHouse. mysql -B writes columns separated by TAB.",
  };
}
