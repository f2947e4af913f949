/** What may be known about a record besides its key. */
export const detailFields = ["partition", "time", "bytes"] as const;
export type DetailField = (typeof detailFields)[number];

/**
 * What is known about the records of a row besides their key; undefined: unknown. The object is
 * reused for the next row, so copy it to keep it.
 */
export interface RecordDetails {
  /** The partition that they were written to, from 0. */
  readonly partition?: number | undefined;
  /** When they were written, in ms since the epoch. */
  readonly timeMs?: number | undefined;
  /** Their total size. */
  readonly bytes?: number | undefined;
  /** Whether the user named the partition's column, so that it must be one of the topic's. */
  readonly isPartitionNamed?: boolean | undefined;
}

/**
 * Receives what is known about records besides their keys. `bytes` may be reused after the call.
 */
export interface DetailSink {
  /** @throws UserError if the topic cannot have such a record */
  add(bytes: Uint8Array, start: number, end: number, count: number, details: RecordDetails): void;
  addNull(count: number, details: RecordDetails): void;
}
