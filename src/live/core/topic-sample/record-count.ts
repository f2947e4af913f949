import { numberFrom } from "#core/values/decimal.ts";
import type { ValueKind } from "#core/values/value.ts";

/** So many that the share of a partition of 48 is known to 0.03 percentage points. */
export const DEFAULT_RECORDS = 1_000_000;

const THOUSANDS: Readonly<Record<string, number>> = { "": 1, K: 1e3, M: 1e6, G: 1e9 };

/** A number of records: `100000`, `100K`, `1.5M`. Units are powers of 1000. */
export const recordCount: ValueKind<number> = {
  form: "a number of records of 1 or more, such as 100K or 1M",
  read(text) {
    const [, digits = "", unit = ""] = /^(.*?)([KMG]?)$/is.exec(text.trim()) ?? [];
    const value = (numberFrom(digits) ?? Number.NaN) * (THOUSANDS[unit.toUpperCase()] ?? 1);
    return Number.isSafeInteger(value) && value >= 1 ? value : undefined;
  },
};
