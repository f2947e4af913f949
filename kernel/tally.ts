import { counts, hashes, listed, places, size } from "./columns";

// The sums over the columns. The numbers of keys that all clients so far put into the same
// partition are in a list, so that only these are checked again.

/** How a partitioner turns a hash into a partition; the host uses the same numbers. */
const MASKED: u32 = 0;
const UNSIGNED: u32 = 1;
const ABSOLUTE: u32 = 2;
const ABSOLUTE_OR_ZERO: u32 = 3;

/** The place of a key without a partition. */
const UNPLACED: u32 = u32.MAX_VALUE;

/**
 * The partition by a hash's lower 31 bits, all 32 bits, or absolute value as a signed number. With
 * OR_ZERO, the hash that Java cannot make positive, or shifts to the end, counts as 0.
 */
export function partition(rule: u32, hash: u32, partitions: u32): u32 {
  if (rule === MASKED) return (hash & 0x7fffffff) % partitions;
  if (rule === UNSIGNED) return hash % partitions;
  if (rule === ABSOLUTE) return (<i32>hash < 0 ? 0 - hash : hash) % partitions;
  if (rule === ABSOLUTE_OR_ZERO) return (<u32>abs<i32>(<i32>hash) & 0x7fffffff) % partitions;
  const masked = hash & 0x7fffffff;
  return (masked === 0x7fffffff ? 0 : masked) % partitions;
}

/**
 * Adds the records of each key, except the one with the number `except`, to the load f64 of its
 * partition, and 1 to the u32 of `keysByCount` at its number of records, if that is below `limit`.
 * Returns how many keys have more records.
 */
export function sumRecords(
  rule: u32,
  partitions: u32,
  except: u32,
  loads: usize,
  keysByCount: usize,
  limit: u32,
): u32 {
  let more: u32 = 0;
  for (let i: u32 = 0; i < size; i++) {
    if (i === except) continue;
    const count = load<f64>(counts + ((<usize>i) << 3));
    const sum = loads + ((<usize>partition(rule, hashAt(i), partitions)) << 3);
    store<f64>(sum, load<f64>(sum) + count);
    if (count < limit) {
      const keys = keysByCount + ((<usize>(<u32>count)) << 2);
      store<u32>(keys, load<u32>(keys) + 1);
    } else {
      more++;
    }
  }
  return more;
}

/** Stores the place of every key, and lists all keys. */
export function placeKeys(rule: u32, partitions: u32, unplaced: u32): void {
  for (let i: u32 = 0; i < size; i++) {
    const place = i === unplaced ? UNPLACED : partition(rule, hashAt(i), partitions);
    store<u32>(places + ((<usize>i) << 2), place);
    store<u32>(listed + ((<usize>i) << 2), i);
  }
}

let droppedRecords: f64 = 0;

/** Of the first `length` listed keys, keeps those with the stored place; returns how many. */
export function keepPlaced(length: u32, rule: u32, partitions: u32, unplaced: u32): u32 {
  let kept: u32 = 0;
  droppedRecords = 0;
  for (let at: u32 = 0; at < length; at++) {
    const i = load<u32>(listed + ((<usize>at) << 2));
    const place = i === unplaced ? UNPLACED : partition(rule, hashAt(i), partitions);
    if (place === load<u32>(places + ((<usize>i) << 2))) {
      store<u32>(listed + ((<usize>kept) << 2), i);
      kept++;
    } else {
      droppedRecords += load<f64>(counts + ((<usize>i) << 3));
    }
  }
  return kept;
}

/** Records of the keys that keepPlaced dropped. */
export function recordsDropped(): f64 {
  return droppedRecords;
}

function hashAt(i: u32): u32 {
  return load<u32>(hashes + ((<usize>i) << 2));
}
