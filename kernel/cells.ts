import { addDetails, forgetDetails, hasDetails, setDetail, takeDetail } from "./details";
import { BYTES, PARTITION, TIME } from "./json-path";
import { countRecords } from "./records";

/** Asks the host for a count that is not written in plain digits. */
declare function oddCount(count: usize, length: u32): f64;
/** Asks the host for a detail that is not in a usual form; −1 where it is unknown. */
declare function oddDetail(meaning: u32, at: usize, length: u32): f64;
/** Has the host throw. */
declare function giveUp(): void;

/** The row is not as the others are, or wrong: the host gives up. It does not return. */
export function refuseRow(): void {
  giveUp();
}

export const LF: u8 = 10;
export const CR: u8 = 13;
export const QUOTE: u8 = 34;
const ZERO: u8 = 48;
/** Their number is always exact. */
const MAX_DIGITS: u32 = 15;
const NO_COLUMN: u32 = u32.MAX_VALUE;

// What the host says of all rows.
export let delimiter: u8 = 0;
/** Whether cells may be in quotes. */
export let hasQuotes: bool = false;
let keyColumn: u32 = 0;
/** NO_COLUMN where each row is one record. */
let countColumn: u32 = 0;
let partitionColumn: u32 = NO_COLUMN;
let timeColumn: u32 = NO_COLUMN;
let bytesColumn: u32 = NO_COLUMN;
let width: u32 = 0;
/** Whether no row may have more cells; fewer are wrong only where wanted ones are missing. */
let isExact: bool = false;
/** So many separators must be looked at one by one; of all others only their number counts. */
export let steps: u32 = 0;
let lastWanted: u32 = 0;
/** Start u32 and end u32 of each cell up to the last wanted one, or 0 where there are no details. */
let bounds: usize = 0;

/**
 * How all further rows are split. `at` has room for 8 bytes for each cell up to the one after `last`; 0
 * where only keys and counts are read.
 */
export function setCells(
  byte: u8,
  quotes: bool,
  cells: u32,
  exact: bool,
  last: u32,
  at: usize,
): void {
  delimiter = byte;
  hasQuotes = quotes;
  width = cells;
  isExact = exact;
  lastWanted = last;
  bounds = at;
  steps = exact && last === cells - 1 ? last : last + 1;
}

/** What all further rows have in which column, all of them different; u32.MAX_VALUE for none. */
export function setColumns(key: u32, count: u32, partition: u32, time: u32, bytes: u32): void {
  keyColumn = key;
  countColumn = count;
  partitionColumn = partition;
  timeColumn = time;
  bytesColumn = bytes;
}

/** Whether the bounds of a cell are of interest. */
export function isWanted(column: u32): bool {
  return column <= lastWanted;
}

// Where the key and the count are, in their quotes. Globals: most rows have nothing else.
let keyStart: usize = 0;
let keyEnd: usize = 0;
let countStart: usize = 0;
let countEnd: usize = 0;

/** Of one that is wanted, or the one after it. */
export function beginCell(column: u32, at: usize): void {
  if (column === keyColumn) keyStart = at;
  if (column === countColumn) countStart = at;
  if (bounds !== 0) store<u32>(bounds + ((<usize>column) << 3), <u32>at);
}

export function endCell(column: u32, at: usize): void {
  if (column === keyColumn) keyEnd = at;
  if (column === countColumn) countEnd = at;
  if (bounds !== 0) store<u32>(bounds + ((<usize>column) << 3), <u32>at, 4);
}

/** Counts a row of `cells` cells that begins at `row` and whose line ends before `lineEnd`. */
export function countRow(area: usize, row: usize, lineEnd: usize, cells: u32): void {
  const end = lineEnd > row && load<u8>(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
  if (end === row && width !== 1) return;
  if (isExact ? cells !== width : cells <= lastWanted) refuseRow();
  if (cells <= lastWanted + 1) endCell(cells - 1, end);
  let key = keyStart;
  let length = <u32>(keyEnd - keyStart);
  if (length > 0 && load<u8>(key) === QUOTE) {
    if (hasQuotes) {
      key++;
      length = withoutQuotes(key, length - 2);
    } else if (length > 1 && load<u8>(key + length - 1) === QUOTE) refuseRow();
  }
  const records =
    countColumn === NO_COLUMN ? 1 : recordsOf(countStart, <u32>(countEnd - countStart));
  countRecords(area, key, length, records);
  if (!hasDetails) return;
  forgetDetails();
  readDetail(PARTITION, partitionColumn);
  readDetail(TIME, timeColumn);
  readDetail(BYTES, bytesColumn);
  // Of no records too, a wrong detail is refused where the reader has guessed the count.
  if (records > 0) addDetails(key, length, true, records);
}

function recordsOf(start: usize, length: u32): f64 {
  let at = start;
  let digits = length;
  if (hasQuotes && digits > 0 && load<u8>(at) === QUOTE) {
    at++;
    digits = withoutQuotes(at, digits - 2);
  }
  const records = plainNumber(at, digits);
  return records >= 0 ? records : oddCount(at, digits);
}

function readDetail(meaning: u32, column: u32): void {
  if (column === NO_COLUMN) return;
  const cell = bounds + ((<usize>column) << 3);
  let at: usize = load<u32>(cell);
  let length = load<u32>(cell, 4) - <u32>at;
  if (hasQuotes && length > 0 && load<u8>(at) === QUOTE) {
    at++;
    length = withoutQuotes(at, length - 2);
  }
  if (takeDetail(meaning, at, length)) return;
  setDetail(meaning, oddDetail(meaning, at, length));
}

/** A number of plain digits, or −1. */
export function plainNumber(at: usize, digits: u32): f64 {
  if (digits === 0 || digits > MAX_DIGITS) return -1;
  let number: u64 = 0;
  for (let i: u32 = 0; i < digits; i++) {
    const digit: u8 = load<u8>(at + i) - ZERO;
    if (digit > 9) return -1;
    number = number * 10 + digit;
  }
  return <f64>number;
}

/** Makes two quotes one, where the text lies; how long it is then. */
function withoutQuotes(start: usize, length: u32): u32 {
  const end = start + length;
  let at = start;
  while (at < end && load<u8>(at) !== QUOTE) at++;
  let to = at;
  for (; at < end; at++) {
    const byte = load<u8>(at);
    store<u8>(to++, byte);
    if (byte === QUOTE) at++;
  }
  return <u32>(to - start);
}
