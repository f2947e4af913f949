import { type Partitioner, placeMasked } from "./partitioner.ts";

const M = 0x5bd1e995;

/**
 * kafkajs 1's murmur2, which multiplies in double precision and so loses low bits that
 * 32-bit arithmetic keeps. It also mixes a last partial word in twice. Integers cannot
 * reproduce it: `*` must stay a double, and only the bit operators truncate to 32 bits.
 */
function kafkajsLegacy(key: Uint8Array, start: number, end: number): number {
  const length = end - start;
  let h = 0x9747b28c ^ length;
  for (let i = start; i < end; i += 4) {
    let k = word(key, i, end) * M;
    k = (k ^ (k >>> 24)) * M;
    h = (h * M) ^ k;
  }
  const tail = end - (length % 4);
  if (tail < end) h = (h ^ word(key, tail, end)) * M;
  h = (h ^ (h >>> 13)) * M;
  return (h ^ (h >>> 15)) >>> 0;
}

/** Up to four bytes, little-endian, as a signed 32-bit integer; bytes past `end` are 0. */
function word(key: Uint8Array, at: number, end: number): number {
  let value = 0;
  for (let i = Math.min(at + 4, end) - 1; i >= at; i--) value = (value << 8) | (key[i] as number);
  return value;
}

export const kafkajsLegacyPartitioner: Partitioner = {
  name: "kafkajs-legacy",
  hash: kafkajsLegacy,
  place: placeMasked,
};
