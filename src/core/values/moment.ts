import { recordTime } from "../keys/details/record-time.ts";
import type { ValueKind } from "./value.ts";

/** A point in time, in ms since the epoch: ISO 8601, or a number of seconds or parts of them. */
export const moment: ValueKind<number> = {
  form: "a time in ISO 8601, such as 2026-11-28T00:53:33Z, or since the epoch",
  read: (text) => recordTime(text.trim())?.ms,
};
