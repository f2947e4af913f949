// The time of a record, as record-time.ts of the host reads it.

const ZERO: u8 = 48;
const DASH: u8 = 45;
const LETTER_T: u8 = 84;
const LETTER_Z: u8 = 90;
const SPACE: u8 = 32;
const COLON: u8 = 58;
const POINT: u8 = 46;
const COMMA: u8 = 44;

const FIRST_SECOND: f64 = 100000000;
const END_SECOND: f64 = 7258118400;
const UNKNOWN: f64 = -1;
/** Only the host knows. */
export const UNSURE: f64 = -2;
/** Of a number that may be a time. */
const MIN_DIGITS: u32 = 9;
const MAX_DIGITS: u32 = 19;
const MAX_FRACTION_DIGITS: u32 = 9;
/** `2026-11-28T00:53:33` */
const SECONDS_LENGTH: u32 = 19;
const DAY_SECONDS: i64 = 86400;

/** How the time was written that was read last: the host uses the same numbers. */
export let unit: u32 = 0;
const SECONDS: u32 = 1;
const MS: u32 = 2;
const MICROSECONDS: u32 = 3;
const NANOSECONDS: u32 = 4;
const ISO: u32 = 5;

/** Milliseconds since the epoch; −1 for what is not a time, UNSURE where only the host knows. */
export function timeOf(at: usize, length: u32): f64 {
  let number: u64 = 0;
  for (let i: u32 = 0; i < length; i++) {
    const digit: u8 = load<u8>(at + i) - ZERO;
    if (digit > 9 || i === MAX_DIGITS) return isoMs(at, length);
    number = number * 10 + digit;
  }
  if (length < MIN_DIGITS) return length === 0 ? UNSURE : UNKNOWN;
  const value = <f64>number;
  if (inRange(value)) return written(SECONDS, value * 1000);
  if (inRange(value / 1e3)) return written(MS, value);
  if (inRange(value / 1e6)) return written(MICROSECONDS, value / 1e3);
  if (inRange(value / 1e9)) return written(NANOSECONDS, value / 1e6);
  return UNKNOWN;
}

function written(own: u32, ms: f64): f64 {
  unit = own;
  return ms;
}

function inRange(seconds: f64): bool {
  return seconds >= FIRST_SECOND && seconds < END_SECOND;
}

/** ISO 8601 with seconds, in UTC. */
function isoMs(at: usize, length: u32): f64 {
  if (length < SECONDS_LENGTH) return UNSURE;
  const separator = load<u8>(at, 10);
  const isPlain =
    load<u8>(at, 4) === DASH &&
    load<u8>(at, 7) === DASH &&
    (separator === LETTER_T || separator === SPACE) &&
    load<u8>(at, 13) === COLON &&
    load<u8>(at, 16) === COLON;
  const seconds = isPlain ? secondsOf(at) : -1;
  if (seconds < 0) return UNSURE;
  const rest = load<u8>(at + length - 1) === LETTER_Z ? length - 1 : length;
  const fraction = fractionOf(at + SECONDS_LENGTH, rest - SECONDS_LENGTH);
  const ms = <f64>(seconds * 1000) + fraction * 1000;
  return inRange(ms / 1000) ? written(ISO, ms) : UNSURE;
}

/** Seconds since the epoch of a date and time from 1973 to 2199; −1 for any other. */
function secondsOf(at: usize): i64 {
  const year = <i64>(twoDigits(at) * 100 + twoDigits(at + 2));
  const month = twoDigits(at + 5);
  const day = twoDigits(at + 8);
  const hour = twoDigits(at + 11);
  const minute = twoDigits(at + 14);
  const second = twoDigits(at + 17);
  if (year < 1973 || year > 2199 || month < 1 || month > 12) return -1;
  if (day < 1 || day > daysIn(year, month) || hour > 23 || minute > 59 || second > 59) return -1;
  return daysTo(year, month, day) * DAY_SECONDS + <i64>(hour * 3600 + minute * 60 + second);
}

/** Two digits as a number; a number above 10,000 for anything else. */
function twoDigits(at: usize): u32 {
  const tens: u8 = load<u8>(at) - ZERO;
  const ones: u8 = load<u8>(at, 1) - ZERO;
  return tens > 9 || ones > 9 ? 100000 : <u32>tens * 10 + ones;
}

function daysIn(year: i64, month: u32): u32 {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return 30 + ((month + (month >> 3)) & 1);
}

function isLeap(year: i64): bool {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days from 1970-01-01 in the Gregorian calendar, with years that begin in March (Richards 2013). */
function daysTo(year: i64, month: u32, day: u32): i64 {
  const years = month > 2 ? year : year - 1;
  const months = <i64>(month > 2 ? month - 3 : month + 9);
  const before = years * 365 + years / 4 - years / 100 + years / 400;
  return before + (months * 153 + 2) / 5 + <i64>day - 1 - 719468;
}

/** The fraction of a second after a point or comma; NaN for anything else. */
function fractionOf(at: usize, length: u32): f64 {
  if (length === 0) return 0;
  const point = load<u8>(at);
  if ((point !== POINT && point !== COMMA) || length === 1 || length - 1 > MAX_FRACTION_DIGITS) {
    return NaN;
  }
  let number: u64 = 0;
  let scale: u64 = 1;
  for (let i: u32 = 1; i < length; i++) {
    const digit: u8 = load<u8>(at + i) - ZERO;
    if (digit > 9) return NaN;
    number = number * 10 + digit;
    scale *= 10;
  }
  return <f64>number / <f64>scale;
}
