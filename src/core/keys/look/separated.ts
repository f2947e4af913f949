import { meansCount } from "../count-names.ts";
import { type Head, most } from "./head.ts";
import { type Look, NEARLY_ALL } from "./look.ts";

const SEPARATORS = [
  { separator: "\t", kind: "columns separated by TAB", reading: { format: "tsv" } },
  {
    separator: "\u0001",
    kind: "columns separated by ^A, as Hive writes them",
    reading: { format: "csv", delimiter: "\\x01" },
  },
] as const;

/** TAB or ^A in nearly every line: rows, not keys. */
export function separated({ written }: Head): Look | undefined {
  const found = SEPARATORS.find(({ separator }) =>
    most(written, NEARLY_ALL, (line) => line.includes(separator)),
  );
  return found && { kind: found.kind, reading: found.reading, areFieldsUnclear: true };
}

const HEADER_SEPARATORS = [",", ";", "|", "\t"];

/** A first line that names a key and a count, followed by whole numbers: CSV under another name. */
export function countsHeader({ lines }: Head): Look | undefined {
  const [header = "", ...rows] = lines;
  for (const delimiter of HEADER_SEPARATORS) {
    const names = header.split(delimiter).map(plain);
    const at = names.findIndex(meansCount);
    const hasCounts = (row: string) => /^\d+$/.test(plain(row.split(delimiter)[at] ?? ""));
    if (names.length < 2 || at < 0 || !most(rows, NEARLY_ALL, hasCounts)) continue;
    const column = names.find((_, i) => i !== at) ?? "";
    const separator = delimiter === "," ? {} : { delimiter };
    return {
      kind: "CSV with a header that names a count",
      reading: { format: "csv", ...separator, column, countColumn: names[at] as string },
    };
  }
  return undefined;
}

function plain(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, "$1");
}
