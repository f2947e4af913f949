import { decimalNumber } from "./decimal.ts";
import type { ValueKind } from "./value.ts";

/** A share from 0 to 1: `0.08`. */
export function share(): ValueKind<number> {
  return { ...decimalNumber({ min: 0, max: 1 }), form: "a share from 0 to 1, such as 0.08" };
}
