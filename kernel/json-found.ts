import { plainNumber } from "./cells";
import {
  addDetails,
  areDetailsThere,
  forgetDetails,
  hasDetails,
  setPayload,
  takeDetail,
} from "./details";
import { COUNT, hasCountPath, INNER, isTwice, KEY, NOTHING, PAYLOAD } from "./json-path";
import { endOfNumber, isDigit } from "./numbers";
import { countNull, countRecords } from "./records";
import {
  endOfString,
  escapeBytes,
  hasEscapes,
  hasSurrogates,
  mustBeUtf8,
  resolveEscapes,
} from "./text";

// What a line of JSON was found to hold.

const QUOTE: u8 = 34;
const MINUS: u8 = 45;
const NULL: u32 = 0x6c6c756e;
const TRUE: u32 = 0x65757274;
/** The last four bytes of `false`. */
const FALSE_TAIL: u32 = 0x65736c61;
const LETTER_F: u8 = 102;

const MISSING: u32 = 0;
const IS_NULL: u32 = 1;
const FOUND: u32 = 2;

/** Whether a record without the key's field has no key. */
let mayLackKey: bool = false;
let keyState: u32 = MISSING;
let key: usize = 0;
let keyLength: u32 = 0;
let keyHasEscapes: bool = false;
/** −1 where it is not in plain digits. */
let records: f64 = -1;

export function setMayLackKey(may: bool): void {
  mayLackKey = may;
}

export function findNothing(): void {
  keyState = MISSING;
  keyHasEscapes = false;
  records = -1;
  if (hasDetails) forgetDetails();
}

/** Counts the record; false where only the slow reader knows what to do. */
export function countFound(area: usize): bool {
  if (isTwice || (keyState === MISSING && !mayLackKey)) return false;
  if (hasDetails && !areDetailsThere()) return false;
  let count: f64 = 1;
  if (hasCountPath) {
    if (records < 0) return false;
    count = records;
  }
  const hasKey = keyState === FOUND;
  if (!hasKey) {
    keyLength = 0;
    countNull(count);
  } else {
    if (keyHasEscapes) keyLength = resolveEscapes(key, keyLength);
    countRecords(area, key, keyLength, count);
  }
  if (hasDetails && count > 0) addDetails(key, keyLength, hasKey, count);
  return true;
}

/** Takes a string, number or word; where it ends, 0 where it is wrong or not for this reader. */
export function takeScalar(start: usize, meaning: u32): usize {
  const byte = load<u8>(start);
  if (meaning > INNER) return takeBeside(start, byte, meaning);
  if (byte === QUOTE) return takeString(start + 1, meaning);
  if (isDigit(byte) || byte === MINUS) return takeNumber(start, meaning);
  return takeWord(start, byte, meaning);
}

function takeString(start: usize, meaning: u32): usize {
  const end = endOfString(start);
  if (end === 0) return 0;
  if (hasSurrogates && (meaning === KEY || !mustBeUtf8)) return 0;
  if (meaning === KEY) {
    keyHasEscapes = hasEscapes;
    foundKey(start, end);
  }
  return end + 1;
}

/** Takes a value that says something about the record besides its key. */
function takeBeside(start: usize, byte: u8, meaning: u32): usize {
  if (byte === QUOTE) {
    const end = endOfString(start + 1);
    if (end === 0 || (hasSurrogates && !mustBeUtf8)) return 0;
    const length = <u32>(end - start) - 1;
    if (meaning === PAYLOAD) setPayload(length - escapeBytes);
    else if (hasEscapes || !takeDetail(meaning, start + 1, length)) return 0;
    return end + 1;
  }
  if (isDigit(byte) || byte === MINUS) {
    const end = endOfNumber(start);
    if (end === 0 || meaning === PAYLOAD) return end;
    return takeDetail(meaning, start, <u32>(end - start)) ? end : 0;
  }
  const isNull = load<u32>(start) === NULL;
  return isNull || meaning === PAYLOAD ? takeWord(start, byte, NOTHING) : 0;
}

function foundKey(start: usize, end: usize): void {
  keyState = FOUND;
  key = start;
  keyLength = <u32>(end - start);
}

function takeNumber(start: usize, meaning: u32): usize {
  const end = endOfNumber(start);
  if (end === 0) return 0;
  if (meaning === KEY) foundKey(start, end);
  else if (meaning === COUNT) records = plainNumber(start, <u32>(end - start));
  return end;
}

function takeWord(at: usize, byte: u8, meaning: u32): usize {
  const word = load<u32>(at);
  if (word === NULL) {
    if (meaning === KEY) keyState = IS_NULL;
    return at + 4;
  }
  const isFalse = byte === LETTER_F && load<u32>(at, 1) === FALSE_TAIL;
  if (meaning === KEY || (word !== TRUE && !isFalse)) return 0;
  return isFalse ? at + 5 : at + 4;
}
