const MAGIC = 0x736b_6577; // "skew"
const RUN_BYTES = 8;
const RUN_AT = 4;
const SEQUENCE_AT = RUN_AT + RUN_BYTES;
/** Smallest value: magic number, run id and record number. */
export const MIN_VALUE_BYTES = SEQUENCE_AT + 4;

/**
 * Values that identify the run and the record, so that each record can be recognized when read back:
 * | "skew" | run id, 8 bytes | number, 4 bytes, big endian | padding |
 */
export class RecordValues {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  /** @param runId 8 bytes, unique to this run */
  constructor(runId: Uint8Array, sizeBytes: number) {
    this.#bytes = new Uint8Array(Math.max(sizeBytes, MIN_VALUE_BYTES));
    this.#view = new DataView(this.#bytes.buffer);
    this.#view.setUint32(0, MAGIC);
    this.#bytes.set(runId.subarray(0, RUN_BYTES), RUN_AT);
  }

  /** The value of a record, valid until the next call. */
  value(sequence: number): Uint8Array {
    this.#view.setUint32(SEQUENCE_AT, sequence);
    return this.#bytes;
  }

  /** The number of the record with this value; −1 if this run did not write it. */
  sequenceOf(value: Uint8Array | null): number {
    if (value === null || value.length !== this.#bytes.length) return -1;
    for (let i = 0; i < SEQUENCE_AT; i++) if (value[i] !== this.#bytes[i]) return -1;
    // Without a DataView, which per record would cost more than everything else.
    let sequence = 0;
    for (let i = SEQUENCE_AT; i < MIN_VALUE_BYTES; i++) {
      sequence = sequence * 256 + (value[i] as number);
    }
    return sequence;
  }
}
