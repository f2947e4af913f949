/** What may be known of a record besides its key. */
export const detailFields = ["partition", "time", "bytes"] as const;
export type DetailField = (typeof detailFields)[number];

/**
 * What is known of the records of a row besides their key; undefined: unknown. One object serves
 * row after row, so whoever keeps it copies it.
 */
export interface RecordDetails {
  /** The partition that they were written to, from 0. */
  readonly partition?: number | undefined;
  /** When they were written, in ms since the epoch. */
  readonly timeMs?: number | undefined;
  /** Their size, together. */
  readonly bytes?: number | undefined;
  /** Whether the user named where the partition is, so that it must be one of the topic's. */
  readonly isPartitionNamed?: boolean | undefined;
}

/** Takes what is known of records besides their keys; `bytes` may be reused after the call. */
export interface DetailSink {
  /** @throws UserError for what cannot be true of the topic */
  add(bytes: Uint8Array, start: number, end: number, count: number, details: RecordDetails): void;
  addNull(count: number, details: RecordDetails): void;
}
