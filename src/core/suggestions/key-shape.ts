import type { KeyCounts } from "../keys/key-counts.ts";

/** What the longest keys have in common. */
export interface KeyShape {
  /** Bytes of the longest keys. */
  readonly length: number;
  /** How many keys have that length. */
  readonly keys: number;
  /** How many texts have at every place a character that some of these keys have there. */
  readonly possible: number;
  readonly isPartOfUuid: boolean;
  /** Whether they are ids of a known kind, dates, times or JSON. */
  readonly isWholeId: boolean;
  /** Whether they differ in decimal digits only. */
  readonly isNumbered: boolean;
}

const DIGITS = "0123456789";
const HEX = `${DIGITS}abcdefABCDEF`;
/** Crockford's Base32. */
const BASE32 = `${DIGITS}ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz`;
const UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";
/** Lengths of ObjectIds and of UUIDs, MD5, SHA-1 and SHA-256 in hex. */
const HEX_IDS: readonly number[] = [24, 32, 40, 64];
const ULID = 26;
/** Decimal digits of snowflakes. */
const SNOWFLAKES: readonly number[] = [17, 18, 19];
/** Decimal digits of seconds, milliseconds, microseconds and nanoseconds since 1970: from 2001 on, they begin with 1. */
const EPOCHS: readonly number[] = [10, 13, 16, 19];
/** Decimal digits of dates and times such as 20261128. */
const DATES: readonly number[] = [8, 10, 12, 14];

/** Undefined if the longest keys are longer than `maxLength` bytes. */
export function shapeOf(keys: Pick<KeyCounts, "blocks">, maxLength: number): KeyShape | undefined {
  const { length, count } = longest(keys);
  if (length > maxLength) return undefined;
  const places = charactersAt(keys, length);
  const each = (allowed: string) => places.every((at) => consistsOf(at, allowed));
  const varying = places.filter((at) => at.length > 1);
  return {
    length,
    keys: count,
    possible: places.reduce((product, at) => product * at.length, 1),
    isPartOfUuid: length > UUID.indexOf("-") && length < UUID.length && beginsLikeUuid(places),
    isWholeId:
      (length === UUID.length && beginsLikeUuid(places)) ||
      (each(HEX) && HEX_IDS.includes(length)) ||
      (each(BASE32) && length === ULID) ||
      (each(DIGITS) && (SNOWFLAKES.includes(length) || isTime(places))) ||
      isIsoDate(places) ||
      isJson(places),
    isNumbered: varying.every((at) => consistsOf(at, DIGITS)),
  };
}

function longest(keys: Pick<KeyCounts, "blocks">): { length: number; count: number } {
  let length = 0;
  let count = 0;
  for (const { size, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const own = (ends[i] as number) - (starts[i] as number);
      if (own > length) count = 0;
      length = Math.max(length, own);
      if (own === length) count++;
    }
  }
  return { length, count };
}

/** For every place, the characters that keys of this length have there. */
function charactersAt(keys: Pick<KeyCounts, "blocks">, length: number): string[] {
  const seen = Array.from({ length }, () => new Uint8Array(256));
  for (const { size, bytes, starts, ends } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const start = starts[i] as number;
      if ((ends[i] as number) - start !== length) continue;
      for (let at = 0; at < length; at++) {
        (seen[at] as Uint8Array)[bytes[start + at] as number] = 1;
      }
    }
  }
  return seen.map((flags) => {
    const present = [...flags.keys()].filter((byte) => flags[byte] === 1);
    return String.fromCharCode(...present);
  });
}

function consistsOf(characters: string, allowed: string): boolean {
  return [...characters].every((character) => allowed.includes(character));
}

function beginsLikeUuid(places: readonly string[]): boolean {
  return places.every((at, i) => (UUID[i] === "-" ? at === "-" : consistsOf(at, HEX)));
}

function isTime({ length, 0: first = "", 1: second = "" }: readonly string[]): boolean {
  const isEpoch = EPOCHS.includes(length) && first === "1";
  return isEpoch || (DATES.includes(length) && /^(1?2?)$/.test(first) && /^[09]+$/.test(second));
}

/** 2026-11-28, and what follows it. */
function isIsoDate(places: readonly string[]): boolean {
  const date = places.slice(0, 10);
  return (
    date.length === 10 &&
    date.every((at, i) => (i === 4 || i === 7 ? at === "-" : consistsOf(at, DIGITS)))
  );
}

function isJson(places: readonly string[]): boolean {
  const ends = `${places[0] ?? ""}${places.at(-1) ?? ""}`;
  return ends === "{}" || ends === "[]" || ends === '""';
}
