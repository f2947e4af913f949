import { countRecords } from "./records";

/** Gives the host a count that is not written in plain digits. */
declare function oddCount(key: usize, length: u32, count: usize, countLength: u32): void;
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

// What the host says of all rows (setCells).
export let delimiter: u8 = 0;
/** Whether cells may be in quotes. */
export let hasQuotes: bool = false;
export let keyColumn: u32 = 0;
/** u32.MAX_VALUE where each row is one record. */
export let countColumn: u32 = 0;
let width: u32 = 0;
/** Whether no row may have more cells; fewer are wrong only where wanted ones are missing. */
let isExact: bool = false;
/** So many separators must be looked at one by one; of all others only their number counts. */
export let steps: u32 = 0;
let lastWanted: u32 = 0;

const NO_COLUMN: u32 = u32.MAX_VALUE;

/** What all further rows are like; `count` is u32.MAX_VALUE for none. */
export function setCells(
  byte: u8,
  quotes: bool,
  key: u32,
  count: u32,
  cells: u32,
  exact: bool,
): void {
  delimiter = byte;
  hasQuotes = quotes;
  keyColumn = key;
  countColumn = count;
  width = cells;
  isExact = exact;
  lastWanted = count === NO_COLUMN ? key : max(key, count);
  steps = exact && lastWanted === cells - 1 ? lastWanted : lastWanted + 1;
}

/** Where the wanted cells of a row are, in their quotes. An end of 0 is that of the row. */
export let keyStart: usize = 0;
export let keyEnd: usize = 0;
export let countStart: usize = 0;
export let countEnd: usize = 0;

export function beginCell(column: u32, at: usize): void {
  if (column === keyColumn) keyStart = at;
  if (column === countColumn) countStart = at;
}

export function endCell(column: u32, at: usize): void {
  if (column === keyColumn) keyEnd = at;
  if (column === countColumn) countEnd = at;
}

/** Counts a row of `cells` cells that begins at `row` and whose line ends before `lineEnd`. */
export function countRow(area: usize, row: usize, lineEnd: usize, cells: u32): void {
  const end = lineEnd > row && load<u8>(lineEnd - 1) === CR ? lineEnd - 1 : lineEnd;
  if (end === row && width !== 1) return;
  if (isExact ? cells !== width : cells <= lastWanted) refuseRow();
  if (cells === keyColumn + 1) keyEnd = end;
  if (cells === countColumn + 1) countEnd = end;
  let key = keyStart;
  let length = <u32>(keyEnd - keyStart);
  if (length > 0 && load<u8>(key) === QUOTE) {
    if (hasQuotes) {
      key++;
      length = withoutQuotes(key, length - 2);
    } else if (length > 1 && load<u8>(key + length - 1) === QUOTE) refuseRow();
  }
  if (countColumn === NO_COLUMN) countRecords(area, key, length, 1);
  else countCell(area, key, length);
}

function countCell(area: usize, key: usize, length: u32): void {
  let at = countStart;
  let digits = <u32>(countEnd - countStart);
  if (hasQuotes && digits > 0 && load<u8>(at) === QUOTE) {
    at++;
    digits = withoutQuotes(at, digits - 2);
  }
  const records = plainNumber(at, digits);
  if (records >= 0) countRecords(area, key, length, records);
  else oddCount(key, length, at, digits);
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
