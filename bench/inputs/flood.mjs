// Different keys that share one murmur2 value, as in an attack that makes a hash table with this
// hash
// take quadratic time.

import { isUtf8 } from "node:buffer";

const M = 0x5bd1e995;
/** M times this is 1 modulo 2^32. */
const M_INVERSE = 0xe59b19bd;
const TOP_BIT = 0x80000000;
const ALPHANUMERIC = /^[0-9A-Za-z]{4}$/;
const CONTROL = /\p{Cc}/u;
const SEARCH_STEP = 7919;

/** 2^bits keys of 8 · bits bytes in UTF-8. */
export function writeFlood(file, bits) {
  const pairs = twinWords(2 * bits);
  for (let key = 0; key < 2 ** bits; key++) {
    const words = pairs.map((twins, i) => twins[(key >>> (i >> 1)) & 1]);
    file.text(`${words.join("")}\n`);
  }
}

/**
 * Pairs of 4-byte words whose mixed values differ only in the top bit. The hash's multiplication does
 * not change such a difference, so the same difference in the next word cancels it: exchanging two
 * adjacent words at once does not change the hash.
 */
function twinWords(count) {
  const twins = [];
  for (let word = 0x30303030; twins.length < count; word += SEARCH_STEP) {
    const text = textOf(word);
    if (text === undefined || !ALPHANUMERIC.test(text)) continue;
    // If the word's first byte is ASCII, the twin's is not.
    const twin = textOf(unmixed(mixed(word) ^ TOP_BIT));
    if (twin !== undefined && !CONTROL.test(twin)) twins.push([text, twin]);
  }
  return twins;
}

function mixed(word) {
  const k = Math.imul(word, M);
  return Math.imul(k ^ (k >>> 24), M);
}

function unmixed(value) {
  const k = Math.imul(value, M_INVERSE);
  return Math.imul(k ^ (k >>> 24), M_INVERSE);
}

/** The word's bytes as text; undefined if they are not UTF-8. */
function textOf(word) {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(word | 0);
  return isUtf8(bytes) ? bytes.toString() : undefined;
}
