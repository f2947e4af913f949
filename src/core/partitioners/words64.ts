// Unsigned 64-bit arithmetic on pairs of 32 bits: BigInt is too slow to hash keys with.

/** Words: the lower half of word i is at 2i, the upper one at 2i + 1. */
export type Words64 = Int32Array;

export function xor64(words: Words64, i: number, high: number, low: number): void {
  (words[2 * i] as number) ^= low;
  (words[2 * i + 1] as number) ^= high;
}

export function add64(words: Words64, i: number, high: number, low: number): void {
  const sum = ((words[2 * i] as number) >>> 0) + (low >>> 0);
  words[2 * i] = sum;
  (words[2 * i + 1] as number) += high + Number(sum > 0xffffffff);
}

/** @param bits 1 to 63, but not 32 */
export function rotateLeft64(words: Words64, i: number, bits: number): void {
  const at = 2 * i + (bits >> 5);
  const [low, high] = [words[at] as number, words[at ^ 1] as number];
  words[2 * i] = (low << bits) | (high >>> -bits);
  words[2 * i + 1] = (high << bits) | (low >>> -bits);
}

export function multiply64(words: Words64, i: number, high: number, low: number): void {
  const own = words[2 * i] as number;
  const [a0, a1, b0, b1] = [own & 0xffff, own >>> 16, low & 0xffff, low >>> 16];
  // These products are below 2^32, and so exact.
  const [lowest, left, right] = [a0 * b0, a1 * b0, a0 * b1];
  const middle = (lowest >>> 16) + (left & 0xffff) + (right & 0xffff);
  const carried = (middle >>> 16) + (left >>> 16) + (right >>> 16);
  const crossed = Math.imul(words[2 * i + 1] as number, low) + Math.imul(own, high);
  words[2 * i] = (middle << 16) | (lowest & 0xffff);
  words[2 * i + 1] = a1 * b1 + carried + crossed;
}
