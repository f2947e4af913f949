import { AbortedBatches, type AbortedTransaction } from "./aborted-batches.ts";
import { BatchError } from "./batch-error.ts";
import { BatchMemory, INPUT } from "./batch-memory.ts";
import { type Codecs, plainRecords } from "./plain-records.ts";
import { type BatchHeader, batchAt, CHECKED_FROM, HEADER_BYTES } from "./record-batch.ts";
import type { RecordColumns } from "./record-columns.ts";
import { type OffsetSpan, piecesOf, type TakeColumns } from "./record-pieces.ts";

/** The type of a control record that aborts a transaction, after its version of 16 bits. */
const ABORT = 0;

/** Batches as a broker returned them for one partition. */
export interface FetchedBatches {
  readonly bytes: Uint8Array;
  readonly batches: readonly BatchHeader[];
  readonly aborted: readonly AbortedTransaction[];
}

/**
 * The batches that are complete, without reading their records.
 *
 * @throws BatchError
 */
export function batchesIn(bytes: Uint8Array): BatchHeader[] {
  const batches: BatchHeader[] = [];
  for (let at = 0; ; ) {
    const batch = batchAt(bytes, at);
    if (batch === undefined) return batches;
    const before = batches.at(-1);
    if (before !== undefined && batch.baseOffset <= before.lastOffset) {
      throw new BatchError("its offsets are not after those of the batch before");
    }
    batches.push(batch);
    at = batch.end;
  }
}

/** Reads the records of batches, without those of aborted transactions and of Kafka itself. */
export class BatchReader {
  readonly #codecs: Codecs;
  readonly #memory = new BatchMemory();

  constructor(codecs: Codecs) {
    this.#codecs = codecs;
  }

  /**
   * Passes on the records in the span, batch by batch, and those of a large batch in several pieces.
   *
   * @param take gets columns that are valid until it returns
   * @throws BatchError with the offset of the batch, after the records before it were passed on
   */
  read(
    { bytes, batches, aborted }: FetchedBatches,
    span: OffsetSpan,
    take: (columns: RecordColumns) => void,
  ): void {
    const left = new AbortedBatches(aborted);
    for (const batch of batches) {
      const isAborted = left.includes(batch);
      if (batch.baseOffset >= span.end) return;
      if (!batch.isControl && (isAborted || batch.records === 0)) continue;
      const pieces = this.#open(bytes, batch, span);
      if (!batch.isControl) pieces(take);
      else pieces((columns) => isAbort(columns) && left.end(batch.producerId));
    }
  }

  /** Checks a batch; returns what passes on its records. */
  #open(bytes: Uint8Array, batch: BatchHeader, span: OffsetSpan): (take: TakeColumns) => void {
    const { baseOffset, checksum, codec, start, end } = batch;
    const { kernel } = this.#memory;
    try {
      const inputEnd = this.#memory.put(INPUT, bytes.subarray(start + CHECKED_FROM, end));
      if (kernel.crc32c(INPUT, inputEnd) !== checksum) throw wrongChecksum();
      const packed = { from: INPUT + HEADER_BYTES - CHECKED_FROM, end: inputEnd };
      const plain = plainRecords(codec, packed, this.#memory, this.#codecs);
      return piecesOf(batch, plain, span, this.#memory);
    } catch (cause) {
      if (!(cause instanceof BatchError)) throw cause;
      throw new BatchError(`the batch at offset ${baseOffset}: ${cause.message}`, { cause });
    }
  }
}

function isAbort({ size, bytes, keyStarts }: RecordColumns): boolean {
  const key = keyStarts[0] as number;
  return size > 0 && key >= 0 && bytes[key + 2] === 0 && bytes[key + 3] === ABORT;
}

function wrongChecksum(): BatchError {
  return new BatchError("its checksum is wrong");
}
