import type { DetailsOfKey, PartitionRecords } from "../tally/settled-details.ts";
import { pushLeb128, readLeb128 } from "./leb128.ts";
import { damagedSample } from "./sample-format.ts";

/** What an entry may have besides digest, hashes and records, in writing order. */
export type SampleColumn = "partitions" | "bytes";

/** More than a histogram over a million partitions needs. */
const MAX_COLUMN_BYTES = 16 * 1024 * 1024;

/** Appends the columns of a key, each preceded by its length. */
export function pushColumns(
  into: number[],
  columns: readonly SampleColumn[],
  details: DetailsOfKey,
): void {
  for (const column of columns) {
    const content: number[] = [];
    if (column === "partitions") pushPartitions(content, details.partitions);
    else if (details.bytes !== undefined) pushLeb128(content, details.bytes);
    pushLeb128(into, content.length);
    for (const byte of content) into.push(byte);
  }
}

function pushPartitions(into: number[], partitions: readonly PartitionRecords[]): void {
  let before = 0;
  for (const { partition, records } of partitions) {
    pushLeb128(into, partition - before);
    pushLeb128(into, records);
    before = partition;
  }
}

/** The columns of a key, and where they end; undefined if the bytes end too early. */
export function readColumns(
  bytes: Uint8Array,
  start: number,
  columns: readonly string[],
): { readonly details: DetailsOfKey; readonly end: number } | undefined {
  let partitions: readonly PartitionRecords[] = [];
  let sum: number | undefined;
  let at = start;
  for (const column of columns) {
    const length = readLeb128(bytes, at);
    if (length === undefined) return undefined;
    if (!(length.value <= MAX_COLUMN_BYTES)) throw damagedSample();
    const end = length.end + length.value;
    if (end > bytes.length) return undefined;
    if (column === "partitions") partitions = readPartitions(bytes, length.end, end);
    if (column === "bytes") sum = readSum(bytes, length.end, end);
    at = end;
  }
  return { details: { partitions, bytes: sum }, end: at };
}

function readSum(bytes: Uint8Array, start: number, end: number): number | undefined {
  if (start === end) return undefined;
  const sum = readLeb128(bytes, start, end);
  if (sum === undefined || Number.isNaN(sum.value) || sum.end !== end) throw damagedSample();
  return sum.value;
}

function readPartitions(bytes: Uint8Array, start: number, end: number): PartitionRecords[] {
  const partitions: PartitionRecords[] = [];
  let partition = 0;
  for (let at = start; at < end; ) {
    const step = readLeb128(bytes, at, end);
    const records = step && readLeb128(bytes, step.end, end);
    if (step === undefined || records === undefined) throw damagedSample();
    partition += step.value;
    const isAscending = at === start || step.value > 0;
    if (!isAscending || !Number.isSafeInteger(partition) || !(records.value > 0)) {
      throw damagedSample();
    }
    partitions.push({ partition, records: records.value });
    at = records.end;
  }
  return partitions;
}
