/**
 * Records that are to be produced, by their keys: the key of record i is
 * `key(ordinalAt(i))`. Nothing is held per record unless the order was shuffled.
 */
export interface KeyPlan {
  readonly records: number;
  /** How many different keys there are, ordinals 0…distinctKeys−1; no key counts as one too. */
  readonly distinctKeys: number;
  /** The ordinal of record `index`'s key. */
  ordinalAt(index: number): number;
  /** The key's bytes; null for records without a key. */
  key(ordinal: number): Uint8Array | null;
  /** Records with this key. */
  countOf(ordinal: number): number;
  /** Which of the patterns the key belongs to, as `patterns` numbers them. */
  patternOf(ordinal: number): number;
  /** What keys begin with, such as `user-`; for people. */
  readonly patterns: readonly string[];
}
