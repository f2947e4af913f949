import { numberFrom } from "./decimal.ts";
import { isWithin, type Range, rangeWords, type ValueKind } from "./value.ts";

/** A whole number: `48`, `1_000_000`, `1e6`. */
export function count(range: Range = {}): ValueKind<number> {
  return {
    form: `a whole number${rangeWords(range)}`,
    read(text) {
      const value = numberFrom(text);
      return Number.isSafeInteger(value) && isWithin(Number(value), range) ? value : undefined;
    },
  };
}
