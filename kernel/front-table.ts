import { copyBytes } from "./bytes";
import { highWord, lowWord, quickHash, sumLong } from "./hash";
import {
  ARENA,
  ARENA_BYTES,
  COUNTS_BYTES,
  FRONT_BYTES,
  MAX_SMALL_KEY_BYTES,
  SET_SLOTS,
  TAGS,
  TAGS_BYTES,
} from "./layout";
import { append, partOf } from "./parts";
import {
  codeAt,
  countAt,
  countOne,
  fill,
  HIGH,
  isLong,
  LENGTH,
  LONG,
  likelySlot,
  placeOf,
  riseTo,
  setOf,
  slotAt,
  slotsWith,
  tagOf,
} from "./slots";

// The front table counts keys that come early or often, which among uneven keys are the hot ones,
// within the processor's cache. It has sets of 16 slots. A key is in the set that its hash selects,
// or not in the table. Each slot has a tag of one byte, 0 if it is free, otherwise 8 bits of the
// hash (1 for 0), so that all slots of a set can be compared at once.
const MAX_RECORDS: u64 = 1 << 31;
const FIRST_WINDOW: u64 = 1 << 16;
const LAST_WINDOW: u64 = 1 << 26;

let arenaTop: u32 = 0;
/** Records since the front was emptied: too few to overflow a count. */
let records: u64 = 0;
let misses: u64 = 0;
let window: u64 = FIRST_WINDOW;
let windowEnd: u64 = FIRST_WINDOW;

/**
 * Counts a key of up to 15 bytes if it is in the likely slot for its hash, like most hot keys.
 * Returns 0 if it was counted, otherwise 1. No branch depends on the key: the processor would often
 * mispredict it, and discard its work on the next keys.
 */
export function missSmall(area: usize, key: usize, length: u32): u32 {
  const low = lowWord(key, length);
  const high = highWord(key, length);
  const index = likelySlot(quickHash(low, high));
  const slot = slotAt(area, index);
  const isOther = <u32>(((load<u64>(slot) ^ low) | (load<u64>(slot, HIGH) ^ high)) !== 0);
  const count = countAt(area, index);
  store<u32>(count, load<u32>(count) + 1 - isOther);
  return isOther;
}

/** Counts a key of up to 15 bytes: in the front or, if that has no room, in its part. */
export function countSmall(area: usize, key: usize, length: u32): void {
  const low = lowWord(key, length);
  const high = highWord(key, length);
  const hash = quickHash(low, high);
  const set = setOf(hash);
  const tags = v128.load(area + TAGS + set);
  for (let found = slotsWith(tags, tagOf(hash)); found !== 0; found &= found - 1) {
    const index = set + <usize>ctz(found);
    const slot = slotAt(area, index);
    if (load<u64>(slot) === low && load<u64>(slot, HIGH) === high) {
      countOne(area, index);
      riseTo(area, likelySlot(hash), index);
      return;
    }
  }
  const free = slotsWith(tags, 0);
  if (free !== 0) {
    const likely = likelySlot(hash);
    const isLikelyFree = load<u8>(area + TAGS + likely) === 0;
    fill(area, isLikelyFree ? likely : set + <usize>ctz(free), hash, low, high);
    return;
  }
  const victim = set + nextVictim();
  if (isTurn() && codeAt(area, victim) !== LONG) {
    moveToPart(area, victim);
    fill(area, victim, hash, low, high);
  } else {
    append(area, partOf(area, hash), key, length, 1);
  }
}

/** The same for a longer key. */
export function countLong(area: usize, key: usize, length: u32): void {
  const sum = sumLong(key, length);
  const hash = quickHash(sum, length);
  const check = sum | ((<u64>LONG) << 56);
  const set = setOf(hash);
  const tags = v128.load(area + TAGS + set);
  for (let found = slotsWith(tags, tagOf(hash)); found !== 0; found &= found - 1) {
    const index = set + <usize>ctz(found);
    if (isLong(area, index, key, length, check)) {
      countOne(area, index);
      return;
    }
  }
  const free = slotsWith(tags, 0);
  if (free !== 0 && arenaTop + length <= ARENA_BYTES) {
    const copy = area + ARENA + arenaTop;
    copyBytes(copy, key, length);
    arenaTop += length;
    fill(area, set + <usize>ctz(free), hash, placeOf(copy, length), check);
    return;
  }
  const victim = set + nextVictim();
  if (
    isTurn() &&
    codeAt(area, victim) === LONG &&
    length <= load<u32>(slotAt(area, victim), LENGTH)
  ) {
    moveToPart(area, victim);
    // Exactly these bytes, because other keys follow.
    const place: usize = load<u32>(slotAt(area, victim));
    memory.copy(place, key, length);
    fill(area, victim, hash, placeOf(place, length), check);
  } else {
    append(area, partOf(area, hash), key, length, 1);
  }
}

/** The part of a key, whether it is in the front or not: a range of its quick hash. */
export function partOfKey(area: usize, key: usize, length: u32): usize {
  return partOf(area, hashOf(key, length));
}

export function hashOf(key: usize, length: u32): u64 {
  return length <= MAX_SMALL_KEY_BYTES
    ? quickHash(lowWord(key, length), highWord(key, length))
    : quickHash(sumLong(key, length), length);
}

/**
 * Called for every record that does not fit. Every 64th replaces another key of its set, in turn:
 * so a key that becomes hot later soon gets a slot, and a rare key seldom replaces a hot one.
 */
function nextVictim(): usize {
  misses++;
  return <usize>(misses >> 6) & (SET_SLOTS - 1);
}

function isTurn(): bool {
  return (misses & 63) === 0;
}

/**
 * Call this after `added` records, at most 2^31. Empties a front that could overflow, and one whose
 * keys hardly occur any more, as in a sorted file. If that does not help, because all keys are
 * rare, it is tried less and less often.
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
  memory.fill(area + TAGS, 0, TAGS_BYTES + FRONT_BYTES + COUNTS_BYTES);
  arenaTop = 0;
  records = 0;
  misses = 0;
  windowEnd = window;
}

/** Appends a slot's key and count to its part; the slot is not changed. */
function moveToPart(area: usize, index: usize): void {
  const slot = slotAt(area, index);
  const code = codeAt(area, index);
  const isInArena = code === LONG;
  const key: usize = isInArena ? load<u32>(slot) : slot;
  const length: u32 = isInArena ? load<u32>(slot, LENGTH) : <u32>code - 1;
  append(area, partOfKey(area, key, length), key, length, load<u32>(countAt(area, index)));
}
