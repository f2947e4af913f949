import type { KeyType } from "./key-type.ts";

/** Longer keys are not searched. */
const MOST_BYTES = 100;
const MONTH = "(?:0[1-9]|1[0-2])";
const DAY = "(?:0[1-9]|[12]\\d|3[01])";
const PATTERNS = [
  // ISO 8601, and what follows in the same part of the key.
  `20\\d\\d-${MONTH}-${DAY}(?:[T ][\\d:.]*Z?)?`,
  // yyyymmdd, yyyymmddHH, yyyymmddHHMM or yyyymmddHHMMSS
  `20\\d\\d${MONTH}${DAY}(?:T?(?:[01]\\d|2[0-3])(?:[0-5]\\d){0,2}Z?)?`,
  // Seconds, milliseconds or microseconds since the epoch, from 2008 to 2033.
  "1[2-9]\\d{8}(?:\\d{3}|\\d{6})?",
];
/** A part between other characters than letters and digits. */
const TIME = new RegExp(`(?<![\\dA-Za-z.])(?:${PATTERNS.join("|")})(?![\\dA-Za-z])`);
const FEWEST_DIGITS = 8;

/**
 * The date or time that a key is or contains as a part of its own, as its text; undefined if there is none.
 * Numbers are recognized by their size: others may be in the same range.
 */
export function timeInKey(
  bytes: Uint8Array,
  start: number,
  end: number,
  keyType: KeyType,
): string | undefined {
  const text = textOf(bytes, start, end, keyType);
  return text === undefined ? undefined : TIME.exec(text)?.[0];
}

function textOf(bytes: Uint8Array, start: number, end: number, type: KeyType): string | undefined {
  if (type === "long" || type === "int") return wholeOf(bytes.subarray(start, end));
  if (type !== "string" || end - start > MOST_BYTES) return undefined;
  let digits = 0;
  for (let i = start; i < end; i++) if (isDigit(bytes[i] as number)) digits++;
  return digits < FEWEST_DIGITS ? undefined : String.fromCharCode(...bytes.subarray(start, end));
}

/** The serialized number as text. */
function wholeOf(bytes: Uint8Array): string {
  return String(bytes.reduce((value, byte) => value * 256 + byte, 0));
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}
