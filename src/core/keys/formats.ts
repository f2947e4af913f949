import type { CreateKeyReader } from "./key-reader.ts";
import { createLineReader } from "./line-reader.ts";

interface KeyFormat {
  /** File name endings, before .gz or .zst. */
  readonly endings: readonly string[];
  /** Loads the reader; formats that need a parser are loaded on first use. */
  readonly load: () => Promise<CreateKeyReader>;
}

/** Every key file format. One more is a reader beside this file and an entry here. */
export const keyFormats = {
  lines: { endings: [], load: async () => createLineReader },
  csv: {
    endings: [".csv"],
    load: async () => (await import("./csv-reader.ts")).createCsvReader,
  },
  jsonl: {
    endings: [".jsonl", ".ndjson"],
    load: async () => (await import("./json-lines-reader.ts")).createJsonLinesReader,
  },
} satisfies Record<string, KeyFormat>;

export type KeyFormatName = keyof typeof keyFormats;

/** Endings of files that plainly hold something else than one key a line. */
const UNCLEAR = /\.(json|tsv|tab|xml|ya?ml|html?|parquet|avro|orc|xlsx?|sql|db|sqlite|log)$/;

/** The format that a file's name tells, undefined where it is unclear; mostly one key a line. */
export function formatOf(path: string): KeyFormatName | undefined {
  const name = path.toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, "");
  const formats = Object.entries(keyFormats) as [KeyFormatName, KeyFormat][];
  const match = formats.find(([, { endings }]) => endings.some((end) => name.endsWith(end)));
  return match?.[0] ?? (UNCLEAR.test(name) ? undefined : "lines");
}
