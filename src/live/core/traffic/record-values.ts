const MAGIC = 0x736b_6577; // "skew"
const RUN_BYTES = 8;
const RUN_AT = 4;
const SEQUENCE_AT = RUN_AT + RUN_BYTES;
/** What a value takes at least: the mark, the run and the number of the record. */
export const MIN_VALUE_BYTES = SEQUENCE_AT + 4;

/**
 * Values that say which run wrote a record and which of its records it is, so that reading back tells
 * each one apart: | "skew" | run id, 8 bytes | number, 4 bytes, big endian | padding |
 */
export class RecordValues {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;

  /** @param runId 8 bytes that no other run has */
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

  /** The number of the record with this value; −1 where another run, or nobody here, wrote it. */
  sequenceOf(value: Uint8Array | null): number {
    if (value === null || value.length !== this.#bytes.length) return -1;
    for (let i = 0; i < SEQUENCE_AT; i++) if (value[i] !== this.#bytes[i]) return -1;
    // By hand: a view for each record would cost more than all the rest.
    let sequence = 0;
    for (let i = SEQUENCE_AT; i < MIN_VALUE_BYTES; i++) {
      sequence = sequence * 256 + (value[i] as number);
    }
    return sequence;
  }
}
