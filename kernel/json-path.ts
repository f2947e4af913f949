import { sameBytes } from "./bytes";

// Where the key, the count and the details are in the objects of a line: each at a path, a list of names
// from the outermost object on. An object is on a path when all names up to it are the path's.

/** What the value after a name is for. */
export const NOTHING: u32 = 0;
export const KEY: u32 = 1;
export const COUNT: u32 = 2;
/** It has one of the others further inside. */
export const INNER: u32 = 3;
export const PARTITION: u32 = 4;
export const TIME: u32 = 5;
export const BYTES: u32 = 6;
/** What kcat calls the value of a record; only its size is of interest. */
export const PAYLOAD: u32 = 7;

// A path: what its value is for u32, the address of its names u32, how many there are u32, how many of
// them the open objects have u32, a bit for each name that was seen u64. A name: address u32, length u32.
const NAMES: usize = 4;
const DEPTH: usize = 8;
const OPEN: usize = 12;
const SEEN: usize = 16;
const PATH_BYTES: usize = 24;
let paths: usize = 0;
let pathsEnd: usize = 0;

/** Whether records have a count. */
export let hasCountPath: bool = false;
/** Whether a name in a path occurs twice in its object. */
export let isTwice: bool = false;

/** The host has written so many paths, each of up to 32 names. No path is the beginning of another. */
export function setPaths(at: usize, count: u32, hasCount: bool): void {
  paths = at;
  pathsEnd = at + <usize>count * PATH_BYTES;
  hasCountPath = hasCount;
}

export function nothingTwice(): void {
  isTwice = false;
}

export function beginPaths(): void {
  isTwice = false;
  for (let path = paths; path < pathsEnd; path += PATH_BYTES) {
    store<u32>(path, 0, OPEN);
    store<u64>(path, 0, SEEN);
  }
}

/** Whether names mean something in the object that is open at this depth, the outermost at 1. */
export function isOnPath(depth: u32): bool {
  for (let path = paths; path < pathsEnd; path += PATH_BYTES) {
    if (load<u32>(path, OPEN) + 1 === depth) return true;
  }
  return false;
}

/** What a name in the object at this depth is for. */
export function meaningOf(depth: u32, name: usize, length: u32): u32 {
  let meaning = NOTHING;
  for (let path = paths; path < pathsEnd; path += PATH_BYTES) {
    if (load<u32>(path, OPEN) + 1 !== depth || !isName(path, depth, name, length)) continue;
    const seen = load<u64>(path, SEEN);
    isTwice = isTwice || ((seen >> depth) & 1) !== 0;
    store<u64>(path, seen | ((<u64>1) << depth), SEEN);
    if (depth === load<u32>(path, DEPTH)) meaning = load<u32>(path);
    else {
      store<u32>(path, depth, OPEN);
      meaning = INNER;
    }
  }
  return meaning;
}

/** Values at this depth and below are over. */
export function closeDepth(depth: u32): void {
  for (let path = paths; path < pathsEnd; path += PATH_BYTES) {
    if (load<u32>(path, OPEN) >= depth) store<u32>(path, depth - 1, OPEN);
  }
}

function isName(path: usize, depth: u32, name: usize, length: u32): bool {
  const own = load<u32>(path, NAMES) + ((<usize>(depth - 1)) << 3);
  return load<u32>(own, 4) === length && sameBytes(load<u32>(own), name, length);
}
