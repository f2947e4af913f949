import { likelyKeyInHeader } from "../../errors/likely-key.ts";
import { type Head, most } from "./head.ts";
import type { Look } from "./look.ts";

const KEY = /^"?key"?\s*$/i;
/** A number or UUID, which no name of a column resembles. */
const IDENTIFIER = /^"?(?:\d+|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})"?$/i;
const MIN_ROWS = 10;

/** One column below its name: `key`, or the name of an identifier above numbers or UUIDs. */
export function headerLine({ lines }: Head): Look | undefined {
  const [first = "", ...rows] = lines;
  if (rows.length === 0 || !isHeader(first, rows)) return undefined;
  const column = first.trim().replace(/^"(.*)"$/, "$1");
  const named = column === "key" ? {} : { column };
  return {
    kind: "one column with its name in the first line",
    reading: { format: "csv", ...named },
  };
}

function isHeader(first: string, rows: readonly string[]): boolean {
  if (KEY.test(first)) return !rows.includes(first);
  const isName = !IDENTIFIER.test(first) && likelyKeyInHeader([first]) !== undefined;
  return isName && rows.length >= MIN_ROWS && most(rows, 1, (row) => IDENTIFIER.test(row));
}
