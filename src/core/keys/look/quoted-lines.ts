import { parsed } from "../json/parsed.ts";
import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

/** `'US'`, `b'US'`, `'US','x',5`, `'US': 600`: as SQL and Python write text. */
const SINGLE =
  /^\s*[bu]?'(?:[^'\\]|''|\\.)*'(?:\s*[,:]\s*(?:[bu]?'(?:[^'\\]|''|\\.)*'|-?[\d.]+|NULL|None))*,?$/;
/** The same with double quotes, as a CSV without other text has them. */
const CELLS = /^\s*"(?:[^"]|"")*"(?:[,;|](?:\s?"(?:[^"]|"")*"|[^",;|]*))+$/;
const ITEM = /^\s*"(?:[^"\\]|\\.)*",?$/;

/** Lines in quotes, which would be taken for a part of the keys. */
export function quotedLines({ lines }: Head): Look | undefined {
  const written = lines.filter((line) => line.trim() !== "");
  if (most(written, NEARLY_ALL, (line) => ITEM.test(line))) return jsonStrings(written);
  if (!most(written, NEARLY_ALL, (line) => SINGLE.test(line))) return undefined;
  return {
    kind: "text in single quotes, which would be a part of the keys",
    advice: "Export it without: with .mode csv in sqlite3, or print(key) in Python.",
  };
}

/** Rows that begin with a cell in quotes. */
export function quotedCells({ lines }: Head): Look | undefined {
  const written = lines.filter((line) => line.trim() !== "");
  if (!most(written, NEARLY_ALL, (line) => CELLS.test(line))) return undefined;
  const delimiter = /"\s*([,;|])/.exec(written[0] ?? "")?.[1] ?? ",";
  const separator = delimiter === "," ? {} : { delimiter };
  return {
    kind: "rows of CSV: cells in quotes",
    reading: { format: "csv", ...separator },
    areFieldsUnclear: true,
  };
}

function jsonStrings(lines: readonly string[]): Look {
  const kind = "text in quotes, which would be a part of the keys";
  const isJson = most(lines, 1, (line) => typeof parsed(line) === "string");
  return isJson
    ? { kind, reading: { format: "jsonl", pointer: "" }, advice: "Or write them with jq -r." }
    : { kind, advice: "Export it without: jq -r does so." };
}
