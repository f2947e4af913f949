import { sameBytes } from "./bytes";
import { COUNTS, FRONT, FRONT_SET_BITS, SET_SLOTS, SLOT_BYTES, TAGS } from "./layout";

// The slots of the front table (front-table.ts). Slot of a key of up to 15 bytes: two words u64
// with its bytes, zeros, and its length + 1 in the last byte. Slot of a longer key: its address in
// the arena u32, its length u32, and a word u64 with LONG in the last byte and 56 bits of its sum.
// Tags u8 and counts u32 are in separate arrays.
export const HIGH: usize = 8;
export const LENGTH: usize = 4;
const CODE: usize = 15;
export const LONG: u8 = 255;

// The upper bits of the quick hash are the set, then the likely slot in it, then the tag.
export function setOf(hash: u64): usize {
  return <usize>(hash >> (64 - FRONT_SET_BITS)) * SET_SLOTS;
}

export function likelySlot(hash: u64): usize {
  return <usize>(hash >> (60 - FRONT_SET_BITS));
}

export function tagOf(hash: u64): u8 {
  return max(<u8>(hash >> (52 - FRONT_SET_BITS)), 1);
}

/** A bit for each slot of a set, set if its tag is this one. */
export function slotsWith(tags: v128, tag: u8): i32 {
  return i8x16.bitmask(i8x16.eq(tags, i8x16.splat(tag)));
}

export function slotAt(area: usize, index: usize): usize {
  return area + FRONT + index * SLOT_BYTES;
}

export function countAt(area: usize, index: usize): usize {
  return area + COUNTS + (index << 2);
}

export function placeOf(address: usize, length: u32): u64 {
  return <u64>address | ((<u64>length) << 32);
}

export function isLong(area: usize, index: usize, key: usize, length: u32, check: u64): bool {
  const slot = slotAt(area, index);
  if (load<u64>(slot, HIGH) !== check || load<u32>(slot, LENGTH) !== length) return false;
  return sameBytes(load<u32>(slot), key, length);
}

export function codeAt(area: usize, index: usize): u8 {
  return load<u8>(slotAt(area, index), CODE);
}

export function countOne(area: usize, index: usize): void {
  const count = countAt(area, index);
  store<u32>(count, load<u32>(count) + 1);
}

/** Swaps two slots of a set if the second one has more records. */
export function riseTo(area: usize, to: usize, from: usize): void {
  const other = countAt(area, to);
  const own = countAt(area, from);
  const records = load<u32>(own);
  if (records <= load<u32>(other)) return;
  store<u32>(own, load<u32>(other));
  store<u32>(other, records);
  const tag = load<u8>(area + TAGS + from);
  store<u8>(area + TAGS + from, load<u8>(area + TAGS + to));
  store<u8>(area + TAGS + to, tag);
  const key = v128.load(slotAt(area, from));
  v128.store(slotAt(area, from), v128.load(slotAt(area, to)));
  v128.store(slotAt(area, to), key);
}

export function fill(area: usize, index: usize, hash: u64, low: u64, high: u64): void {
  const slot = slotAt(area, index);
  store<u8>(area + TAGS + index, tagOf(hash));
  store<u32>(countAt(area, index), 1);
  store<u64>(slot, low);
  store<u64>(slot, high, HIGH);
}
