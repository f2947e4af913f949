import { compareBytes } from "../bytes.ts";
import type { KeyCounts } from "./key-counts.ts";
import type { KeyType } from "./key-type.ts";

/** What exporters write for a null key; in lower case. */
const NULL_TEXTS = [
  ...["null", "undefined", "none", "nil", "nan", "n/a", "\\n"],
  ...["<null>", "(null)", "<na>"],
] as const;
const OTHER_TEXTS = [
  ...["unknown", "anonymous", "{}", "[]", "[object object]"],
  "00000000-0000-0000-0000-000000000000",
] as const;
/** Texts that programs write where there is no value: matched whatever their case. */
const texts: readonly string[] = [...NULL_TEXTS, ...OTHER_TEXTS];

/** Bytes between the parts of a composite key. */
const SEPARATORS = bytesIn(":|,;/#_-.~@=&");
/** Bytes before a value in JSON, and those after the last one. */
const JSON_LEADS = bytesIn(":,[ ");
const TEXT_LEADS = bytesIn(':|,;/#_-.~@=&"');
const JSON_ENDS = bytesIn("}] \t\r\n");
const QUOTE = 0x22;
const BLANK = 0x20;
const UPPER_A = 0x41;
const UPPER_Z = 0x5a;

/** For each last byte, in lower case, the texts that end with it. */
const textsByLast: { readonly text: number; readonly bytes: Uint8Array }[][] = [];
for (const [text, one] of texts.entries()) {
  const bytes = new TextEncoder().encode(one);
  const last = bytes.at(-1) as number;
  textsByLast[last] = [...(textsByLast[last] ?? []), { text, bytes }];
}

/** A text that says that there is no value, and the records with such keys. Not personal data. */
export interface Placeholder {
  /** The whole key, or the last part of composite keys with the separator before it. */
  readonly bytes: Uint8Array;
  /** Whether it is only the last part of the keys. */
  readonly isPart: boolean;
  /** Whether an exporter may have written it for a null key. */
  readonly mayBeNull: boolean;
  readonly count: number;
}

/** Whether keys of this type are made of text. */
export function mayHavePlaceholders(keyType: KeyType): boolean {
  return keyType === "string" || keyType === "uuid" || keyType.startsWith("bytes");
}

/** Whether the key is a placeholder, or its last part is. */
export function isPlaceholder(key: Uint8Array): boolean {
  return find(key, 0, key.length) !== undefined;
}

/** The placeholders in keys of text, each with its records. */
export function countPlaceholders(keys: Pick<KeyCounts, "blocks">): Placeholder[] {
  const found = new Map<string, Placeholder>();
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const start = starts[i] as number;
      const end = ends[i] as number;
      const match = find(bytes, start, end);
      if (match === undefined) continue;
      const { text, at } = match;
      const isPart = at > start;
      const shown = bytes.subarray(isPart ? at - 1 : at, end);
      const id = `${text} ${isPart ? shown[0] : ""} ${shown.length}`;
      found.set(id, merged(found.get(id), text, isPart, shown, counts[i] as number));
    }
  }
  return [...found.values()];
}

/** Of texts in different case, the one that comes first in the order of bytes is shown. */
function merged(
  known: Placeholder | undefined,
  text: number,
  isPart: boolean,
  shown: Uint8Array,
  count: number,
): Placeholder {
  if (known === undefined) {
    const mayBeNull = !isPart && text < NULL_TEXTS.length;
    return { bytes: shown.slice(), isPart, mayBeNull, count };
  }
  const isFirst = compareBytes(shown, known.bytes) < 0;
  return {
    ...known,
    bytes: isFirst ? shown.slice() : known.bytes,
    count: known.count + count,
  };
}

interface Match {
  readonly text: number;
  /** Where the text begins, or the blank before it. */
  readonly at: number;
}

/** The text that the key is, or that is its last part; in JSON, its last value. */
function find(bytes: Uint8Array, start: number, end: number): Match | undefined {
  if (end === start) return undefined;
  const plain = findBefore(bytes, start, end, SEPARATORS);
  const lastByte = bytes[end - 1] as number;
  if (plain !== undefined || (JSON_ENDS[lastByte] === 0 && lastByte !== QUOTE)) return plain;
  let last = end;
  while (last > start && JSON_ENDS[bytes[last - 1] as number] === 1) {
    // An empty object or list is a value, too.
    const empty = findBefore(bytes, start, --last, JSON_LEADS);
    if (empty !== undefined && empty.at > start) return empty;
  }
  const isText = last > start && bytes[last - 1] === QUOTE;
  const inner = isText ? findBefore(bytes, start, last - 1, TEXT_LEADS) : undefined;
  return inner !== undefined && inner.at > start ? inner : undefined;
}

/** The text that ends at `end` and begins the key, or follows one of these bytes, or one and a blank. */
function findBefore(
  bytes: Uint8Array,
  start: number,
  end: number,
  leads: Uint8Array,
): Match | undefined {
  if (end === start) return undefined;
  for (const { text, bytes: wanted } of textsByLast[lower(bytes[end - 1] as number)] ?? []) {
    const at = end - wanted.length;
    if (at < start || !isEqual(bytes, at, wanted)) continue;
    if (at === start || leads[bytes[at - 1] as number] === 1) return { text, at };
    const isApart = at > start + 1 && bytes[at - 1] === BLANK;
    if (isApart && leads[bytes[at - 2] as number] === 1) return { text, at: at - 1 };
  }
  return undefined;
}

function isEqual(bytes: Uint8Array, at: number, wanted: Uint8Array): boolean {
  for (let i = wanted.length - 1; i >= 0; i--) {
    if (lower(bytes[at + i] as number) !== wanted[i]) return false;
  }
  return true;
}

function lower(byte: number): number {
  return byte >= UPPER_A && byte <= UPPER_Z ? byte + 0x20 : byte;
}

function bytesIn(text: string): Uint8Array {
  const is = new Uint8Array(256);
  for (const byte of new TextEncoder().encode(text)) is[byte] = 1;
  return is;
}
