const BITS_PER_BYTE = 7;
const CONTINUED = 0x80;

/** The length of the largest number, 2^53 − 1. */
const MAX_LEB128_BYTES = 8;

/** Appends a whole number from 0 to 2^53 − 1, lowest 7 bits first. */
export function pushLeb128(into: number[], value: number): void {
  let rest = value;
  for (; rest >= CONTINUED; rest = Math.floor(rest / CONTINUED)) {
    into.push((rest % CONTINUED) | CONTINUED);
  }
  into.push(rest);
}

/** A number and where it ends; undefined if the bytes end before it does, NaN beyond 2^53 − 1. */
export function readLeb128(
  bytes: Uint8Array,
  start: number,
  end = bytes.length,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  let factor = 1;
  for (let at = start; at < end; at++, factor *= 2 ** BITS_PER_BYTE) {
    const byte = bytes[at] as number;
    value += (byte & (CONTINUED - 1)) * factor;
    const isTooLarge = value > Number.MAX_SAFE_INTEGER || at - start >= MAX_LEB128_BYTES;
    if (isTooLarge) return { value: Number.NaN, end: at + 1 };
    if (byte < CONTINUED) return { value, end: at + 1 };
  }
  return undefined;
}
