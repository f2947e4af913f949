import { wrongRecords } from "./batch-error.ts";
import type { BatchHeader } from "./record-batch.ts";
import type { ColumnBuffer } from "./record-columns.ts";
import { Varints } from "./varints.ts";

/** Bytes of a record without key, value and headers. */
const LEAST_BYTES = 7;

/** Offsets to take from a batch; the end is exclusive. */
export interface OffsetSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * Fills the columns with a batch's records in the span.
 *
 * @param plain the batch's records, decompressed
 * @throws BatchError if they are not exactly what the header says
 */
export function readRecords(
  plain: Uint8Array,
  batch: BatchHeader,
  span: OffsetSpan,
  columns: ColumnBuffer,
): void {
  if (batch.records > plain.length / LEAST_BYTES) throw wrongRecords();
  columns.clear(plain, batch.records);
  const numbers = new Varints(plain);
  for (let left = batch.records; left > 0; left--) {
    const length = numbers.int();
    const end = numbers.at + length;
    if (length < LEAST_BYTES - 1 || end > plain.length) throw wrongRecords();
    readRecord(numbers, batch, span, columns);
    if (numbers.at !== end) throw wrongRecords();
  }
  if (numbers.at !== plain.length) throw wrongRecords();
}

/** Adds a record to the columns if it is in the span, and moves behind it. */
function readRecord(
  numbers: Varints,
  { baseOffset, lastOffset, baseTimeMs, appendTimeMs }: BatchHeader,
  { start, end }: OffsetSpan,
  columns: ColumnBuffer,
): void {
  // The attributes of a record are unused.
  numbers.at++;
  const timeMs = baseTimeMs + numbers.long();
  const offset = baseOffset + numbers.int();
  if (offset < baseOffset || offset > lastOffset) throw wrongRecords();
  const i = columns.size;
  columns.offsets[i] = offset;
  columns.timesMs[i] = timeOf(appendTimeMs ?? timeMs);
  const keyBytes = lengthOf(numbers, -1);
  columns.keyStarts[i] = keyBytes < 0 ? -1 : numbers.at;
  if (keyBytes > 0) numbers.at += keyBytes;
  columns.keyEnds[i] = keyBytes < 0 ? -1 : numbers.at;
  const valueBytes = lengthOf(numbers, -1);
  columns.valueStarts[i] = valueBytes < 0 ? -1 : numbers.at;
  if (valueBytes > 0) numbers.at += valueBytes;
  columns.valueEnds[i] = valueBytes < 0 ? -1 : numbers.at;
  columns.headerBytes[i] = skipHeaders(numbers, columns.bytes.length);
  if (offset >= start && offset < end) columns.size++;
}

/** Moves behind the headers, and returns the bytes of their names and values. */
function skipHeaders(numbers: Varints, end: number): number {
  let bytes = 0;
  for (let left = lengthOf(numbers, 0); left > 0; left--) {
    const nameBytes = lengthOf(numbers, 0);
    numbers.at += nameBytes;
    const valueBytes = Math.max(0, lengthOf(numbers, -1));
    numbers.at += valueBytes;
    if (numbers.at > end) throw wrongRecords();
    bytes += nameBytes + valueBytes;
  }
  return bytes;
}

/** −1 is null, where that may be. */
function lengthOf(numbers: Varints, least: 0 | -1): number {
  const length = numbers.int();
  if (length < least) throw wrongRecords();
  return length;
}

function timeOf(timeMs: number): number {
  return timeMs < 0 ? Number.NaN : timeMs;
}
