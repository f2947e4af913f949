import { numberFrom } from "./decimal.ts";
import { isWithin, type Range, rangeWords, type ValueKind } from "./value.ts";

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  K: 2 ** 10,
  M: 2 ** 20,
  G: 2 ** 30,
  T: 2 ** 40,
};
const SIZE = /^(.*?)([KMGT]?)(?:(?<=[KMGT])i)?B?$/is;

/** A size in bytes: `26214400`, `25M`, `1.5G`, `25MiB`. Units are powers of 1024. */
export function size(range: Range = {}): ValueKind<number> {
  return {
    form: `a size in bytes, such as 26214400 or 25M,${rangeWords(range)}`,
    read(text) {
      const [, digits = "", unit = ""] = SIZE.exec(text.trim()) ?? [];
      const value = (numberFrom(digits) ?? Number.NaN) * (UNITS[unit.toUpperCase()] ?? Number.NaN);
      return isWithin(value, range) ? value : undefined;
    },
  };
}
