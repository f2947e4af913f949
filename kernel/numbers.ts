const ZERO: u8 = 48;
const MINUS: u8 = 45;
const PLUS: u8 = 43;
const POINT: u8 = 46;
const LETTER_E: u8 = 101;

/** Where a number of JSON ends; 0 where it is wrong. Reads up to 16 bytes beyond it. */
export function endOfNumber(start: usize): usize {
  const at = load<u8>(start) === MINUS ? start + 1 : start;
  // Bits of the bytes that are not digits, and one to find where there is none.
  const others =
    <u32>(
      i8x16.bitmask(i8x16.gt_u(i8x16.sub(v128.load(at), i8x16.splat(<i8>ZERO)), i8x16.splat(9)))
    ) | 0x10000;
  const whole = <u32>ctz(others);
  if (whole === 0 || whole > 14 || load<u8>(at) === ZERO) return endOfAny(at);
  let end = at + whole;
  if (load<u8>(end) === POINT) {
    const rest = others >> (whole + 1);
    if ((rest & 1) !== 0 || rest === 1 << (15 - whole)) return endOfAny(at);
    end += 1 + <usize>ctz(rest);
  }
  return (load<u8>(end) | 32) === LETTER_E ? endOfAny(at) : end;
}

/** The same for a number of any length, without its sign. */
function endOfAny(start: usize): usize {
  let at = start;
  if (load<u8>(at) === ZERO) at++;
  else at = endOfDigits(at);
  if (at === 0) return 0;
  if (load<u8>(at) === POINT) at = endOfDigits(at + 1);
  if (at !== 0 && (load<u8>(at) | 32) === LETTER_E) {
    const sign = load<u8>(at + 1);
    at = endOfDigits(sign === PLUS || sign === MINUS ? at + 2 : at + 1);
  }
  return at;
}

/** Where one digit or more end; 0 without one. */
function endOfDigits(start: usize): usize {
  let at = start;
  while (isDigit(load<u8>(at))) at++;
  return at === start ? 0 : at;
}

export function isDigit(byte: u8): bool {
  return byte - ZERO <= 9;
}
