/** How much of each topic an audit reads. */
export interface AuditSettings {
  /** Records per topic; Infinity for all, undefined for as many as the contract needs. */
  readonly records: number | undefined;
  /** Only records from this time on, in ms since the epoch; undefined for all that the topics have. */
  readonly sinceMs: number | undefined;
  /** Over all brokers together; may be Infinity. */
  readonly maxBytesPerSecond: number;
  /** Of the random choice. */
  readonly seed: number;
  /** A partition is given up after this time without a record. */
  readonly timeoutMs: number;
}
