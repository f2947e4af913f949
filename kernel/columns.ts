import { sameBytes } from "./bytes";
import { hashKey } from "./hash";
import { CHUNK_ENTRIES, CHUNK_USED } from "./layout";
import { append, entryCount, entryLength, readEntry } from "./parts";

// Distinct keys with their records, in columns: start and end of each key u32, its count f64,
// a partitioner's hash u32; and an index with open addressing. Its slots u32 have 8 bits of the
// table's hash and the key's number + 1 (0 = free). When all keys have been added, the places and
// the list of tally.ts reuse the index's memory.
const NUMBER_BITS: u32 = 24;
const NUMBER: u32 = (1 << NUMBER_BITS) - 1;
const BYTES_PER_ENTRY: u32 = 8 + 4 + 4 + 4 + 8;

export let size: u32 = 0;
export let starts: usize = 0;
export let ends: usize = 0;
export let counts: usize = 0;
export let hashes: usize = 0;
let slots: usize = 0;
export let places: usize = 0;
export let listed: usize = 0;
let mask: u32 = 0;
/** How many distinct keys fit. */
let room: u32 = 0;

/** Asks the host for room for more distinct keys. The host calls growColumns. */
declare function makeColumnRoom(): void;

/** The size of columns for `entries` distinct keys, which is a power of two up to 2^23. */
export function columnBytes(entries: u32): u32 {
  return entries * BYTES_PER_ENTRY;
}

export function layColumns(at: usize, entries: u32): void {
  counts = at;
  starts = counts + ((<usize>entries) << 3);
  ends = starts + ((<usize>entries) << 2);
  hashes = ends + ((<usize>entries) << 2);
  slots = hashes + ((<usize>entries) << 2);
  places = slots;
  listed = places + ((<usize>entries) << 2);
}

/** Empties the columns, and sizes their index for `entries` distinct keys. */
export function clearColumns(entries: u32): void {
  size = 0;
  clearIndex(entries);
}

function clearIndex(entries: u32): void {
  room = entries;
  mask = 15;
  while (mask < entries + (entries >> 1)) mask = (mask << 1) | 1;
  memory.fill(slots, 0, (<usize>mask + 1) << 2);
}

/** Moves the keys to larger columns at another address. */
export function growColumns(at: usize, entries: u32): void {
  const oldCounts = counts;
  const oldStarts = starts;
  const oldEnds = ends;
  layColumns(at, entries);
  memory.copy(counts, oldCounts, (<usize>size) << 3);
  memory.copy(starts, oldStarts, (<usize>size) << 2);
  memory.copy(ends, oldEnds, (<usize>size) << 2);
  clearIndex(entries);
  for (let i: u32 = 0; i < size; i++) {
    const hash = hashKey(keyAt(i), lengthAt(i));
    // All keys are distinct, so the first free slot is the right one.
    let slot = <u32>hash & mask;
    while (load<u32>(slots + ((<usize>slot) << 2)) !== 0) slot = (slot + 1) & mask;
    store<u32>(slots + ((<usize>slot) << 2), tagOf(hash) | (i + 1));
  }
}

/** Adds the entries of a chain of chunks, from any thread. */
export function addChain(head: usize): void {
  for (let chunk = head; chunk !== 0; chunk = load<u32>(chunk)) {
    const end = chunk + load<u32>(chunk, CHUNK_USED);
    for (let at = chunk + CHUNK_ENTRIES; at < end; ) {
      const key = readEntry(at);
      add(key, entryLength, entryCount);
      at = key + entryLength;
    }
  }
}

/**
 * Appends the entries of one chunk that are in the `range`th of the 2^bits ranges of their part.
 */
export function keepRange(area: usize, part: usize, chunk: usize, bits: u32, range: u32): void {
  const end = chunk + load<u32>(chunk, CHUNK_USED);
  for (let at = chunk + CHUNK_ENTRIES; at < end; ) {
    const key = readEntry(at);
    // Kept because appending may make the host read other entries.
    const length = entryLength;
    // In two steps, because a shift by all 64 bits would shift by none.
    const found = <u32>((hashKey(key, length) >> 32) >> (32 - bits));
    if (found === range) append(area, part, key, length, entryCount);
    at = key + length;
  }
}

function add(key: usize, length: u32, count: f64): void {
  if (size === room) makeColumnRoom();
  const hash = hashKey(key, length);
  const slot = search(hash, key, length);
  const found = load<u32>(slot) & NUMBER;
  if (found === 0) {
    store<u32>(slot, tagOf(hash) | (size + 1));
    insert(key, length, count);
  } else {
    const total = counts + ((<usize>(found - 1)) << 3);
    store<f64>(total, load<f64>(total) + count);
  }
}

function insert(key: usize, length: u32, count: f64): void {
  const i = <usize>size;
  store<u32>(starts + (i << 2), <u32>key);
  store<u32>(ends + (i << 2), <u32>key + length);
  store<f64>(counts + (i << 3), count);
  size++;
}

export function keyAt(i: u32): usize {
  return load<u32>(starts + ((<usize>i) << 2));
}

export function lengthAt(i: u32): u32 {
  return load<u32>(ends + ((<usize>i) << 2)) - <u32>keyAt(i);
}

/** The number of the empty key, or -1. Call this before the index's memory is reused. */
export function findEmpty(): i32 {
  return <i32>(load<u32>(search(hashKey(0, 0), 0, 0)) & NUMBER) - 1;
}

/** The slot of a key, or the free one where it belongs. */
function search(hash: u64, key: usize, length: u32): usize {
  const tag = tagOf(hash);
  let slot = <u32>hash & mask;
  while (true) {
    const at = slots + ((<usize>slot) << 2);
    const value = load<u32>(at);
    if (value === 0) return at;
    if ((value & ~NUMBER) === tag && isKey((value & NUMBER) - 1, key, length)) return at;
    slot = (slot + 1) & mask;
  }
}

function tagOf(hash: u64): u32 {
  return (<u32>(hash >> 40)) << NUMBER_BITS;
}

function isKey(i: u32, key: usize, length: u32): bool {
  return lengthAt(i) === length && sameBytes(keyAt(i), key, length);
}

/** Appends all keys of the columns to a part. */
export function appendColumns(area: usize, part: usize): void {
  for (let i: u32 = 0; i < size; i++) {
    append(area, part, keyAt(i), lengthAt(i), load<f64>(counts + ((<usize>i) << 3)));
  }
}

/**
 * The next key, from number `from` on, with more than `count` records, or with as many and bytes
 * that sort before `key`; -1 if there is none.
 */
export function nextAbove(from: u32, count: f64, key: usize, length: u32): i32 {
  for (let i: usize = from; i < <usize>size; i++) {
    const own = load<f64>(counts + (i << 3));
    if (own > count || (own === count && comesBefore(i, key, length))) return <i32>i;
  }
  return -1;
}

function comesBefore(i: usize, key: usize, length: u32): bool {
  const start = keyAt(<u32>i);
  const ownLength = lengthAt(<u32>i);
  const shared = min(ownLength, length);
  let at: u32 = 0;
  for (; at + 8 <= shared; at += 8) {
    const own = bswap<u64>(load<u64>(start + at));
    const other = bswap<u64>(load<u64>(key + at));
    if (own !== other) return own < other;
  }
  for (; at < shared; at++) {
    const own = load<u8>(start + at);
    const other = load<u8>(key + at);
    if (own !== other) return own < other;
  }
  return ownLength < length;
}
