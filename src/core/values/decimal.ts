import { isWithin, type Range, rangeWords, type ValueKind } from "./value.ts";

const DIGITS = String.raw`\d+(?:_\d+)*`;
const NUMBER = new RegExp(
  `^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:e[+-]?\\d+)?$`,
  "i",
);

/**
 * The number in a text: `48`, `1_000_000`, `0.08`, `.5` or `1e6`, with or without spaces around it.
 * Undefined for everything else, including JavaScript's `0x30` and `Infinity`.
 */
export function numberFrom(text: string): number | undefined {
  const plain = text.trim();
  return NUMBER.test(plain) ? Number(plain.replaceAll("_", "")) : undefined;
}

/** A number that need not be whole, such as a factor. */
export function decimalNumber(range: Range = {}): ValueKind<number> {
  return {
    form: `a number${rangeWords(range)}`,
    read(text) {
      const value = numberFrom(text);
      return value !== undefined && isWithin(value, range) ? value : undefined;
    },
  };
}
