import { wrongRecords } from "./batch-error.ts";
import { type BatchMemory, MOST_RECORDS } from "./batch-memory.ts";
import type { MemorySpan } from "./plain-records.ts";
import type { BatchHeader } from "./record-batch.ts";
import type { RecordColumns } from "./record-columns.ts";

/** What the kernel takes for none. */
const NO_TIME = Number.POSITIVE_INFINITY;

/** Offsets to take from a batch; the end is exclusive. */
export interface OffsetSpan {
  readonly start: number;
  readonly end: number;
}

/** Takes columns that are valid until it returns. */
export type TakeColumns = (columns: RecordColumns) => void;

/**
 * Checks all records of a batch; returns what passes on those in the span. Columns have room for many
 * records, but not for as many as a damaged batch, or one of tiny records, may say it has.
 *
 * @param plain the batch's records, decompressed
 * @throws BatchError if they are not exactly what the header says
 */
export function piecesOf(
  batch: BatchHeader,
  plain: MemorySpan,
  span: OffsetSpan,
  memory: BatchMemory,
): (take: TakeColumns) => void {
  const { kernel, columns } = memory;
  const { baseOffset, lastOffset, baseTimeMs, appendTimeMs = NO_TIME } = batch;
  kernel.setBatch(baseOffset, lastOffset - baseOffset, baseTimeMs, appendTimeMs);
  kernel.setSpan(span.start, span.end);
  columns.logBytesPerRecord = (batch.end - batch.start) / (batch.records || 1);
  const walk = (onPiece: () => void) => {
    let at = plain.from;
    for (let left = batch.records; left > 0; left -= MOST_RECORDS) {
      columns.size = kernel.readRecords(at, plain.end, Math.min(left, MOST_RECORDS));
      if (columns.size < 0) throw wrongRecords();
      onPiece();
      at = kernel.nextRecord();
    }
    if (at !== plain.end) throw wrongRecords();
  };
  walk(() => {});
  return batch.records <= MOST_RECORDS
    ? (take) => take(columns)
    : (take) => walk(() => take(columns));
}
