/**
 * The keys of the records to produce: the key of record i is `key(ordinalAt(i))`. Stores nothing per
 * record unless the order is shuffled.
 */
export interface KeyPlan {
  readonly records: number;
  /** Number of distinct keys, with ordinals 0…distinctKeys−1; a null key counts as one. */
  readonly distinctKeys: number;
  /** Records without a key. */
  readonly nullRecords: number;
  /** Whether the order is random, from the seed. */
  readonly isShuffled: boolean;
  /** Ordinal of the key of record `index`. */
  ordinalAt(index: number): number;
  /** The key's bytes, valid until the next call; null for no key. */
  key(ordinal: number): Uint8Array | null;
  /** Number of records with this key. */
  countOf(ordinal: number): number;
  /** Index in `patterns` of the key's pattern. */
  patternOf(ordinal: number): number;
  /** Prefixes of the keys, such as `user-`; for display. */
  readonly patterns: readonly string[];
}

/** The order of a plan's records. */
export interface PlanOrder {
  readonly seed: number;
  /** Keeps the order of the simulation or sample instead of shuffling. */
  readonly isOrdered: boolean;
}
