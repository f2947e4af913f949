import { sameBytes } from "./bytes";

// Where the key and the count are in the objects of a line: a list of names, from the outermost object
// on. An object is on a path when all names up to it are the path's.

/** What the value after a name is for. */
export const NOTHING: u32 = 0;
export const KEY: u32 = 1;
export const COUNT: u32 = 2;
/** It has the key or the count, or both, further inside. */
export const INNER: u32 = 3;

// Names: address u32, length u32.
let keyNames: usize = 0;
let keyDepth: u32 = 0;
let countNames: usize = 0;
let countDepth: u32 = 0;

/** How many names of each path the open objects have. */
let keyOpen: u32 = 0;
let countOpen: u32 = 0;
/** A bit for each name of each path that was seen. */
let keySeen: u64 = 0;
let countSeen: u64 = 0;

/** Whether a name in a path occurs twice in its object. */
export let isTwice: bool = false;

/** Lists of names, of up to 32 each; a depth of 0 for no count. */
export function setPaths(key: usize, keyLength: u32, count: usize, countLength: u32): void {
  keyNames = key;
  keyDepth = keyLength;
  countNames = count;
  countDepth = countLength;
}

export function beginPaths(): void {
  isTwice = false;
  keyOpen = 0;
  countOpen = 0;
  keySeen = 0;
  countSeen = 0;
}

export function hasCountPath(): bool {
  return countDepth > 0;
}

/** Whether names mean something in the object that is open at this depth, the outermost at 1. */
export function isOnPath(depth: u32): bool {
  return depth === keyOpen + 1 || (countDepth > 0 && depth === countOpen + 1);
}

/** What a name in the object at this depth is for. */
export function meaningOf(depth: u32, name: usize, length: u32): u32 {
  let meaning = NOTHING;
  if (depth === keyOpen + 1 && isName(keyNames, depth, name, length)) {
    isTwice = isTwice || ((keySeen >> depth) & 1) !== 0;
    keySeen |= (<u64>1) << depth;
    if (depth === keyDepth) meaning = KEY;
    else {
      keyOpen = depth;
      meaning = INNER;
    }
  }
  if (countDepth > 0 && depth === countOpen + 1 && isName(countNames, depth, name, length)) {
    isTwice = isTwice || ((countSeen >> depth) & 1) !== 0;
    countSeen |= (<u64>1) << depth;
    if (depth === countDepth) meaning = COUNT;
    else {
      countOpen = depth;
      meaning = INNER;
    }
  }
  return meaning;
}

/** Values at this depth and below are over. */
export function closeDepth(depth: u32): void {
  if (keyOpen >= depth) keyOpen = depth - 1;
  if (countOpen >= depth) countOpen = depth - 1;
}

function isName(names: usize, depth: u32, name: usize, length: u32): bool {
  const own = names + ((<usize>(depth - 1)) << 3);
  return load<u32>(own, 4) === length && sameBytes(load<u32>(own), name, length);
}
