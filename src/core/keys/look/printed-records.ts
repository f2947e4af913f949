import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

/** `-[ RECORD 1 ]---` of psql -x, `**** 1. row ****` of mysql -E. */
const RECORD_BEGINS = /^(?:-\[ RECORD \d+ \]|\*{3,} \d+\. row \*{3,}$)/;
/** `  key = US`, as sqlite3's line mode writes each field. */
const FIELD = /^ *(\w+) = /;
const STATEMENT = /^\s*(?:INSERT|REPLACE|UPSERT) INTO\b/i;

const EXPORT = "Export it as CSV: with \\pset format csv in psql, or .mode csv in sqlite3.";

/** Records with a line per field, as psql -x, mysql -E and sqlite3 print them. */
export function printedRecords({ lines, written }: Head): Look | undefined {
  const isRecord = RECORD_BEGINS.test(lines[0] ?? "") || hasFields(written);
  if (!isRecord) return undefined;
  return {
    kind: "records with a line per field",
    advice: `${EXPORT} mysql -B writes columns separated by TAB.`,
  };
}

/** The same few names again and again. */
function hasFields(written: readonly string[]): boolean {
  if (!most(written, NEARLY_ALL, (line) => FIELD.test(line))) return false;
  const names = new Set(written.map((line) => FIELD.exec(line)?.[1]));
  return names.size <= written.length / 2;
}

/** SQL that inserts the rows. */
export function statements({ written }: Head): Look | undefined {
  if (!most(written, NEARLY_ALL, (line) => STATEMENT.test(line))) return undefined;
  return { kind: "SQL statements", advice: EXPORT };
}
