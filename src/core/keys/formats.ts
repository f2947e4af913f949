import { startsWith } from "../bytes.ts";
import type { ReaderContext } from "./codecs.ts";
import type { KeyLocation } from "./key-location.ts";
import { type CreateKeyReader, type KeyReader, refusingReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";
import { createLineReader } from "./line-reader.ts";

interface KeyFormat {
  /** File name endings, before .gz or .zst. */
  readonly endings: readonly string[];
  /** Which of the fields of a location it knows. */
  readonly fields: readonly (keyof KeyLocation)[];
  /** First bytes of every such file: where no format is named, they say more than its name. */
  readonly magic?: readonly number[];
  /** Loads the reader; formats that need a parser are loaded on first use. */
  readonly load: () => Promise<CreateKeyReader>;
}

const DETAILS = ["partitionColumn", "timeColumn", "bytesColumn"] as const;
const COLUMNS = ["column", "countColumn", "delimiter", "header", ...DETAILS] as const;
const POINTERS = ["pointer", "countPointer", "countColumn", "missing", ...DETAILS] as const;

const LOCATION_FIELDS = [...new Set([...COLUMNS, ...POINTERS])];

/** Every key file format. One more is a reader beside this file and an entry here. */
export const keyFormats = {
  lines: { endings: [], fields: [], load: async () => createLineReader },
  csv: {
    endings: [".csv"],
    fields: COLUMNS,
    load: async () => (await import("./separated/reader.ts")).createCsvReader,
  },
  tsv: {
    endings: [".tsv", ".tab"],
    fields: COLUMNS,
    load: async () => (await import("./separated/reader.ts")).createTsvReader,
  },
  jsonl: {
    endings: [".jsonl", ".ndjson"],
    fields: POINTERS,
    load: async () => (await import("./json/lines-reader.ts")).createJsonLinesReader,
  },
  json: {
    endings: [".json"],
    fields: POINTERS,
    load: async () => (await import("./json/values-reader.ts")).createJsonReader,
  },
  kcat: {
    endings: [],
    fields: ["missing", ...DETAILS],
    load: async () => (await import("./kcat-reader.ts")).createKcatReader,
  },
  console: {
    endings: [],
    fields: ["delimiter"],
    load: async () => (await import("./console-reader.ts")).createConsoleReader,
  },
  uniq: {
    endings: [],
    fields: [],
    load: async () => (await import("./uniq-reader.ts")).createUniqReader,
  },
  /** Read at any place of a file by parquet/read.ts; what comes as a stream is refused. */
  parquet: {
    endings: [".parquet", ".parq", ".pq"],
    fields: ["column", "countColumn", ...DETAILS],
    magic: [0x50, 0x41, 0x52, 0x31],
    load: async () => {
      const { parquetNeedsFile } = await import("../errors/container-messages.ts");
      return () => refusingReader(parquetNeedsFile());
    },
  },
  avro: {
    endings: [".avro"],
    fields: ["column", "countColumn", ...DETAILS],
    magic: [0x4f, 0x62, 0x6a, 0x01],
    load: async () => (await import("./avro/reader.ts")).createAvroReader,
  },
} satisfies Record<string, KeyFormat>;

export type KeyFormatName = keyof typeof keyFormats;

const formats = Object.entries(keyFormats) as [KeyFormatName, KeyFormat][];

/** Endings of files that plainly hold something else than one key a line. */
const UNCLEAR = /\.(xml|ya?ml|html?|orc|arrow|feather|xlsx?|sql|db|sqlite3?|tar|md|metadata)$/;

/** How a file is read. */
export interface ChosenFormat {
  readonly format: KeyFormatName | undefined;
  /** Whether somebody said what is in it, so that it is not doubted. */
  readonly isNamed: boolean;
}

/** The format of a file by what is said of it, or else by its name; undefined where it is unclear. */
export function chooseFormat(
  path: string,
  { format, ...location }: KeyLocation & { readonly format?: KeyFormatName | undefined },
): ChosenFormat {
  if (format !== undefined) return { format, isNamed: true };
  const byEnding = formatOf(path);
  const said = saidFields(location);
  if (said.length === 0) return { format: byEnding, isNamed: false };
  // A field means a format, unless the file's name says which one of its kind.
  const knows = (name: KeyFormatName) => fieldsOf(name).some((field) => said.includes(field));
  const implied = byEnding !== undefined && knows(byEnding) ? byEnding : formatByFields(said);
  return { format: implied ?? byEnding, isNamed: implied !== undefined && implied !== byEnding };
}

/** The format that a file's name tells, undefined where it is unclear; mostly one key a line. */
export function formatOf(path: string): KeyFormatName | undefined {
  const name = path.toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, "");
  const match = formats.find(([, { endings }]) => endings.some((end) => name.endsWith(end)));
  return match?.[0] ?? (UNCLEAR.test(name) ? undefined : "lines");
}

/** The format that the first bytes of a file tell. */
export function formatByMagic(head: Uint8Array): KeyFormatName | undefined {
  return formats.find(([, { magic }]) => magic !== undefined && startsWith(head, magic))?.[0];
}

/** Whether a format tells its files by their first bytes, and so sees to them itself. */
export function hasMagic(format: KeyFormatName | undefined): boolean {
  return formats.some(([name, { magic }]) => name === format && magic !== undefined);
}

/** The fields that are given. */
export function saidFields(location: KeyLocation): (keyof KeyLocation)[] {
  return LOCATION_FIELDS.filter((name) => location[name] !== undefined);
}

/** The format that fields are for: of several the one that most files have. */
export function formatByFields(said: readonly (keyof KeyLocation)[]): KeyFormatName | undefined {
  if (said.length === 0) return undefined;
  return formats.find(([name]) => said.every((field) => fieldsOf(name).includes(field)))?.[0];
}

/** The fields of a location that a format knows. */
export function fieldsOf(format: KeyFormatName): readonly (keyof KeyLocation)[] {
  return keyFormats[format].fields;
}

/** Makes the reader of a format. */
export async function openReader(
  { format, isNamed }: ChosenFormat & { readonly format: KeyFormatName },
  sink: KeySink,
  location: KeyLocation,
  context: ReaderContext,
): Promise<KeyReader> {
  const create = await keyFormats[format].load();
  if (isNamed || format === "lines") return create(sink, location, context);
  const { ReplacedBytes } = await import("./checks/replaced-bytes.ts");
  const checked = new ReplacedBytes(sink);
  const reader = create(checked, location, context);
  return {
    get line() {
      return reader.line;
    },
    get hasCounts() {
      return reader.hasCounts === true;
    },
    push: (chunk) => reader.push(chunk),
    async end() {
      await reader.end();
      checked.end();
    },
  };
}
