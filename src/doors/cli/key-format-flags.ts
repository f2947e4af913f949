import { unknownName } from "#core/errors/messages.ts";
import { type KeyFormatName, keyFormats } from "#core/keys/formats.ts";
import type { KeyFormat } from "#run/request.ts";

/** Flags that say how the key files of the command line are read. */
export const keyFormatFlags = [
  { flag: "--format <name>", help: "lines, csv or jsonl (default: by the file's ending)" },
  { flag: "--column <name>", help: "the CSV column with the key (default: key)" },
  { flag: "--count-column <name>", help: "the CSV column with the number of records" },
  { flag: "--pointer <pointer>", help: "the JSON pointer to the key (default: /key)" },
] as const;

interface KeyFormatOptions {
  readonly format?: unknown;
  readonly column?: unknown;
  readonly countColumn?: unknown;
  readonly pointer?: unknown;
}

export function keyFormatFromFlags(options: KeyFormatOptions): KeyFormat {
  const [format, column, countColumn, pointer] = [
    options.format,
    options.column,
    options.countColumn,
    options.pointer,
  ].map((value) => (value === undefined ? undefined : String(value)));
  if (format !== undefined && !Object.hasOwn(keyFormats, format)) {
    throw unknownName("--format", format, Object.keys(keyFormats));
  }
  const isCsv = column !== undefined || countColumn !== undefined;
  const implied = isCsv ? "csv" : pointer === undefined ? undefined : "jsonl";
  return { format: (format as KeyFormatName | undefined) ?? implied, column, countColumn, pointer };
}
