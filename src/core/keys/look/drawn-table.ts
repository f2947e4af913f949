import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** A line between rows: `-----+-----`, `+----+`, `|---|---|`, `┌──┬──┐`. */
const RULE = /^[\s|+]*-{3,}[-\s|+:]*$|^[─-╿\s]{4,}$|^[┌┏╔][─-╿].*[┐┓╗]$/;
const FIRST_LINES = 4;

/** A table formatted for people, as psql, mysql, DuckDB and ClickHouse write it. */
export function drawnTable({ lines }: Head): Look | undefined {
  const rule = lines.slice(0, FIRST_LINES).find((line) => RULE.test(line));
  const hasLines = rule !== undefined && /[|+─-╿]/.test(lines.slice(0, FIRST_LINES).join(""));
  if (!hasLines && !isUnderlined(lines)) return undefined;
  return {
    kind: "a table formatted for people",
    advice:
      "Export it as CSV: with \\pset format csv in psql, .mode csv in sqlite3 and DuckDB, or FORMAT CSVWithNames in ClickHouse. mysql -B writes columns separated by TAB.",
  };
}

/** A header with dashes below, as psql prints one column and sqlite3 several. */
function isUnderlined(lines: readonly string[]): boolean {
  const [header = "", rule = ""] = lines.slice(0, FIRST_LINES).filter((line) => line !== "");
  return /^\s*-{3,}(?:\s+-+)*\s*$/.test(rule) && /\w/.test(header) && rule.length >= header.length;
}
