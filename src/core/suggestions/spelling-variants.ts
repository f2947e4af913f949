import { compareBytes } from "../bytes.ts";
import { ByteBuffer } from "../keys/byte-buffer.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import { KeyTable } from "../keys/key-table.ts";
import { plural } from "../text/format.ts";
import { MAX_SEARCHED_KEYS } from "./searched-keys.ts";
import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** The most different keys to search if all rules pass, so that nobody waits for a hint. */
const MAX_KEYS_OF_A_PASS = 20_000;

const UPPER_A = 0x41;
const UPPER_Z = 0x5a;

/** Keys that differ only in case or in blanks around them (ASCII). */
export const spellingVariants: Suggester = {
  id: "spelling-variants",
  suggest({ contract, keys, findings, measures: { uniqueKeys } }) {
    const most = findings.length > 0 ? MAX_SEARCHED_KEYS : MAX_KEYS_OF_A_PASS;
    if (contract.keyType !== "string" || uniqueKeys > most) return undefined;
    const variants = findVariants(keys);
    if (variants.count === 0) return undefined;
    const [one, other] = exampleOf(keys, variants.normal);
    if (one === undefined || other === undefined) return undefined;
    return sentenceWithKeys`Spelling variants: ${plural(variants.count, "key")} ${variants.count === 1 ? "differs" : "differ"} from another key only in upper and lower case or blanks around it, such as ${{ key: one }} and ${{ key: other }}. To Kafka these are different keys; if they mean the same, trim them and use one case in the key code.`;
  },
};

interface Variants {
  /** Keys beyond the first of each group. */
  count: number;
  /** Of the groups with several keys, the normal form that comes first in the order of bytes. */
  normal: Uint8Array;
}

function findVariants(keys: KeyCounts): Variants {
  const variants: Variants = { count: 0, normal: new Uint8Array(0) };
  for (const { size, bytes, starts, ends, counts } of normalForms(keys).blocks()) {
    for (let i = 0; i < size; i++) {
      const keysAlike = counts[i] as number;
      if (keysAlike < 2) continue;
      const form = bytes.subarray(starts[i], ends[i]);
      const isFirst = variants.count === 0 || compareBytes(form, variants.normal) < 0;
      if (isFirst) variants.normal = form.slice();
      variants.count += keysAlike - 1;
    }
  }
  return variants;
}

/** For each normal form that some key differs from, how many keys have it. */
function normalForms(keys: KeyCounts): KeyTable {
  const forms = new KeyTable();
  const normal = new ByteBuffer();
  forEachKey(keys, (bytes, start, end) => {
    if (isNormal(bytes, start, end)) return;
    normalise(bytes, start, end, normal);
    if (normal.length > 0) forms.add(normal.bytes, 0, normal.length, 1);
  });
  if (forms.size === 0) return forms;
  forEachKey(keys, (bytes, start, end) => {
    if (!isNormal(bytes, start, end)) return;
    if (forms.find(bytes, start, end) >= 0) forms.add(bytes, start, end, 1);
  });
  return forms;
}

/** The two keys with this normal form that come first in the order of bytes. */
function exampleOf(keys: KeyCounts, form: Uint8Array): Uint8Array[] {
  const group: Uint8Array[] = [];
  const normal = new ByteBuffer();
  forEachKey(keys, (bytes, start, end) => {
    normalise(bytes, start, end, normal);
    const isOfGroup = compareBytes(normal.bytes.subarray(0, normal.length), form) === 0;
    if (isOfGroup) group.push(bytes.slice(start, end));
  });
  return group.sort(compareBytes).slice(0, 2);
}

function forEachKey(
  keys: KeyCounts,
  visit: (bytes: Uint8Array, start: number, end: number) => void,
): void {
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) visit(bytes, starts[i] as number, ends[i] as number);
  }
}

/** Whether the key is in lower case and without blanks at its ends. */
function isNormal(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  if (isBlank(bytes[start] as number) || isBlank(bytes[end - 1] as number)) return false;
  // As isUpper: up to some thousand keys, calls cost more than what they do.
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte <= UPPER_Z && byte >= UPPER_A) return false;
  }
  return true;
}

/** Puts the key without blanks at its ends and in lower case into `normal`. */
function normalise(bytes: Uint8Array, start: number, end: number, normal: ByteBuffer): void {
  let from = start;
  let to = end;
  while (from < to && isBlank(bytes[from] as number)) from++;
  while (to > from && isBlank(bytes[to - 1] as number)) to--;
  normal.clear();
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    normal.push(isUpper(byte) ? byte + 0x20 : byte);
  }
}

function isUpper(byte: number): boolean {
  return byte >= UPPER_A && byte <= UPPER_Z;
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}
