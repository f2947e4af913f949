// Random numbers that depend only on a seed and an index, so that a file's beginning is the same
// for
// any length.

/**
 * The index-th 32-bit number of a seed. No number repeats within 2^32 indices, because each step is a
 * bijection.
 * Source of the constants: Wellons, "lowbias32"; the increment is 2^32 divided by the golden ratio.
 */
export function random32(seed, index) {
  let x = Math.imul(index, 0x9e3779b9) ^ Math.imul(seed, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

/** 0 ≤ share < 1, with all 53 bits of a double. */
export function randomShare(seed, index) {
  const high = random32(seed, 2 * index) >>> 5;
  const low = random32(seed, 2 * index + 1) >>> 6;
  return (high * 2 ** 26 + low) * 2 ** -53;
}

/** 0 ≤ number < limit. */
export function randomBelow(seed, index, limit) {
  return Math.floor(randomShare(seed, index) * limit);
}
