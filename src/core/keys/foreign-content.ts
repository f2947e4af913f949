import { startsWith } from "../bytes.ts";
import { binaryKeys, foreignFormat } from "../errors/messages.ts";
import type { UserError } from "../errors/user-error.ts";

const MIN_SAMPLE_BYTES = 256;
/** Random bytes have 11 % control characters, binary formats more; text has none to speak of. */
const MAX_CONTROL_SHARE = 0.09;

/** Beginnings of formats that hold no keys a line. */
const FORMATS: readonly (readonly [kind: string, beginning: readonly number[]])[] = [
  ["a ZIP archive (or an Office document)", [0x50, 0x4b, 0x03, 0x04]],
  ["a Parquet file", [0x50, 0x41, 0x52, 0x31]],
  ["an Avro file", [0x4f, 0x62, 0x6a, 0x01]],
  ["an ORC file", [0x4f, 0x52, 0x43]],
  ["a bzip2 file", [0x42, 0x5a, 0x68]],
  ["an xz file", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["a gzip file inside another", [0x1f, 0x8b, 0x08]],
  ["a zstd file inside another", [0x28, 0xb5, 0x2f, 0xfd]],
  ["an LZ4 file", [0x04, 0x22, 0x4d, 0x18]],
  ["a 7-Zip archive", [0x37, 0x7a, 0xbc, 0xaf]],
  ["a SQLite database", [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
  ["a PDF document", [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ["a PNG picture", [0x89, 0x50, 0x4e, 0x47]],
  ["a JPEG picture", [0xff, 0xd8, 0xff]],
  ["a program", [0x7f, 0x45, 0x4c, 0x46]],
  ["a Java class", [0xca, 0xfe, 0xba, 0xbe]],
  ["UTF-16 text", [0xff, 0xfe]],
  ["UTF-16 text", [0xfe, 0xff]],
];

/**
 * An error where the beginning of a file shows that it holds no keys, one a line. Keys may be any
 * bytes, so a file is only refused with a NUL byte in it and on strong evidence.
 */
export function foreignContent(head: Uint8Array): UserError | undefined {
  if (!head.includes(0)) return undefined;
  const format = FORMATS.find(([, beginning]) => startsWith(head, beginning));
  if (format !== undefined) return foreignFormat(format[0]);
  if (head.length < MIN_SAMPLE_BYTES) return undefined;
  const controls = head.reduce((sum, byte) => sum + (isControl(byte) ? 1 : 0), 0);
  return controls / head.length > MAX_CONTROL_SHARE ? binaryKeys() : undefined;
}

function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d) || byte === 0x7f;
}
