import { badCount } from "../catalogue.ts";

/** A count of records from its text: a whole number of 0 or more, below 2^53. */
export function parseCount(text: string): number {
  const count = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!Number.isSafeInteger(count)) throw badCount(text);
  return count;
}
