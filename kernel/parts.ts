import { copyBytes } from "./bytes";
import {
  CHUNK_BYTES,
  CHUNK_ENTRIES,
  CHUNK_USED,
  LONG_LENGTH,
  MAX_ENTRY_HEADER,
  PART_BYTES,
  PART_COUNT,
  PART_CURSOR,
  PART_ENTRIES,
  PART_HEAD,
  PART_LIMIT,
  PART_TAIL,
  PARTS,
  SLACK,
} from "./layout";
import { freeChunk, takeChunk } from "./memory";

/** The part for keys with this hash. */
export function partOf(area: usize, hash: u64): usize {
  return partAt(area, <u32>(hash >> 56));
}

export function partAt(area: usize, index: u32): usize {
  return area + PARTS + <usize>index * PART_BYTES;
}

/** Appends an entry. */
export function append(area: usize, part: usize, key: usize, length: u32, count: f64): void {
  const needed = length + MAX_ENTRY_HEADER;
  if (load<u32>(part, PART_CURSOR) + needed > load<u32>(part, PART_LIMIT)) addChunk(area, part);
  let at: usize = load<u32>(part, PART_CURSOR);
  const hasCount: u32 = count === 1 ? 0 : 1;
  if (length < LONG_LENGTH) {
    store<u8>(at, (length << 1) | hasCount);
    at += 1;
  } else {
    store<u8>(at, (LONG_LENGTH << 1) | hasCount);
    store<u32>(at, length, 1);
    at += 5;
  }
  if (hasCount) {
    store<f64>(at, count);
    at += 8;
  }
  copyBytes(at, key, length);
  store<u32>(part, <u32>at + length, PART_CURSOR);
  store<u32>(part, load<u32>(part, PART_ENTRIES) + 1, PART_ENTRIES);
}

export let entryLength: u32 = 0;
export let entryCount: f64 = 0;

/**
 * Sets entryLength and entryCount from the entry at an address, until the next call. Returns where
 * its key begins.
 */
export function readEntry(at: usize): usize {
  const header: u32 = load<u8>(at);
  let key = at + 1;
  entryLength = header >> 1;
  if (entryLength === LONG_LENGTH) {
    entryLength = load<u32>(key);
    key += 4;
  }
  entryCount = 1;
  if (header & 1) {
    entryCount = load<f64>(key);
    key += 8;
  }
  return key;
}

function addChunk(area: usize, part: usize): void {
  const chunk = takeChunk(area);
  // Read the tail only now: taking a chunk may have emptied this part.
  closePart(part);
  const tail: usize = load<u32>(part, PART_TAIL);
  if (tail === 0) store<u32>(part, <u32>chunk, PART_HEAD);
  else store<u32>(tail, <u32>chunk);
  store<u32>(part, <u32>chunk, PART_TAIL);
  store<u32>(part, <u32>chunk + CHUNK_BYTES - SLACK, PART_LIMIT);
  store<u32>(part, <u32>chunk + CHUNK_ENTRIES, PART_CURSOR);
}

/** Stores how much of the last chunk is used, for readers of the chain. */
function closePart(part: usize): void {
  const tail: usize = load<u32>(part, PART_TAIL);
  if (tail !== 0) store<u32>(tail, load<u32>(part, PART_CURSOR) - <u32>tail, CHUNK_USED);
}

/** Call this before reading chains. */
export function closeParts(area: usize): void {
  for (let i: u32 = 0; i < <u32>PART_COUNT; i++) closePart(partAt(area, i));
}

/** Moves the chain of one part to another, which must be empty. */
export function movePart(from: usize, to: usize): void {
  closePart(from);
  memory.copy(to, from, PART_BYTES);
  memory.fill(from, 0, PART_BYTES);
}

/** Empties a part and frees its chunks. */
export function freePart(area: usize, part: usize): void {
  let chunk: usize = load<u32>(part, PART_HEAD);
  while (chunk !== 0) {
    const next: usize = load<u32>(chunk);
    freeChunk(area, chunk);
    chunk = next;
  }
  memory.fill(part, 0, PART_BYTES);
}
