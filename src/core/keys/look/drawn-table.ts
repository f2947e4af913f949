import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** A line that only draws: `-----+-----`, `+----+`, `|---|---|`, `┌──┬──┐`. */
const RULE = /^[\s|+]*-{3,}[-\s|+:]*$|^[─-╿\s]{4,}$/;
const FIRST_LINES = 4;

/** A table drawn for people, as psql, mysql, DuckDB and ClickHouse do. */
export function drawnTable({ lines }: Head): Look | undefined {
  const rule = lines.slice(0, FIRST_LINES).find((line) => RULE.test(line));
  if (rule === undefined || !/[|+─-╿]/.test(lines.slice(0, FIRST_LINES).join(""))) {
    return undefined;
  }
  return {
    kind: "a table drawn for people",
    advice: "Export it as CSV: psql has \\copy (…) to 'keys.csv' csv header.",
  };
}
