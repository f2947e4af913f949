import { BatchError } from "./batch-error.ts";

/** What comes before the records; the first 12 bytes do not count in the batch's length. */
export const HEADER_BYTES = 61;
/** Where the bytes begin that the checksum covers. */
export const CHECKED_FROM = 21;
const PREFIX_BYTES = 12;
const CODEC = 0x07;
const APPEND_TIME = 0x08;
const TRANSACTIONAL = 0x10;
const CONTROL = 0x20;

/** The header of a record batch (Kafka's protocol, "Record Batch"). */
export interface BatchHeader {
  readonly baseOffset: number;
  /** Stays when compaction removes records. */
  readonly lastOffset: number;
  readonly codec: number;
  /** For all records, if the topic is configured for append time. */
  readonly appendTimeMs: number | undefined;
  readonly baseTimeMs: number;
  readonly producerId: bigint;
  readonly isTransactional: boolean;
  readonly isControl: boolean;
  readonly records: number;
  /** CRC-32C of the bytes from CHECKED_FROM on, as a signed number. */
  readonly checksum: number;
  /** Its bytes are `[start, end)`. */
  readonly start: number;
  readonly end: number;
}

/**
 * The header of the batch at `start`, or undefined if the bytes end before the batch does, as a
 * broker may cut the last one.
 *
 * @throws BatchError if it is damaged, or of the format before Kafka 0.11
 */
export function batchAt(bytes: Uint8Array, start: number): BatchHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  if (view.byteLength <= PREFIX_BYTES + 4) return undefined;
  const magic = view.getInt8(16);
  if (magic === 0 || magic === 1) throw oldFormat(magic);
  if (magic !== 2) throw new BatchError(`it is of an unknown format (${magic})`);
  const length = PREFIX_BYTES + view.getInt32(8);
  if (length < HEADER_BYTES) throw new BatchError("its length is wrong");
  if (length > view.byteLength) return undefined;
  const attributes = view.getInt16(21);
  const baseOffset = Number(view.getBigInt64(0));
  const lastOffset = baseOffset + view.getInt32(23);
  const records = view.getInt32(57);
  const isPossible = baseOffset >= 0 && lastOffset >= baseOffset && records >= 0;
  if (!isPossible || !Number.isSafeInteger(lastOffset)) {
    throw new BatchError("its offsets are wrong");
  }
  return {
    baseOffset,
    lastOffset,
    codec: attributes & CODEC,
    appendTimeMs: attributes & APPEND_TIME ? Number(view.getBigInt64(35)) : undefined,
    baseTimeMs: Number(view.getBigInt64(27)),
    producerId: view.getBigInt64(43),
    isTransactional: (attributes & TRANSACTIONAL) !== 0,
    isControl: (attributes & CONTROL) !== 0,
    records,
    checksum: view.getInt32(17),
    start,
    end: start + length,
  };
}

function oldFormat(magic: number): BatchError {
  return new BatchError(
    `it is of message format v${magic}, which clients and topics of Kafka before 0.11 use and which is not supported`,
  );
}
