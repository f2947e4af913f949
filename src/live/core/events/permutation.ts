/** Up to so many are permuted in any of all ways; more of them by multiplication and addition. */
const MOST_SHUFFLED = 26;

/**
 * Where an index goes in a permutation of `size` that depends on the bytes.
 *
 * @param bytes at least 25, random
 */
export function permuted(index: number, size: number, bytes: Uint8Array): number {
  return size <= MOST_SHUFFLED ? shuffled(index, size, bytes) : multiplied(index, size, bytes);
}

/** Fisher and Yates' shuffle (Knuth, TAOCP 2, 3.4.2, algorithm P). */
function shuffled(index: number, size: number, bytes: Uint8Array): number {
  const all = Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const other = (bytes[i - 1] as number) % (i + 1);
    [all[i], all[other]] = [all[other] as number, all[i] as number];
  }
  return all[index] as number;
}

/** One-to-one because the factor and the size have no common divisor. */
function multiplied(index: number, size: number, bytes: Uint8Array): number {
  let factor = 1 + (numberFrom(bytes, 0) % (size - 1));
  while (divisorOf(factor, size) !== 1) factor = 1 + (factor % (size - 1));
  return (factor * index + numberFrom(bytes, 8)) % size;
}

function numberFrom(bytes: Uint8Array, at: number): number {
  return bytes.subarray(at, at + 4).reduce((sum, byte) => sum * 256 + byte, 0);
}

/** The greatest common divisor (Euclid). */
function divisorOf(a: number, b: number): number {
  return b === 0 ? a : divisorOf(b, a % b);
}
