import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { unzstdAll } from "#core/compression/zstd.ts";
import type { AbortedTransaction } from "#live/core/records/aborted-batches.ts";
import { BatchReader, batchesIn } from "#live/core/records/batch-reader.ts";
import type { OffsetSpan } from "#live/core/records/read-records.ts";
import { keyAt, type RecordColumns, recordBytes } from "#live/core/records/record-columns.ts";

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

/** All that is read, each batch's columns before the next ones. */
export function read(
  bytes: Uint8Array,
  { span = everything, aborted = [] as readonly AbortedTransaction[] } = {},
): ReadRecord[] {
  const found: ReadRecord[] = [];
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
