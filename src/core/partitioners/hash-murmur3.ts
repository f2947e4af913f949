const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/**
 * MurmurHash3_x86_32 of `key[start, end)`, unsigned.
 * Source: Austin Appleby's MurmurHash3.cpp (public domain); vectors of Python's mmh3.
 */
export function hashMurmur3(key: Uint8Array, start: number, end: number, seed: number): number {
  const length = end - start;
  const words = end - (length % 4);
  let h = seed;
  for (let i = start; i < words; i += 4) {
    h ^= mix(littleEndian(key, i, i + 4));
    h = Math.imul(rotateLeft(h, 13), 5) + 0xe6546b64;
  }
  if (words < end) h ^= mix(littleEndian(key, words, end));
  return finish(h ^ length);
}

function littleEndian(key: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = end - 1; i >= start; i--) value = (value << 8) | (key[i] as number);
  return value;
}

function mix(block: number): number {
  return Math.imul(rotateLeft(Math.imul(block, C1), 15), C2);
}

function finish(hash: number): number {
  let h = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits));
}
