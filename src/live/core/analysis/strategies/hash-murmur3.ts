const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/**
 * MurmurHash3_x86_32 with seed 0, as an unsigned number.
 * Source: Austin Appleby's MurmurHash3.cpp (public domain); vectors of Python's mmh3.
 */
export function hashMurmur3(key: Uint8Array): number {
  const { length } = key;
  const blocks = length - (length % 4);
  let h = 0;
  for (let i = 0; i < blocks; i += 4) {
    h ^= mix(littleEndian(key, i, 4));
    h = Math.imul(rotateLeft(h, 13), 5) + 0xe6546b64;
  }
  if (blocks < length) h ^= mix(littleEndian(key, blocks, length - blocks));
  return finish(h ^ length);
}

function littleEndian(key: Uint8Array, start: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value |= (key[start + i] as number) << (8 * i);
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
