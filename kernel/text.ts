// Strings of JSON.

const QUOTE: u8 = 34;
const BACKSLASH: u8 = 92;
const SLASH: u8 = 47;
const LETTER_B: u8 = 98;
const LETTER_F: u8 = 102;
const LETTER_N: u8 = 110;
const LETTER_R: u8 = 114;
const LETTER_T: u8 = 116;
const LETTER_U: u8 = 117;
const ZERO: u8 = 48;
const LETTER_A: u8 = 97;

/** Whether strings must be UTF-8. */
export let mustBeUtf8: bool = false;

export function setUtf8(must: bool): void {
  mustBeUtf8 = must;
}

/** Of the string that endOfString was last asked for. */
export let hasEscapes: bool = false;
export let hasSurrogates: bool = false;
/** How many bytes its escapes have more than what they mean. */
export let escapeBytes: u32 = 0;

/**
 * The quote that ends the string whose text begins here; 0 where it is wrong or ends with the line.
 * Reads up to 15 bytes beyond it.
 */
export function endOfString(start: usize): usize {
  beginString();
  let at = start;
  let wide: u32 = 0;
  while (true) {
    const bytes = v128.load(at);
    const special = <u32>(
      i8x16.bitmask(
        v128.or(
          v128.or(
            i8x16.eq(bytes, i8x16.splat(<i8>QUOTE)),
            i8x16.eq(bytes, i8x16.splat(<i8>BACKSLASH)),
          ),
          i8x16.lt_u(bytes, i8x16.splat(32)),
        ),
      )
    );
    const high = <u32>i8x16.bitmask(bytes);
    if (special === 0) {
      wide |= high;
      at += 16;
      continue;
    }
    wide |= high & (special - 1);
    at += <usize>ctz(special);
    const byte = load<u8>(at);
    if (byte === QUOTE) break;
    if (byte !== BACKSLASH) return 0;
    at = endOfEscape(at + 1);
    if (at === 0) return 0;
  }
  return wide !== 0 && mustBeUtf8 && !isUtf8(start, at) ? 0 : at;
}

function beginString(): void {
  hasEscapes = false;
  hasSurrogates = false;
  escapeBytes = 0;
}

function endOfEscape(at: usize): usize {
  hasEscapes = true;
  const letter = load<u8>(at);
  if (letter === LETTER_U) {
    const unit = hexUnit(at + 1);
    if (unit < 0) return 0;
    if ((unit & 0xf800) === 0xd800) hasSurrogates = true;
    escapeBytes += unit < 0x80 ? 5 : unit < 0x800 ? 4 : 3;
    return at + 5;
  }
  escapeBytes++;
  return plainEscape(letter) === 0 ? 0 : at + 1;
}

/** The byte that a letter after a backslash means; 0 for none. */
function plainEscape(letter: u8): u8 {
  switch (letter) {
    case QUOTE:
    case BACKSLASH:
    case SLASH:
      return letter;
    case LETTER_B:
      return 8;
    case LETTER_F:
      return 12;
    case LETTER_N:
      return 10;
    case LETTER_R:
      return 13;
    case LETTER_T:
      return 9;
    default:
      return 0;
  }
}

/** The number of four hexadecimal digits, or −1. */
function hexUnit(at: usize): i32 {
  let unit: i32 = 0;
  for (let i: usize = 0; i < 4; i++) {
    const digit = load<u8>(at + i);
    const decimal: u8 = digit - ZERO;
    const letter: u8 = (digit | 32) - LETTER_A;
    if (decimal > 9 && letter > 5) return -1;
    unit = (unit << 4) | (decimal <= 9 ? <i32>decimal : <i32>letter + 10);
  }
  return unit;
}

/** Resolves the escapes of a right string without surrogates, where it lies; how long it is then. */
export function resolveEscapes(start: usize, length: u32): u32 {
  const end = start + length;
  let to = start;
  for (let at = start; at < end; ) {
    const byte = load<u8>(at++);
    if (byte !== BACKSLASH) {
      store<u8>(to++, byte);
      continue;
    }
    const letter = load<u8>(at++);
    if (letter !== LETTER_U) {
      store<u8>(to++, plainEscape(letter));
      continue;
    }
    to = putUnit(to, <u32>hexUnit(at));
    at += 4;
  }
  return <u32>(to - start);
}

/** Writes a code point below 0x10000 as UTF-8; where it ends. */
function putUnit(at: usize, unit: u32): usize {
  if (unit < 0x80) {
    store<u8>(at, unit);
    return at + 1;
  }
  if (unit < 0x800) {
    store<u8>(at, 0xc0 | (unit >> 6));
    store<u8>(at, 0x80 | (unit & 0x3f), 1);
    return at + 2;
  }
  store<u8>(at, 0xe0 | (unit >> 12));
  store<u8>(at, 0x80 | ((unit >> 6) & 0x3f), 1);
  store<u8>(at, 0x80 | (unit & 0x3f), 2);
  return at + 3;
}

/** Whether bytes are UTF-8 (RFC 3629: no surrogates, nothing too long, nothing above U+10FFFF). */
function isUtf8(start: usize, end: usize): bool {
  for (let at = start; at < end; ) {
    const byte = load<u8>(at++);
    if (byte < 0x80) continue;
    if (byte < 0xc2 || byte > 0xf4) return false;
    const next = load<u8>(at);
    if (byte < 0xe0) {
      if (!isTail(next)) return false;
      at += 1;
    } else if (byte < 0xf0) {
      if (!isTail(next) || !isTail(load<u8>(at, 1))) return false;
      if ((byte === 0xe0 && next < 0xa0) || (byte === 0xed && next > 0x9f)) return false;
      at += 2;
    } else {
      if (!isTail(next) || !isTail(load<u8>(at, 1)) || !isTail(load<u8>(at, 2))) return false;
      if ((byte === 0xf0 && next < 0x90) || (byte === 0xf4 && next > 0x8f)) return false;
      at += 3;
    }
  }
  return true;
}

/** A byte of the string's end is none. */
function isTail(byte: u8): bool {
  return (byte & 0xc0) === 0x80;
}
