import type { Replacing } from "./cut-event.ts";
import { lettersLike, type Place } from "./letter-classes.ts";
import { permuted } from "./permutation.ts";

/** Bytes that only the secret makes from a text: at least 32. */
export type KeyedDigest = (text: string) => Uint8Array;

/** Entries of a cache before it begins again. */
const MOST_CACHED = 200_000;
const SEPARATOR = "\u0000";

/**
 * Replaces texts one-to-one per field: each letter and digit by another of its class, chosen by the
 * secret, the field, and the letters and digits before it in lower case. Everything else stays. So texts
 * with a common beginning still have one, and equal letters in another case are still equal.
 */
export class Pseudonyms implements Replacing {
  readonly #digest: KeyedDigest;
  readonly #replacesNumbers: boolean;
  readonly #digests = new Map<string, Uint8Array>();
  readonly #texts = new Map<string, string>();

  constructor(digest: KeyedDigest, { numbers }: { readonly numbers: boolean }) {
    this.#digest = digest;
    this.#replacesNumbers = numbers;
  }

  text(path: string, value: string): string {
    return cached(this.#texts, `${path}${SEPARATOR}${value}`, () => {
      return this.#replace(path, value, (character) => lettersLike(character));
    });
  }

  /** A number stays one, with as many digits: a first digit other than 0 becomes one other than 0. */
  number(path: string, value: string): string {
    if (!this.#replacesNumbers) return value;
    const [, head = "", rest = ""] = /^([^eE]*)(.*)$/s.exec(value) ?? [];
    let isFirst = true;
    const replaced = this.#replace(path, head, (character) => {
      const digit = character.charCodeAt(0) - 0x30;
      if (digit < 0 || digit > 9) return undefined;
      const place = isFirst ? firstDigit(digit) : { index: digit, size: 10, at: digitAt };
      isFirst = false;
      return place;
    });
    return `${replaced}${rest}`;
  }

  #replace(path: string, value: string, placeOf: (character: string) => Place | undefined): string {
    let before = "";
    let result = "";
    for (const character of value) {
      const place = placeOf(character);
      if (place === undefined) result += character;
      else {
        const context = `${path}${SEPARATOR}${before}`;
        const bytes = cached(this.#digests, context, () => this.#digest(context));
        result += place.at(permuted(place.index, place.size, bytes));
        before += character.toLowerCase();
      }
    }
    return result;
  }
}

const digitAt = (index: number) => String(index);

/** A 0 before other digits or a point stays. */
function firstDigit(digit: number): Place | undefined {
  if (digit === 0) return undefined;
  return { index: digit - 1, size: 9, at: (index) => digitAt(index + 1) };
}

function cached<Value>(cache: Map<string, Value>, key: string, make: () => Value): Value {
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= MOST_CACHED) cache.clear();
  const value = make();
  cache.set(key, value);
  return value;
}
