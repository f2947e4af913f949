import { AbortedBatches, type AbortedTransaction } from "./aborted-batches.ts";
import { BatchError } from "./batch-error.ts";
import { type Codecs, plainRecords } from "./plain-records.ts";
import { type OffsetSpan, readRecords } from "./read-records.ts";
import { type BatchHeader, batchAt, expectWhole } from "./record-batch.ts";
import { ColumnBuffer, type RecordColumns } from "./record-columns.ts";
import { Scratch } from "./scratch.ts";

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
  readonly #columns = new ColumnBuffer();
  readonly #scratch = new Scratch();

  constructor(codecs: Codecs) {
    this.#codecs = codecs;
  }

  /**
   * Passes on the records in the span, batch by batch.
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
      this.#fill(bytes, batch, span);
      if (!batch.isControl) take(this.#columns);
      else if (this.#isAbort()) left.end(batch.producerId);
    }
  }

  #fill(bytes: Uint8Array, batch: BatchHeader, span: OffsetSpan): void {
    try {
      expectWhole(bytes, batch);
      const packed = bytes.subarray(batch.recordsStart, batch.end);
      const plain = plainRecords(batch.codec, packed, this.#codecs, this.#scratch);
      readRecords(plain, batch, span, this.#columns);
    } catch (cause) {
      if (!(cause instanceof BatchError)) throw cause;
      throw new BatchError(`the batch at offset ${batch.baseOffset}: ${cause.message}`, { cause });
    }
  }

  #isAbort(): boolean {
    const { size, bytes, keyStarts } = this.#columns;
    const key = keyStarts[0] as number;
    return size > 0 && key >= 0 && bytes[key + 2] === 0 && bytes[key + 3] === ABORT;
  }
}
