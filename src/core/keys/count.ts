import { badCount } from "../errors/messages.ts";
import type { ByteBuffer } from "./byte-buffer.ts";

const ZERO = 0x30;

/** A count of records from its digits: a whole number of 0 or more, below 2^53. */
export function parseCount(digits: ByteBuffer): number {
  let count = digits.length === 0 ? Number.NaN : 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = (digits.bytes[i] as number) - ZERO;
    count = digit >= 0 && digit <= 9 ? count * 10 + digit : Number.NaN;
  }
  if (!Number.isSafeInteger(count)) throw badCount(digits.text());
  return count;
}
