import type { ValueKind } from "../values/value.ts";
import { windowLengthText } from "./window.ts";

/** A length of time as contracts write it: `1m`, from any form in which users give times. */
export const windowLength: ValueKind<string> = {
  form: "a time such as 30s, 5m or 1h",
  // Loaded late.
  read: (text) => windowLengthText(text),
};
