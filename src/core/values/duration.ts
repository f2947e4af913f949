import { numberFrom } from "./decimal.ts";
import { isWithin, type Range, rangeWords, type ValueKind } from "./value.ts";

const MS_OF = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const UNIT_WORDS = { s: "seconds", d: "days" } as const;
const DURATION = /^(.*?)(ms|s|m|h|d)?$/is;

/**
 * A length of time: `90` in the value's own unit, or with a unit: `500ms`, `90s`, `2m`, `1h`, `7d`.
 *
 * @param unit of numbers without a unit, of the range and of the result
 */
export function duration(unit: keyof typeof UNIT_WORDS, range: Range = {}): ValueKind<number> {
  return {
    form: `a time${rangeWords(range)} ${UNIT_WORDS[unit]}, or with a unit, such as 90s or 2m`,
    read(text) {
      const [, digits = "", given = unit] = DURATION.exec(text.trim()) ?? [];
      const ofUnit = numberFrom(digits) ?? Number.NaN;
      const value = (ofUnit * msOf(given)) / MS_OF[unit];
      return isWithin(value, range) ? value : undefined;
    },
  };
}

function msOf(unit: string): number {
  const name = unit.toLowerCase();
  return Object.entries(MS_OF).find(([one]) => one === name)?.[1] ?? Number.NaN;
}
