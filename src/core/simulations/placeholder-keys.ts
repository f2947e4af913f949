import { compareBytes } from "../bytes.ts";
import { type KeyType, serializeKey } from "../keys/key-type.ts";
import { isPlaceholder, mayHavePlaceholders } from "../keys/placeholders.ts";
import type { HotKey, Measures } from "../measures/measures.ts";
import type { Evidence } from "../rules/rule.ts";

/** Among fewer different keys, 0 and −1 are probably codes. */
const MIN_KEYS = 10;
/** 0 and −1 have this many times the records of the average key, and of 1, if they mean nothing. */
const STANDS_OUT = 10;

/** Not after `.`, `-`, `_` or `#`: 5.0 is a number, and order-0 the first of many ids. */
const LAST_NUMBER = /(^|[:|,;/~@=&] ?)(?:0|-1)([}\]]*)$/;
const NUMBERS: Partial<Record<KeyType, readonly string[]>> = {
  short: ["0", "-1"],
  int: ["0", "-1"],
  long: ["0", "-1"],
  float: ["0", "-1", "NaN"],
  double: ["0", "-1", "NaN"],
};

type Subject = Pick<Evidence, "contract" | "measures">;

/** A 0, −1 or NaN that is probably no value. */
interface EmptyNumber {
  readonly hot: HotKey;
  /** The number, with the separator before it if it is the last part of a composite key. */
  readonly number: Uint8Array;
}

/** Whether a hot key says that there was no value: `null`, `user:unknown`, or a 0 that stands out. */
export function meansNoValue({ contract: { keyType }, measures }: Subject, hot: HotKey): boolean {
  if (mayHavePlaceholders(keyType) && isPlaceholder(hot.key)) return true;
  return emptyNumbers(keyType, measures).some((one) => one.hot === hot);
}

/**
 * The hottest keys that are 0, −1 or NaN, or text that ends in 0 or −1 as a part of its own, and stand
 * out so much that they are not usual ids.
 */
export function emptyNumbers(
  keyType: KeyType,
  { hottestKeys, uniqueKeys, placedRecords }: Measures,
): EmptyNumber[] {
  if (uniqueKeys < MIN_KEYS) return [];
  return hottestKeys.flatMap((hot) => {
    const mean = (placedRecords - hot.count) / (uniqueKeys - 1);
    if (hot.count < STANDS_OUT * mean) return [];
    const found = numberIn(keyType, hot.key);
    if (found === undefined) return [];
    const sibling = hottestKeys.find(({ key }) => compareBytes(key, found.sibling) === 0);
    const isUsual = sibling !== undefined && sibling.count * STANDS_OUT > hot.count;
    return isUsual ? [] : [{ hot, number: found.number }];
  });
}

/** The number that the key is or ends with, and the same key with 1 in its place. */
function numberIn(
  keyType: KeyType,
  key: Uint8Array,
): { readonly number: Uint8Array; readonly sibling: Uint8Array } | undefined {
  if (keyType === "string") return numberInText(key);
  const texts = NUMBERS[keyType] ?? [];
  const isNumber = texts.some((text) => compareBytes(serializeKey(keyType, text), key) === 0);
  return isNumber ? { number: key, sibling: serializeKey(keyType, "1") } : undefined;
}

function numberInText(key: Uint8Array) {
  const text = new TextDecoder().decode(key);
  const [part, separator, end] = LAST_NUMBER.exec(text) ?? [];
  if (part === undefined) return undefined;
  const number = key.subarray(key.length - part.length);
  const sibling = `${text.slice(0, text.length - part.length)}${separator}1${end}`;
  return { number, sibling: new TextEncoder().encode(sibling) };
}
