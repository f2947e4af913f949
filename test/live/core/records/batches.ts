import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { unzstdAll } from "#core/compression/zstd.ts";
import type { AbortedTransaction } from "#live/core/records/aborted-batches.ts";
import { BatchReader, batchesIn } from "#live/core/records/batch-reader.ts";
import { keyAt, type RecordColumns, recordBytes } from "#live/core/records/record-columns.ts";
import type { OffsetSpan } from "#live/core/records/record-pieces.ts";

const folder = new URL("../../../../fixtures/record-batches/", import.meta.url);

/** What DumpLogSegments read: offset, time, sizes of key and value, names of headers, key. */
type Dumped = readonly [number, number, number, number, readonly string[], string | null];

interface Expected {
  readonly records: readonly Dumped[];
  readonly controls: readonly number[];
  readonly aborted: readonly (readonly [producerId: string, firstOffset: number])[];
}

const dumped: Readonly<Record<string, Expected>> = JSON.parse(
  readFileSync(new URL("expected.json", folder), "utf8"),
);

export const names = Object.keys(dumped);

/** The segment, and what it holds by Kafka's own tool. */
export function segment(name: string) {
  const bytes = new Uint8Array(readFileSync(fileURLToPath(new URL(`${name}.log`, folder))));
  const { records = [], controls = [], aborted = [] } = dumped[name] ?? {};
  return {
    bytes,
    records: records.map(recordOf),
    controls,
    aborted: aborted.map(([id, firstOffset]) => ({ producerId: BigInt(id), firstOffset })),
  };
}

export interface ReadRecord {
  readonly offset: number;
  readonly timeMs: number;
  readonly key: string | null;
  readonly bytes: number;
}

const HEADER_BYTES: Readonly<Record<string, number>> = { trace: 15, more: 5, empty: 5 };

function recordOf([offset, timeMs, keySize, valueSize, headers, key]: Dumped): ReadRecord {
  const ofHeaders = headers.reduce((sum, name) => sum + (HEADER_BYTES[name] ?? 0), 0);
  const bytes = Math.max(0, keySize) + Math.max(0, valueSize) + ofHeaders;
  return { offset, timeMs, key: keySize < 0 ? null : (key ?? ""), bytes };
}

const everything: OffsetSpan = { start: 0, end: Number.MAX_SAFE_INTEGER };

const reader = new BatchReader({
  gunzip: (packed, maxOutputLength) => gunzipSync(packed, { maxOutputLength }),
  unzstd: unzstdAll,
});

/** CRC-32C bit by bit, as a signed number. */
export function crc32c(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0x82f63b78 : 0);
  }
  return ~crc;
}

/** All that is read, each batch's columns before the next ones. */
export function read(
  bytes: Uint8Array,
  {
    span = everything,
    aborted = [] as readonly AbortedTransaction[],
    found = [] as ReadRecord[],
  } = {},
): ReadRecord[] {
  reader.read({ bytes, batches: batchesIn(bytes), aborted }, span, (columns) => {
    for (let i = 0; i < columns.size; i++) found.push(at(columns, i));
  });
  return found;
}

function at(columns: RecordColumns, i: number): ReadRecord {
  const key = keyAt(columns, i);
  return {
    offset: columns.offsets[i] as number,
    timeMs: columns.timesMs[i] as number,
    key: key === null ? null : Buffer.from(key).toString(),
    bytes: recordBytes(columns, i),
  };
}

/** A batch of records whose keys are their offsets, and whose values are null. */
export function batchOf(count: number): Uint8Array {
  const records = Array.from({ length: count }, (_, offset) => {
    const key = Buffer.from(String(offset));
    const body = [0, 0, ...zigzag(offset), ...zigzag(key.length), ...key, ...zigzag(-1), 0];
    return [...zigzag(body.length), ...body];
  }).flat();
  const bytes = new Uint8Array([...new Uint8Array(61), ...records]);
  const view = new DataView(bytes.buffer);
  view.setInt32(8, bytes.length - 12);
  view.setInt8(16, 2);
  view.setInt32(23, count - 1);
  view.setInt32(57, count);
  view.setInt32(17, crc32c(bytes.subarray(21)));
  return bytes;
}

function zigzag(value: number): number[] {
  const bytes: number[] = [];
  let rest = value < 0 ? -2 * value - 1 : 2 * value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest & 0x7f) | 0x80);
  return [...bytes, rest];
}
