/**
 * How one client turns the bytes of a key into a partition.
 *
 * Hash and placement are separate so that what-if runs hash each key once and place it
 * under many partition counts.
 */
export interface Partitioner {
  readonly name: string;
  /** Which clients place records this way, to show to users. */
  readonly usedBy: string;
  /** Hash of `key[start, end)` as an unsigned 32-bit integer. */
  hash(key: Uint8Array, start: number, end: number): number;
  /** Partition 0…partitions−1 for a value of `hash`. */
  place(hash: number, partitions: number): number;
}

/** Drops the sign bit, then reduces: the placement of Kafka's Java client. */
export function placeMasked(hash: number, partitions: number): number {
  return (hash & 0x7fffffff) % partitions;
}

/** Reduces the hash as an unsigned number; the shifts let V8 divide integers, not doubles. */
export function placeUnsigned(hash: number, partitions: number): number {
  return (hash >>> 0) % (partitions >>> 0);
}
