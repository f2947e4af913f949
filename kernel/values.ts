import { DECIMAL_BYTES, writeDecimal } from "./decimal";
import { take } from "./memory";
import { beginRecords, countRecords, endRecords, waiting } from "./records";

// Values of a column as Parquet's encoding PLAIN has them (Encodings.md), each the key of one record.

/** Texts of numbers: one for each key that can wait, and one more. */
let texts: usize = 0;

/** Counts numbers of 4 or 8 bytes by their decimal text. False where no memory is left. */
export function countNumbers(
  area: usize,
  start: usize,
  count: u32,
  isWide: bool,
  isSigned: bool,
): bool {
  // In chunks of the heap, of which one holds 1,024 texts.
  if (texts === 0) texts = take(1);
  if (texts === 0) return false;
  beginRecords(area);
  for (let i: u32 = 0; i < count; i++) {
    const at = start + ((<usize>i) << (isWide ? 3 : 2));
    let value: u64 = isWide ? load<u64>(at) : isSigned ? <u64>(<i64>load<i32>(at)) : load<u32>(at);
    const isNegative = isSigned && <i64>value < 0;
    if (isNegative) value = 0 - value;
    const text = texts + <usize>waiting() * DECIMAL_BYTES;
    countRecords(area, text, writeDecimal(text, value, isNegative), 1);
  }
  endRecords(area);
  return true;
}

/**
 * Counts texts that each have their length u32 before them. False where they do not end before
 * `end`: none is counted then.
 */
export function countTexts(area: usize, start: usize, end: usize, count: u32): bool {
  let at = start;
  for (let i: u32 = 0; i < count; i++) {
    if (end - at < 4) return false;
    const length = load<u32>(at);
    if (length > end - at - 4) return false;
    at += 4 + length;
  }
  beginRecords(area);
  at = start;
  for (let i: u32 = 0; i < count; i++) {
    const length = load<u32>(at);
    countRecords(area, at + 4, length, 1);
    at += 4 + length;
  }
  endRecords(area);
  return true;
}
