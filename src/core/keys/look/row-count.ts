import type { UserError } from "../../errors/user-error.ts";
import { looksLike } from "./errors.ts";
import type { Head } from "./head.ts";
import type { Look } from "./look.ts";

/** What psql, Trino and sqlcmd, mysql, Oracle, Hive and CockroachDB print below rows. */
const ROW_COUNT =
  /^(?:\(\d+ rows?(?: affected)?\)|\d+ rows? (?:in set|selected).*|Time taken: .* row\(s\)|Time: .* total)$/;

const look: Look = {
  kind: "rows that a database client printed, with their number in the last line",
  advice: "Export it as CSV: with \\pset format csv in psql, or .mode csv in sqlite3.",
};

/** Rows with their number below them. */
export function countedRows({ lines }: Head): Look | undefined {
  const last = lines.findLast((line) => line !== "") ?? "";
  return lines.length > 2 && ROW_COUNT.test(last) ? look : undefined;
}

/** The same where the end of a longer file shows it. */
export function rowCountBelow(): UserError {
  return looksLike(look);
}
