import { type Partitioner, placeUnsigned } from "./partitioner.ts";

const P1 = 0x9e3779b1;
const P2 = 0x85ebca77;
const P3 = 0xc2b2ae3d;
const P4 = 0x27d4eb2f;
const P5 = 0x165667b1;

function rotl(x: number, bits: number): number {
  return (x << bits) | (x >>> (32 - bits));
}

function readWord(key: Uint8Array, i: number): number {
  const low = (key[i] as number) | ((key[i + 1] as number) << 8);
  return low | ((key[i + 2] as number) << 16) | ((key[i + 3] as number) << 24);
}

function round(lane: number, word: number): number {
  return Math.imul(rotl((lane + Math.imul(word, P2)) | 0, 13), P1);
}

/** xxHash32, seed 0, of `key[start, end)`, unsigned. Source: the xxHash specification. */
function xxh32(key: Uint8Array, start: number, end: number): number {
  let i = start;
  let h = P5;
  if (end - start >= 16) {
    let a = (P1 + P2) | 0;
    let b = P2;
    let c = 0;
    let d = -P1 | 0;
    for (; i + 16 <= end; i += 16) {
      a = round(a, readWord(key, i));
      b = round(b, readWord(key, i + 4));
      c = round(c, readWord(key, i + 8));
      d = round(d, readWord(key, i + 12));
    }
    h = (rotl(a, 1) + rotl(b, 7) + rotl(c, 12) + rotl(d, 18)) | 0;
  }
  h = (h + (end - start)) | 0;
  for (; i + 4 <= end; i += 4) {
    h = Math.imul(rotl((h + Math.imul(readWord(key, i), P3)) | 0, 17), P4);
  }
  for (; i < end; i++) h = Math.imul(rotl((h + Math.imul(key[i] as number, P5)) | 0, 11), P1);
  h = Math.imul(h ^ (h >>> 15), P2);
  h = Math.imul(h ^ (h >>> 13), P3);
  return (h ^ (h >>> 16)) >>> 0;
}

export const xxh32Partitioner: Partitioner = {
  name: "xxh32",
  hash: xxh32,
  place: placeUnsigned,
};
