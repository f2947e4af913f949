import { startsWith } from "../bytes.ts";
import { binaryKeys, foreignFormat } from "../errors/messages.ts";
import { fileArgument, type Phrase, phrase } from "../errors/phrase.ts";
import type { UserError } from "../errors/user-error.ts";
import { encodingOf } from "./utf16.ts";

const MIN_SAMPLE_BYTES = 256;
/** Random bytes are 11 % control characters, and binary formats more; text has almost none. */
const MAX_CONTROL_SHARE = 0.09;

const EXPORT =
  "Export the keys as text (one per line), CSV or JSON Lines; gzip and zstd files can be read directly.";
const AS_PARQUET =
  "Pass it as a plain file, without naming another format. Parquet cannot be read from a pipe, or inside gzip or zstd.";
const AS_AVRO = "Set its format to avro, or pass it as a file whose name ends in .avro.";
const ORC = toParquet("pyarrow.orc", "read_table(a)", "keys.orc");
const ARROW = toParquet("pyarrow.feather", "read_table(a)", "keys.feather");
const ARROW_STREAM = toParquet("pyarrow", "ipc.open_stream(a).read_all()", "keys.arrows");
const AS_TEXT = "Save it as CSV UTF-8, or export the keys as text.";
const UTF16 = utf8("UTF-16");

function utf8(encoding: string): Phrase {
  return phrase`Convert it: iconv -f ${encoding} -t UTF-8 ${fileArgument("keys.txt")} > ${fileArgument("keys.txt", "utf8")}; PowerShell 5 writes UTF-8 with Out-File -Encoding utf8.`;
}

/** @param read an expression of Python for the file called `a` */
function toParquet(from: string, read: string, name: string): Phrase {
  return phrase`Write it as Parquet: python3 -c "import sys, ${from} as f, pyarrow.parquet as p; a = sys.argv[1]; p.write_table(f.${read}, 'keys.parquet')" ${fileArgument(name)}`;
}

/** How to read a file that is compressed in another way. */
function unpack(command: string, name: string): Phrase {
  return phrase`Unpack it first and use that file instead, for example: ${command} ${fileArgument(name)} > ${fileArgument(name, "unpacked")}. Files that are compressed with gzip or zstd can be read directly.`;
}

interface Foreign {
  readonly kind: string;
  readonly next: Phrase;
  /** The bytes that identify it, at `at`, or at the beginning. */
  readonly bytes: readonly number[];
  readonly at?: number;
  /** Text may begin like this too, so a NUL byte is required as well. */
  readonly isText?: boolean;
}

const ascii = (text: string) => [...text].map((character) => character.charCodeAt(0));

/** Formats that do not contain keys as text, by their first bytes. */
const FORMATS: readonly Foreign[] = [
  { kind: "a Parquet file", bytes: ascii("PAR1"), next: AS_PARQUET, isText: true },
  { kind: "an encrypted Parquet file", bytes: ascii("PARE"), next: EXPORT, isText: true },
  { kind: "an Avro file", bytes: ascii("Obj\u0001"), next: AS_AVRO },
  { kind: "an ORC file", bytes: ascii("ORC"), next: ORC, isText: true },
  { kind: "an Arrow file (Feather)", bytes: ascii("ARROW1"), next: ARROW, isText: true },
  { kind: "a Feather file", bytes: ascii("FEA1"), next: ARROW, isText: true },
  { kind: "an Arrow stream", bytes: [0xff, 0xff, 0xff, 0xff], next: ARROW_STREAM },
  { kind: "a Hadoop sequence file", bytes: ascii("SEQ\u0006"), next: EXPORT },
  { kind: "a tar archive", bytes: ascii("ustar"), at: 257, next: unpack("tar -xOf", "keys.tar") },
  { kind: "a bzip2 file", bytes: ascii("BZh"), next: unpack("bzcat", "keys.bz2"), isText: true },
  { kind: "an xz file", bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a], next: unpack("xzcat", "keys.xz") },
  { kind: "an LZ4 file", bytes: [0x04, 0x22, 0x4d, 0x18], next: unpack("lz4 -dc", "keys.lz4") },
  { kind: "an LZ4 file", bytes: [0x02, 0x21, 0x4c, 0x18], next: unpack("lz4 -dc", "keys.lz4") },
  { kind: "an lzop file", bytes: [0x89, 0x4c, 0x5a, 0x4f], next: unpack("lzop -dc", "keys.lzo") },
  {
    kind: "a snappy file",
    bytes: [0xff, 0x06, 0, 0, 0x73, 0x4e],
    next: unpack("snzip -dc", "keys.sz"),
  },
  {
    kind: "a file compressed with compress",
    bytes: [0x1f, 0x9d],
    next: unpack("zcat", "keys.Z"),
    isText: true,
  },
  { kind: "a 7-Zip archive", bytes: [0x37, 0x7a, 0xbc, 0xaf], next: unpack("7z x -so", "keys.7z") },
  { kind: "a RAR archive", bytes: ascii("Rar!\u001a\u0007"), next: EXPORT },
  { kind: "a gzip file inside another", bytes: [0x1f, 0x8b, 0x08], next: "Unpack it once." },
  { kind: "a zstd file inside another", bytes: [0x28, 0xb5, 0x2f, 0xfd], next: "Unpack it once." },
  {
    kind: "a zstd dictionary",
    bytes: [0x37, 0xa4, 0x30, 0xec],
    next: "Pass the file with the keys instead.",
  },
  { kind: "a SQLite database", bytes: ascii("SQLite format 3\0"), next: EXPORT },
  { kind: "a DuckDB database", bytes: ascii("DUCK"), at: 8, next: EXPORT, isText: true },
  { kind: "an Excel workbook (xls)", bytes: [0xd0, 0xcf, 0x11, 0xe0], next: AS_TEXT },
  { kind: "a Python pickle", bytes: [0x80, 0x04, 0x95], next: EXPORT },
  { kind: "a NumPy array", bytes: [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], next: EXPORT },
  { kind: "an HDF5 file", bytes: [0x89, 0x48, 0x44, 0x46], next: EXPORT },
  { kind: "a PDF document", bytes: ascii("%PDF-"), next: EXPORT },
  { kind: "a PNG image", bytes: [0x89, 0x50, 0x4e, 0x47], next: EXPORT },
  { kind: "a JPEG image", bytes: [0xff, 0xd8, 0xff], next: EXPORT, isText: true },
  { kind: "a program", bytes: [0x7f, 0x45, 0x4c, 0x46], next: EXPORT },
  { kind: "a Java class", bytes: [0xca, 0xfe, 0xba, 0xbe], next: EXPORT },
  { kind: "UTF-16 text", bytes: [0xff, 0xfe], next: UTF16, isText: true },
  { kind: "UTF-16 text", bytes: [0xfe, 0xff], next: UTF16, isText: true },
];

const ZIP = ascii("PK\u0003\u0004");
const WORKBOOK = /\bxl\/|\[Content_Types\]\.xml/;
const BZIP2_BLOCK = /^BZh[1-9](1AY&SY|.rE8P)/s;

/**
 * An error if the beginning of a file shows that it does not contain keys as text. Keys may be any
 * bytes, so only strong evidence counts.
 *
 * @param isNamed whether the user named its format: then only known formats are refused
 */
export function foreignContent(head: Uint8Array, isNamed: boolean): UserError | undefined {
  if (startsWith(head, ZIP)) return zip(head);
  const format = FORMATS.find((one) => isThis(head, one));
  if (format !== undefined) return foreignFormat(format.kind, format.next);
  if (!head.includes(0)) return undefined;
  const encoding = encodingOf(head);
  if (encoding !== undefined) {
    return foreignFormat("UTF-16 text without a byte order mark", utf8(encoding));
  }
  if (isNamed || head.length < MIN_SAMPLE_BYTES) return undefined;
  const controls = head.reduce((sum, byte) => sum + (isControl(byte) ? 1 : 0), 0);
  return controls / head.length > MAX_CONTROL_SHARE ? binaryKeys() : undefined;
}

function isThis(head: Uint8Array, { bytes, at = 0, isText }: Foreign): boolean {
  if (!startsWith(head.subarray(at), bytes)) return false;
  return (
    !isText || head.includes(0) || BZIP2_BLOCK.test(String.fromCharCode(...head.subarray(0, 10)))
  );
}

function zip(head: Uint8Array): UserError {
  const names = new TextDecoder("latin1").decode(head.subarray(0, 4096));
  return WORKBOOK.test(names)
    ? foreignFormat("an Excel workbook (xlsx)", AS_TEXT)
    : foreignFormat("a ZIP archive (or an Office document)", unpack("unzip -p", "keys.zip"));
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f;
}
