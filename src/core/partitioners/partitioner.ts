/**
 * How one client turns the bytes of a key into a partition.
 *
 * Hash and placement are separate so that what-if runs hash each key once and place it
 * under many partition counts.
 */
export interface Partitioner {
  readonly name: string;
  /** Hash of `key[start, end)` as an unsigned 32-bit integer. */
  readonly hash: KeyHash;
  /** Partition 0…partitions−1 for a value of `hash`. */
  place(hash: number, partitions: number): number;
  /** Whether the client hashes text, so that bytes that are not UTF-8 cannot be its keys. */
  readonly hashesText?: boolean;
  /**
   * Where the client hashes the object before it is serialized: the hash of the serialized bytes, by
   * key type. `undefined` if the hash of such objects cannot be predicted. Types that are not here
   * are hashed like text.
   */
  readonly objects?: Readonly<Partial<Record<string, KeyHash | undefined>>>;
}

export type KeyHash = (key: Uint8Array, start: number, end: number) => number;

/** Drops the sign bit, then reduces: the placement of Kafka's Java client. */
export function placeMasked(hash: number, partitions: number): number {
  return (hash & 0x7fffffff) % partitions;
}

/** Reduces the hash as an unsigned number; the shifts let V8 divide integers, not doubles. */
export function placeUnsigned(hash: number, partitions: number): number {
  return (hash >>> 0) % (partitions >>> 0);
}

/** Reduces the absolute value of the signed hash; −2³¹ counts as 2³¹. */
export function placeAbsolute(hash: number, partitions: number): number {
  return placeUnsigned(Math.abs(hash | 0), partitions);
}

/** The same, but −2³¹ counts as 0, because Java's Math.abs returns it unchanged. */
export function placeAbsoluteOrZero(hash: number, partitions: number): number {
  return (hash >>> 0 === 0x80000000 ? 0 : Math.abs(hash | 0)) % partitions;
}

/** Drops the sign bit; 2³¹ − 1 then counts as 0. */
export function placeMaskedOrZero(hash: number, partitions: number): number {
  const masked = hash & 0x7fffffff;
  return (masked === 0x7fffffff ? 0 : masked) % partitions;
}
