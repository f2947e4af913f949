import { codesOfNumbers } from "./java-objects.ts";
import { type KeyHash, type Partitioner, placeMaskedOrZero } from "./partitioner.ts";
import { add64, multiply64, rotateLeft64, xor64 } from "./words64.ts";

const SEED = 9001;
const [H1, H2, C1, C2, K1, K2] = [0, 1, 2, 3, 4, 5];
const words = new Int32Array(12);

/**
 * The upper 32 bits of an early MurmurHash3_x64_128 with seed 9001, unsigned: its constants change
 * from block to block, and it mixes the rest in as one more block, of sign-extended bytes.
 * Source: Debezium's MurmurHash3.java, from Infinispan.
 */
const debeziumHash: KeyHash = (key, start, end) => {
  set(H1, 0x9368e53c, 0x2f6af274 ^ SEED);
  set(H2, 0x586dcd20, 0x8f7cd3fd ^ SEED);
  set(C1, 0x87c37b91, 0x114253d5);
  set(C2, 0x4cf5ad43, 0x2745937f);
  const rest = end - ((end - start) % 16);
  for (let i = start; i < rest; i += 16) {
    set(K1, readWord(key, i + 4), readWord(key, i));
    set(K2, readWord(key, i + 12), readWord(key, i + 8));
    mixBlock();
  }
  if (rest < end) mixRest(key, rest, end);
  xor64(words, H2, 0, end - start);
  addWord(H1, H2);
  addWord(H2, H1);
  finish(H1);
  finish(H2);
  addWord(H1, H2);
  return high(H1) >>> 0;
};

function set(word: number, upper: number, lower: number): void {
  words[2 * word] = lower;
  words[2 * word + 1] = upper;
}

function low(word: number): number {
  return words[2 * word] as number;
}

function high(word: number): number {
  return words[2 * word + 1] as number;
}

function readWord(key: Uint8Array, i: number): number {
  const half = (key[i] as number) | ((key[i + 1] as number) << 8);
  return half | ((key[i + 2] as number) << 16) | ((key[i + 3] as number) << 24);
}

function mixRest(key: Uint8Array, start: number, end: number): void {
  set(K1, 0, 0);
  set(K2, 0, 0);
  for (let i = start; i < end; i++) {
    const byte = ((key[i] as number) << 24) >> 24;
    const shift = ((i - start) % 8) * 8;
    const upper = shift < 32 ? byte >> 31 : byte << shift;
    xor64(words, i - start < 8 ? K1 : K2, upper, shift < 32 ? byte << shift : 0);
  }
  mixBlock();
}

function mixBlock(): void {
  mixWord(K1, C1, C2);
  xor64(words, H1, high(K1), low(K1));
  addWord(H1, H2);
  rotateLeft64(words, H2, 41);
  mixWord(K2, C2, C1);
  xor64(words, H2, high(K2), low(K2));
  addWord(H2, H1);
  scale(H1, 3, 0x52dce729);
  scale(H2, 3, 0x38495ab5);
  scale(C1, 5, 0x7b7d159c);
  scale(C2, 5, 0x6bce6396);
}

function mixWord(word: number, first: number, second: number): void {
  multiply64(words, word, high(first), low(first));
  rotateLeft64(words, word, 23);
  multiply64(words, word, high(second), low(second));
}

function scale(word: number, factor: number, summand: number): void {
  multiply64(words, word, 0, factor);
  add64(words, word, 0, summand);
}

function addWord(word: number, other: number): void {
  add64(words, word, high(other), low(other));
}

function finish(word: number): void {
  xor64(words, word, 0, high(word) >>> 1);
  multiply64(words, word, 0xff51afd7, 0xed558ccd);
  xor64(words, word, 0, high(word) >>> 1);
  multiply64(words, word, 0xc4ceb9fe, 0x1a85ec53);
  xor64(words, word, 0, high(word) >>> 1);
}

/** Other objects than text and bytes: the hash of their hashCode's four bytes, lowest first. */
function ofCode(code: KeyHash): KeyHash {
  const bytes = new Uint8Array(4);
  return (key, start, end) => {
    new DataView(bytes.buffer).setUint32(0, code(key, start, end), true);
    return debeziumHash(bytes, 0, bytes.length);
  };
}

export const debeziumMurmur3Partitioner: Partitioner = {
  name: "debezium-murmur3",
  hash: debeziumHash,
  place: placeMaskedOrZero,
  objects: Object.fromEntries(
    Object.entries(codesOfNumbers).map(([type, code]) => [type, ofCode(code)]),
  ),
};
