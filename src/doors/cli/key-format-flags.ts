import { unknownName } from "#core/errors/messages.ts";
import { type KeyFormatName, keyFormats } from "#core/keys/formats.ts";
import type { KeyFormat } from "#run/request.ts";

/** Flags that say how the key files of the command line are read. */
export const keyFormatFlags = [
  {
    flag: "--format <name>",
    help: "lines, csv, tsv, jsonl, json, kcat, console or uniq (default: by the file's ending)",
  },
  { flag: "--column <name>", help: "the column with the key, a number without a header" },
  { flag: "--count-column <name>", help: "the column with the number of records" },
  { flag: "--no-count-column", help: "each row is one record, whatever its columns are called" },
  { flag: "--delimiter <text>", help: "what stands between columns, such as ; or \\t" },
  { flag: "--no-header", help: "the first row is a record; columns are numbers from 1" },
  { flag: "--pointer <pointer>", help: "the JSON pointer to the key (default: /key)" },
  { flag: "--missing-null", help: "a JSON record without the key's field has a null key" },
] as const;

export interface KeyFormatOptions {
  readonly format?: unknown;
  readonly column?: unknown;
  readonly countColumn?: unknown;
  readonly noCountColumn?: unknown;
  readonly delimiter?: unknown;
  readonly noHeader?: unknown;
  readonly pointer?: unknown;
  readonly missingNull?: unknown;
}

export function keyFormatFromFlags(options: KeyFormatOptions): KeyFormat {
  const format = text(options.format);
  if (format !== undefined && !Object.hasOwn(keyFormats, format)) {
    throw unknownName("--format", format, Object.keys(keyFormats));
  }
  return {
    format: format as KeyFormatName | undefined,
    column: text(options.column),
    countColumn: options.noCountColumn === true ? false : text(options.countColumn),
    delimiter: text(options.delimiter),
    header: options.noHeader === true ? false : undefined,
    pointer: text(options.pointer),
    missing: options.missingNull === true ? "null" : undefined,
  };
}

function text(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
