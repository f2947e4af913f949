import { counts, hashes, listed, places, size } from "./columns";

// What a pass over the columns adds up. Keys of which every client makes the same partition are
// kept in a list of their numbers, so that few of them are looked at again.

/** How a partitioner makes a partition of a hash; the host names them the same. */
const MASKED: u32 = 0;
const UNSIGNED: u32 = 1;

/** The place of a key that has none. */
const UNPLACED: u32 = u32.MAX_VALUE;

/** Partition of a hash: of its lower 31 bits, of all 32, or of its absolute value as signed. */
function partition(rule: u32, hash: u32, partitions: u32): u32 {
  if (rule === MASKED) return (hash & 0x7fffffff) % partitions;
  if (rule === UNSIGNED) return hash % partitions;
  return (<i32>hash < 0 ? 0 - hash : hash) % partitions;
}

/**
 * Adds the records of each key but the one numbered `except` to the load f64 of its partition, and
 * 1 to the u32 of `keysByCount` for as many records, if they are fewer than `limit`; how many keys
 * have more.
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

/** Notes the place of every key, and lists them all. */
export function placeKeys(rule: u32, partitions: u32, unplaced: u32): void {
  for (let i: u32 = 0; i < size; i++) {
    const place = i === unplaced ? UNPLACED : partition(rule, hashAt(i), partitions);
    store<u32>(places + ((<usize>i) << 2), place);
    store<u32>(listed + ((<usize>i) << 2), i);
  }
}

let droppedRecords: f64 = 0;

/** Keeps of the first `length` listed keys those with the place noted before; how many. */
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
