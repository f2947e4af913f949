/** Bytes of a record without key, value and headers. */
const LEAST_BYTES: i32 = 7;

const NO_TIME: f64 = Infinity;

// Where the columns begin, one after another, each with room for as many records.
let offsets: usize = 0;
let times: usize = 0;
let keyStarts: usize = 0;
let keyEnds: usize = 0;
let valueStarts: usize = 0;
let valueEnds: usize = 0;
let headerBytes: usize = 0;

// The batch.
let baseOffset: f64 = 0;
let mostDelta: i32 = 0;
let baseTimeMs: f64 = 0;
let appendTimeMs: f64 = NO_TIME;
let firstOffset: f64 = 0;
let endOffset: f64 = 0;

let next: usize = 0;
let isWrong: bool = false;

/** The columns begin at an address that is a multiple of 8; so many bytes for each record. */
export function layColumns(at: usize, records: usize): void {
  offsets = at;
  times = at + records * 8;
  keyStarts = at + records * 16;
  keyEnds = at + records * 20;
  valueStarts = at + records * 24;
  valueEnds = at + records * 28;
  headerBytes = at + records * 32;
}

/** What records say is relative to their batch. @param appendTime for all records, or NO_TIME */
export function setBatch(offset: f64, delta: i32, baseTime: f64, appendTime: f64): void {
  baseOffset = offset;
  mostDelta = delta;
  baseTimeMs = baseTime;
  appendTimeMs = appendTime;
}

/** Only these offsets come into the columns; the end is exclusive. */
export function setSpan(start: f64, end: f64): void {
  firstOffset = start;
  endOffset = end;
}

/** Where the record after the last one begins. */
export function nextRecord(): usize {
  return next;
}

/**
 * Fills the columns with those of `count` records in bytes[start, end) that are in the span. Returns how
 * many these are; −1 if they are not what the batch says. Reads up to 10 bytes beyond `end`.
 */
export function readRecords(start: usize, end: usize, count: u32): i32 {
  let at = start;
  let kept: usize = 0;
  isWrong = false;
  for (let left = count; left > 0; left--) {
    const length = lengthAt(at, end, LEAST_BYTES - 1);
    at += sizeAt(at);
    kept += <usize>readRecord(at, at + length, kept);
    if (isWrong) return -1;
    at += length;
  }
  next = at;
  return <i32>kept;
}

/** Puts a record into a row, and returns whether it is in the span. */
function readRecord(start: usize, end: usize, row: usize): bool {
  // The attributes of a record are unused.
  let at = start + 1;
  const time = baseTimeMs + <f64>longAt(at);
  at += sizeAt(at);
  const delta = intAt(at);
  at += sizeAt(at);
  if (delta < 0 || delta > mostDelta) isWrong = true;
  const offset = baseOffset + <f64>delta;
  store<f64>(offsets + (row << 3), offset);
  store<f64>(times + (row << 3), timeOf(time));
  at = putBytes(at, end, keyStarts + (row << 2), keyEnds + (row << 2));
  at = putBytes(at, end, valueStarts + (row << 2), valueEnds + (row << 2));
  store<i32>(headerBytes + (row << 2), skipHeaders(at, end));
  return offset >= firstOffset && offset < endOffset;
}

/** Notes where a key or a value begins and ends, both −1 if it is null; returns where it ends. */
function putBytes(start: usize, limit: usize, starts: usize, ends: usize): usize {
  const length = lengthAt(start, limit, -1);
  const at = start + sizeAt(start);
  const end = length > 0 ? at + length : at;
  store<i32>(starts, length < 0 ? -1 : <i32>at);
  store<i32>(ends, length < 0 ? -1 : <i32>end);
  return end;
}

function timeOf(time: f64): f64 {
  const said = appendTimeMs === NO_TIME ? time : appendTimeMs;
  return said < 0 ? NaN : said;
}

/** The bytes of the names and values of headers, which must end at `end`. */
function skipHeaders(start: usize, end: usize): i32 {
  let bytes: i32 = 0;
  const count = intAt(start);
  let at = start + sizeAt(start);
  if (count < 0) isWrong = true;
  for (let left = count; left > 0 && !isWrong; left--) {
    for (let least = 0; least >= -1; least--) {
      const length = lengthAt(at, end, least);
      at += sizeAt(at);
      if (length <= 0) continue;
      at += length;
      bytes += length;
    }
  }
  if (at !== end) isWrong = true;
  return bytes;
}

/** The length at an address, of bytes that follow it; 0 if it cannot be. */
function lengthAt(at: usize, end: usize, least: i32): i32 {
  const length = intAt(at);
  const start = at + sizeAt(at);
  if (start <= end && length >= least && length <= <i32>(end - start)) return length;
  isWrong = true;
  return 0;
}

// Numbers are zigzag varints, mostly of one byte.

function intAt(at: usize): i32 {
  const byte = <i32>load<u8>(at);
  if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
  const value = longerAt(at, 5);
  if (value > <u64>u32.MAX_VALUE) isWrong = true;
  return <i32>(value >> 1) ^ -(<i32>(value & 1));
}

function longAt(at: usize): i64 {
  const byte = <i64>load<u8>(at);
  if (byte < 0x80) return (byte >>> 1) ^ -(byte & 1);
  const value = longerAt(at, 10);
  return <i64>(value >> 1) ^ -(<i64>(value & 1));
}

function sizeAt(at: usize): usize {
  if (load<u8>(at) < 0x80) return 1;
  let size: usize = 2;
  while (size < 10 && load<u8>(at + size - 1) >= 0x80) size++;
  return size;
}

function longerAt(at: usize, mostBytes: usize): u64 {
  let value: u64 = 0;
  for (let i: usize = 0; i < mostBytes; i++) {
    const byte = <u64>load<u8>(at + i);
    value |= (byte & 0x7f) << (7 * <u64>i);
    if (byte < 0x80) {
      // The tenth byte has one bit.
      if (i === 9 && byte > 1) isWrong = true;
      return value;
    }
  }
  isWrong = true;
  return value;
}
