import { hashKey } from "../keys/checks/hash-key.ts";
import type { KeyCounts } from "../keys/key-counts.ts";

const MAX_KEYS = 100_000;
/** No part of words or quoted text. */
const PUNCTUATION = /[^\w"']/;
const MAX_CHARACTERS = 4;

/** The parts of keys before a separator. */
interface Prefixes {
  /** The byte, and what surrounds it in all keys: ` -> ` for `>`. */
  readonly separator: string;
  /** Different keys that were looked at, and different parts before the separator in them. */
  readonly keys: number;
  readonly prefixes: number;
  /** Share of the parts with a digit. */
  readonly withDigit: number;
  /** The largest share of the records that have the same part. */
  readonly hottest: number;
}

/** @param byte a byte that is inside nearly all keys */
export function prefixesBefore(keys: Pick<KeyCounts, "blocks">, byte: number): Prefixes {
  const records = new Map<number, number>();
  let separator: { readonly left: string; readonly right: string } | undefined;
  let seen = 0;
  let all = 0;
  let withDigit = 0;
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size && seen < MAX_KEYS; i++) {
      const [start, end] = [starts[i] as number, ends[i] as number];
      const at = bytes.indexOf(byte, start + 1);
      if (at < 0 || at >= end - 1) continue;
      seen++;
      const left = punctuation(bytes, at - 1, -1, start);
      const right = punctuation(bytes, at + 1, 1, end - 1);
      separator = {
        left: common(separator?.left ?? left, left),
        right: common(separator?.right ?? right, right),
      };
      const prefixEnd = at - left.length;
      if (bytes.subarray(start, prefixEnd).some((one) => one >= 0x30 && one < 0x3a)) withDigit++;
      const prefix = hashKey(bytes, start, prefixEnd);
      const count = counts[i] as number;
      records.set(prefix, (records.get(prefix) ?? 0) + count);
      all += count;
    }
  }
  const { left = "", right = "" } = separator ?? {};
  const text = [...left].reverse().join("") + String.fromCharCode(byte) + right;
  return {
    separator: text,
    keys: seen,
    prefixes: records.size,
    withDigit: withDigit / (seen || 1),
    hottest: largest(records.values()) / (all || 1),
  };
}

/** The punctuation from a byte on, outwards; never the first or last byte of the key. */
function punctuation(bytes: Uint8Array, from: number, step: 1 | -1, limit: number): string {
  let text = "";
  for (let at = from; at !== limit && text.length < MAX_CHARACTERS; at += step) {
    const character = String.fromCharCode(bytes[at] as number);
    if (character > "~" || !PUNCTUATION.test(character)) break;
    text += character;
  }
  return text;
}

function largest(numbers: Iterable<number>): number {
  let most = 0;
  for (const one of numbers) most = Math.max(most, one);
  return most;
}

function common(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}
