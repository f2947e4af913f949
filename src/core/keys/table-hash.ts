/** Random, different for every table. */
interface Secrets {
  readonly seed: number;
  /** Odd. */
  readonly multiplier: number;
  /** Odd. */
  readonly otherMultiplier: number;
}

export function drawSecrets(): Secrets {
  const draw = () => Math.trunc(Math.random() * 2 ** 32);
  return { seed: draw(), multiplier: draw() | 1, otherMultiplier: draw() | 1 };
}

/**
 * A hash for the table only. Every 4-byte word is multiplied by secret numbers into two sums, with
 * its halves swapped in the second one. So a difference in only the upper bits of a word, after
 * which its product is predictable, is in the middle of the other word.
 */
export function hashBytes(bytes: Uint8Array, start: number, end: number, secrets: Secrets): number {
  const { seed, multiplier, otherMultiplier } = secrets;
  let a = seed ^ (end - start);
  let b = seed;
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const low = (bytes[i] as number) | ((bytes[i + 1] as number) << 8);
    const high = (bytes[i + 2] as number) | ((bytes[i + 3] as number) << 8);
    a = Math.imul(a ^ low ^ (high << 16), multiplier);
    a ^= a >>> 15;
    b = Math.imul((b ^ (b >>> 16)) + (high | (low << 16)), otherMultiplier);
  }
  for (; i < end; i++) a = Math.imul(a ^ (a >>> 15) ^ (bytes[i] as number), multiplier);
  let h = a ^ Math.imul(b ^ (b >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
