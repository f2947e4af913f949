/**
 * Records that are to be produced, by their keys: the key of record i is
 * `key(ordinalAt(i))`. Nothing is held per record unless the order was shuffled.
 */
export interface KeyPlan {
  readonly records: number;
  /** How many different keys there are, ordinals 0…distinctKeys−1; no key counts as one too. */
  readonly distinctKeys: number;
  /** Records without a key. */
  readonly nullRecords: number;
  /** Whether the order was left to the seed. */
  readonly isShuffled: boolean;
  /** The ordinal of record `index`'s key. */
  ordinalAt(index: number): number;
  /** The key's bytes, valid until the next call; null for records without a key. */
  key(ordinal: number): Uint8Array | null;
  /** Records with this key. */
  countOf(ordinal: number): number;
  /** Which of the patterns the key belongs to, as `patterns` numbers them. */
  patternOf(ordinal: number): number;
  /** What keys begin with, such as `user-`; for people. */
  readonly patterns: readonly string[];
}

/** How the records of a plan follow each other. */
export interface PlanOrder {
  readonly seed: number;
  /** As they were put together, not shuffled. */
  readonly isOrdered: boolean;
}
