import { copyBytes } from "./bytes";
import { findNothing, takeScalar } from "./json-found";
import { nothingTwice } from "./json-path";
import { take } from "./memory";

// Most lines are like others except for their values. The shape of a line is all that is not a value:
// what precedes each, and what follows the last one. A line of a known shape with right values is right, and
// its names need not be read.
//
// A shape: number of values u32, then for each and for the end SLOT_BYTES: address u32 and length u32
// of the bytes before it, and its meaning u32; then the bytes. While a line is read, start u32, end u32
// and meaning u32 of its values are noted in the place of one more shape.

const SHAPES: u32 = 4;
const SHAPE_BYTES: usize = 6400;
const SLOT_BYTES: usize = 12;
const SLOTS: usize = 4;
const MAX_VALUES: u32 = 128;
/** Where the bytes begin, of which there are up to MAX_TEXT. */
const TEXT: usize = SLOTS + SLOT_BYTES * (<usize>MAX_VALUES + 1);
const MAX_TEXT: usize = SHAPE_BYTES - TEXT - 16;
/** Where fewer than half of so many lines have a known shape, as many are read without a look at it. */
const TRIAL_LINES: u32 = 1024;

/** Longer ones are refused by the slow reader, which says why. */
export const MAX_LINE_BYTES: usize = 16 * 1024 * 1024;

let shapes: usize = 0;
/** How many there are, which one the last line had, and which one is to be replaced. */
let known: u32 = 0;
let current: u32 = 0;
let oldest: u32 = 0;
let values: u32 = 0;

let lines: u32 = 0;
let misses: u32 = 0;
let isOff: bool = false;

/** Forgets all shapes. */
export function clearShapes(): void {
  if (shapes === 0) shapes = take(1);
  known = 0;
  current = 0;
  oldest = 0;
  lines = 0;
  misses = 0;
  isOff = shapes === 0;
}

/** Reads a line of a known shape; where the next one begins, 0 for any other line. */
export function endOfKnown(line: usize): usize {
  if (++lines === TRIAL_LINES) nextTrial();
  if (isOff) return 0;
  nothingTwice();
  for (let i: u32 = 0; i < known; i++) {
    const end = endOfShape(shapeAt(current), line);
    if (end !== 0) return end - line > MAX_LINE_BYTES ? 0 : end;
    current = current + 1 < known ? current + 1 : 0;
  }
  misses++;
  return 0;
}

function nextTrial(): void {
  isOff = shapes === 0 || (!isOff && misses * 2 > TRIAL_LINES);
  lines = 0;
  misses = 0;
}

function shapeAt(i: u32): usize {
  return shapes + <usize>i * SHAPE_BYTES;
}

function endOfShape(shape: usize, line: usize): usize {
  findNothing();
  let at = line;
  let slot = shape + SLOTS;
  const last = slot + <usize>load<u32>(shape) * SLOT_BYTES;
  while (at !== 0) {
    const length = load<u32>(slot, 4);
    if (!isSame(at, load<u32>(slot), length)) return 0;
    at += length;
    if (slot === last) break;
    at = takeScalar(at, load<u32>(slot, 8));
    slot += SLOT_BYTES;
  }
  return at;
}

function isSame(a: usize, b: usize, length: u32): bool {
  let at: usize = 0;
  for (; at + 16 < length; at += 16) {
    if (v128.any_true(v128.xor(v128.load(a + at), v128.load(b + at)))) return false;
  }
  const same = i8x16.bitmask(i8x16.eq(v128.load(a + at), v128.load(b + at)));
  return ((~same << (16 - (length - <u32>at))) & 0xffff) === 0;
}

/** A line is read whose shape may be kept. */
export function beginShape(): void {
  values = 0;
}

/** The next value of the line. */
export function noteValue(start: usize, end: usize, meaning: u32): void {
  if (isOff || values === MAX_VALUES) return;
  const slot = noted(values);
  store<u32>(slot, <u32>start);
  store<u32>(slot, <u32>end, 4);
  store<u32>(slot, meaning, 8);
  values++;
}

function noted(value: u32): usize {
  return shapeAt(SHAPES) + SLOTS + <usize>value * SLOT_BYTES;
}

/** Keeps the shape of the line that was just read. */
export function keepShape(line: usize, next: usize): void {
  if (isOff || values === MAX_VALUES) return;
  const shape = shapeAt(oldest);
  let text = shape + TEXT;
  const textEnd = text + MAX_TEXT;
  let from = line;
  for (let i: u32 = 0; i <= values; i++) {
    const isLast = i === values;
    const to = isLast ? next : <usize>load<u32>(noted(i));
    if (text + (to - from) > textEnd) return;
    const slot = shape + SLOTS + <usize>i * SLOT_BYTES;
    store<u32>(slot, <u32>text);
    store<u32>(slot, <u32>(to - from), 4);
    store<u32>(slot, load<u32>(noted(i), 8), 8);
    copyBytes(text, from, <u32>(to - from));
    text += to - from;
    from = load<u32>(noted(i), 4);
  }
  store<u32>(shape, values);
  current = oldest;
  known = min(known + 1, SHAPES);
  oldest = oldest + 1 < SHAPES ? oldest + 1 : 0;
}
