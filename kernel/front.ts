import { copyBytes, sameBytes, shortWord } from "./bytes";
import { hashLong, hashShort, mix, quickHash, sumLong } from "./hash";
import {
  ARENA,
  ARENA_BYTES,
  FRONT,
  FRONT_BYTES,
  FRONT_SET_BITS,
  SET_SLOTS,
  SLOT_BYTES,
  TAGS,
  TAGS_BYTES,
} from "./layout";
import { append, partOf } from "./parts";

// The front table counts keys that come early or often, which among uneven keys are the hot ones,
// without touching more than the processor's cache. It has sets of 16 slots, and a key is in
// the set that its hash names or nowhere. One byte a slot, 0 where it is free and else 7 bits of
// the hash, lets all slots of a set be compared at once. Slot: count u32, check u32 = 28 bits of
// the hash and the key's length + 1 (LONG beyond 8 bytes), and 8 bytes: the key itself, or of a
// long one its address in the arena u32 and its length u32.
const CHECK: usize = 4;
const KEY: usize = 8;
const LENGTH: usize = 12;
const LONG: u32 = 15;
const MAX_RECORDS: u64 = 1 << 31;
const FIRST_WINDOW: u64 = 1 << 16;
const LAST_WINDOW: u64 = 1 << 26;

let arenaTop: u32 = 0;
/** Records since the front was empty: too few to overflow a count. */
let records: u64 = 0;
let misses: u64 = 0;
let window: u64 = FIRST_WINDOW;
let windowEnd: u64 = FIRST_WINDOW;

/** Counts a key of up to 8 bytes: in the front, or where that has no room in its part. */
export function countShort(area: usize, key: usize, length: u32): void {
  const word = shortWord(key, length);
  const hash = quickHash(word, length);
  const check = checkOf(hash, length + 1);
  const set = setOf(hash);
  // Most short keys have the slot that they like best: no other one is looked at then.
  const likely = set + likelySlot(hash);
  if (isShort(area, likely, word, check)) {
    countOne(area, likely);
    return;
  }
  const tags = v128.load(area + TAGS + set);
  for (let found = slotsWith(tags, tagOf(hash)); found !== 0; found &= found - 1) {
    const slot = set + <usize>ctz(found);
    if (isShort(area, slot, word, check)) {
      countOne(area, slot);
      return;
    }
  }
  const free = slotsWith(tags, 0);
  if (free !== 0) {
    const isLikelyFree = load<u8>(area + TAGS + likely) === 0;
    fill(area, isLikelyFree ? likely : set + <usize>ctz(free), hash, check, word);
    return;
  }
  const victim = set + nextVictim();
  if (isTurn() && codeAt(area, victim) !== LONG) {
    moveToPart(area, victim);
    fill(area, victim, hash, check, word);
  } else {
    append(area, partOf(area, hashShort(word, length)), key, length, 1);
  }
}

/** The same for a longer key. */
export function countLong(area: usize, key: usize, length: u32): void {
  const sum = sumLong(key, length);
  const hash = quickHash(sum, length);
  const check = checkOf(hash, LONG);
  const set = setOf(hash);
  const tags = v128.load(area + TAGS + set);
  for (let found = slotsWith(tags, tagOf(hash)); found !== 0; found &= found - 1) {
    const slot = set + <usize>ctz(found);
    if (isLong(area, slot, key, length, check)) {
      countOne(area, slot);
      return;
    }
  }
  const free = slotsWith(tags, 0);
  if (free !== 0 && arenaTop + length <= ARENA_BYTES) {
    const copy = area + ARENA + arenaTop;
    copyBytes(copy, key, length);
    arenaTop += length;
    fill(area, set + <usize>ctz(free), hash, check, <u64>copy | ((<u64>length) << 32));
    return;
  }
  const victim = set + nextVictim();
  if (
    isTurn() &&
    codeAt(area, victim) === LONG &&
    length <= load<u32>(slotAt(area, victim), LENGTH)
  ) {
    moveToPart(area, victim);
    // No more than these bytes: others lie behind.
    const place: usize = load<u32>(slotAt(area, victim), KEY);
    memory.copy(place, key, length);
    fill(area, victim, hash, check, <u64>place | ((<u64>length) << 32));
  } else {
    append(area, partOf(area, mix(sum)), key, length, 1);
  }
}

/**
 * Called for every record that finds no place. Every 64th of them takes that of another key of its
 * set, in turn: a key that becomes hot later comes in soon, and a rare one seldom drives a hot one
 * out.
 */
function nextVictim(): usize {
  misses++;
  return <usize>(misses >> 6) & (SET_SLOTS - 1);
}

function isTurn(): bool {
  return (misses & 63) === 0;
}

// The upper bits of the quick hash name the set, then the likely slot, then the tag.
function setOf(hash: u64): usize {
  return <usize>(hash >> (64 - FRONT_SET_BITS)) * SET_SLOTS;
}

function likelySlot(hash: u64): usize {
  return <usize>(hash >> (60 - FRONT_SET_BITS)) & (SET_SLOTS - 1);
}

function tagOf(hash: u64): u8 {
  return <u8>(hash >> (53 - FRONT_SET_BITS)) | 0x80;
}

function checkOf(hash: u64, code: u32): u32 {
  return (<u32>(hash >> 20) & ~LONG) | code;
}

/** A bit for each slot of a set whose tag is this. */
function slotsWith(tags: v128, tag: u8): i32 {
  return i8x16.bitmask(i8x16.eq(tags, i8x16.splat(tag)));
}

function slotAt(area: usize, index: usize): usize {
  return area + FRONT + index * SLOT_BYTES;
}

function isShort(area: usize, index: usize, word: u64, check: u32): bool {
  const slot = slotAt(area, index);
  return load<u64>(slot, KEY) === word && load<u32>(slot, CHECK) === check;
}

function isLong(area: usize, index: usize, key: usize, length: u32, check: u32): bool {
  const slot = slotAt(area, index);
  if (load<u32>(slot, CHECK) !== check || load<u32>(slot, LENGTH) !== length) return false;
  return sameBytes(load<u32>(slot, KEY), key, length);
}

function codeAt(area: usize, index: usize): u32 {
  return load<u32>(slotAt(area, index), CHECK) & LONG;
}

function countOne(area: usize, index: usize): void {
  const slot = slotAt(area, index);
  store<u32>(slot, load<u32>(slot) + 1);
}

function fill(area: usize, index: usize, hash: u64, check: u32, word: u64): void {
  const slot = slotAt(area, index);
  store<u8>(area + TAGS + index, tagOf(hash));
  store<u32>(slot, 1);
  store<u32>(slot, check, CHECK);
  store<u64>(slot, word, KEY);
}

/**
 * To be called after `added` records, at most 2^31: empties a front that could overflow, and one
 * whose keys hardly come up any more, as in a sorted file. Where that does not help, because all
 * keys are rare, it is tried ever more seldom.
 */
export function refresh(area: usize, added: u32): void {
  records += added;
  if (records >= MAX_RECORDS) {
    emptyFront(area);
  } else if (records >= windowEnd) {
    const isUseless = misses * 8 > window * 7;
    window = isUseless ? min(window * 2, LAST_WINDOW) : FIRST_WINDOW;
    if (isUseless) emptyFront(area);
    misses = 0;
    windowEnd = records + window;
  }
}

/** Moves all keys to their parts. */
export function emptyFront(area: usize): void {
  for (let index: usize = 0; index < TAGS_BYTES; index++) {
    if (load<u8>(area + TAGS + index) !== 0) moveToPart(area, index);
  }
  memory.fill(area + TAGS, 0, TAGS_BYTES + FRONT_BYTES);
  arenaTop = 0;
  records = 0;
  misses = 0;
  windowEnd = window;
}

/** Appends a slot's key and count to its part; the slot stays as it is. */
function moveToPart(area: usize, index: usize): void {
  const slot = slotAt(area, index);
  const count = <f64>load<u32>(slot);
  const code = codeAt(area, index);
  if (code !== LONG) {
    const hash = hashShort(load<u64>(slot, KEY), code - 1);
    append(area, partOf(area, hash), slot + KEY, code - 1, count);
  } else {
    const key: usize = load<u32>(slot, KEY);
    const length = load<u32>(slot, LENGTH);
    append(area, partOf(area, hashLong(key, length)), key, length, count);
  }
}
