const ZEROS: u64 = ((<u64>0x30303030) << 32) | 0x30303030;
const MINUS: u64 = 45;
const EIGHT_DIGITS: u64 = 100_000_000;
const SIXTEEN_DIGITS: u64 = EIGHT_DIGITS * EIGHT_DIGITS;

/** What writeDecimal may write. */
export const DECIMAL_BYTES: usize = 32;

/**
 * Writes a whole number as decimal text; how long it is. In words of 8 bytes, as it is then read: what
 * the processor has just written byte by byte, it is slow to read as a word.
 */
export function writeDecimal(at: usize, value: u64, isNegative: bool): u32 {
  if (isNegative) {
    const length = writeDecimal(at + 8, value, false) + 1;
    shiftBySign(at);
    return length;
  }
  if (value < EIGHT_DIGITS) {
    const digits = eightDigits(<u32>value);
    const length = lengthOf(digits);
    store<u64>(at, (digits | ZEROS) >> ((8 - length) << 3));
    return <u32>length;
  }
  if (value >= SIXTEEN_DIGITS) {
    const upper = value / EIGHT_DIGITS;
    const length = writeDecimal(at, upper, false);
    store<u64>(at + length, eightDigits(<u32>(value - upper * EIGHT_DIGITS)) | ZEROS);
    return length + 8;
  }
  const upper = <u32>(value / EIGHT_DIGITS);
  const first = eightDigits(upper);
  const last = eightDigits(<u32>(value - <u64>upper * EIGHT_DIGITS)) | ZEROS;
  const length = lengthOf(first);
  const bits = length << 3;
  if (length === 8) {
    store<u64>(at, first | ZEROS);
    store<u64>(at, last, 8);
  } else {
    store<u64>(at, ((first | ZEROS) >> (64 - bits)) | (last << bits));
    store<u64>(at, last >> (64 - bits), 8);
  }
  return <u32>length + 8;
}

/** Puts a sign before the digits that begin 8 bytes further on. */
function shiftBySign(at: usize): void {
  const low = load<u64>(at, 8);
  const high = load<u64>(at, 16);
  store<u64>(at, (low << 8) | MINUS);
  store<u64>(at, (high << 8) | (low >> 56), 8);
  store<u64>(at, (load<u64>(at, 24) << 8) | (high >> 56), 16);
}

/** How many digits are left without zeros in front; at least one. */
function lengthOf(digits: u64): u64 {
  return 8 - min<u64>(ctz(digits) >> 3, 7);
}

/** The digits of a number below 10^8 as bytes of 0 to 9, the first one lowest: two, four, eight at once. */
function eightDigits(value: u32): u64 {
  const upper = <u32>((<u64>value * 3_518_437_209) >> 45);
  const fours = <u64>upper | ((<u64>(value - upper * 10_000)) << 32);
  const hundreds = ((fours * 10_486) >> 20) & (((<u64>0x7f) << 32) | 0x7f);
  const twos = hundreds | ((fours - hundreds * 100) << 16);
  const tens = ((twos * 103) >> 10) & (((<u64>0x000f000f) << 32) | 0x000f000f);
  return tens | ((twos - tens * 10) << 8);
}
