import { startsWith } from "../bytes.ts";
import type { ReaderContext } from "./codecs.ts";
import type { KeyLocation } from "./key-location.ts";
import { type CreateKeyReader, type KeyReader, refusingReader } from "./key-reader.ts";
import type { KeySink } from "./key-sink.ts";
import { createLineReader } from "./line-reader.ts";

interface KeyFormat {
  /** File name endings, before .gz or .zst. */
  readonly endings: readonly string[];
  /** The fields of a location that it uses. */
  readonly fields: readonly (keyof KeyLocation)[];
  /**
   * The first bytes of every such file. If no format is named, they take precedence over its name.
   */
  readonly magic?: readonly number[];
  /** Loads the reader. Formats that need a parser are loaded on first use. */
  readonly load: () => Promise<CreateKeyReader>;
}

const DETAILS = ["partitionColumn", "timeColumn", "bytesColumn"] as const;
const COLUMNS = ["column", "countColumn", "delimiter", "header", ...DETAILS] as const;
const POINTERS = ["pointer", "countPointer", "countColumn", "missing", ...DETAILS] as const;

const LOCATION_FIELDS = [...new Set([...COLUMNS, ...POINTERS])];

/** Every key file format. To add one, write a reader beside this file and add an entry here. */
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
  /** Read with random access by parquet/read.ts; streams are refused. */
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

/** Extensions of files that clearly contain something other than one key per line. */
const UNCLEAR = /\.(xml|ya?ml|html?|orc|arrow|feather|xlsx?|sql|db|sqlite3?|tar|md|metadata)$/;

/** How a file is read. */
export interface ChosenFormat {
  readonly format: KeyFormatName | undefined;
  /** Whether the user named it, so that it is not questioned. */
  readonly isNamed: boolean;
}

/** The format of a file by its settings, or else by its name; undefined if it is unclear. */
export function chooseFormat(
  path: string,
  { format, ...location }: KeyLocation & { readonly format?: KeyFormatName | undefined },
): ChosenFormat {
  if (format !== undefined) return { format, isNamed: true };
  const byEnding = formatOf(path);
  const said = givenFields(location);
  if (said.length === 0) return { format: byEnding, isNamed: false };
  // A field implies a format, unless the file's extension names one that has this field too.
  const knows = (name: KeyFormatName) => fieldsOf(name).some((field) => said.includes(field));
  const implied = byEnding !== undefined && knows(byEnding) ? byEnding : formatByFields(said);
  return { format: implied ?? byEnding, isNamed: implied !== undefined && implied !== byEnding };
}

/** The format by a file's name, usually one key per line; undefined if it is unclear. */
export function formatOf(path: string): KeyFormatName | undefined {
  const name = path.toLowerCase().replace(/\.(gz|gzip|zst|zstd)$/, "");
  const match = formats.find(([, { endings }]) => endings.some((end) => name.endsWith(end)));
  return match?.[0] ?? (UNCLEAR.test(name) ? undefined : "lines");
}

/** The format by the first bytes of a file. */
export function formatByMagic(head: Uint8Array): KeyFormatName | undefined {
  return formats.find(([, { magic }]) => magic !== undefined && startsWith(head, magic))?.[0];
}

/** Whether a format is recognized by its first bytes, and so checks them itself. */
export function hasMagic(format: KeyFormatName | undefined): boolean {
  return formats.some(([name, { magic }]) => name === format && magic !== undefined);
}

/** The fields that are set. */
export function givenFields(location: KeyLocation): (keyof KeyLocation)[] {
  return LOCATION_FIELDS.filter((name) => location[name] !== undefined);
}

/** The format that these fields belong to; if there are several, the most common one. */
export function formatByFields(said: readonly (keyof KeyLocation)[]): KeyFormatName | undefined {
  if (said.length === 0) return undefined;
  return formats.find(([name]) => said.every((field) => fieldsOf(name).includes(field)))?.[0];
}

/** The fields of a location that a format uses. */
export function fieldsOf(format: KeyFormatName): readonly (keyof KeyLocation)[] {
  return keyFormats[format].fields;
}

/** Creates the reader of a format. */
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
    get plan() {
      return checked.isDone ? reader.plan : undefined;
    },
    push: (chunk) => reader.push(chunk),
    async end() {
      await reader.end();
      checked.end();
    },
  };
}
