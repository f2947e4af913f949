import { isDeepStrictEqual } from "node:util";

const FIELDS = ["records", "unique", "partitions", "gini", "max_share", "top"];

/** Whether a summary has all fields, so that others can be compared with it. */
export function isWhole(summary) {
  return FIELDS.every((field) => summary?.[field] !== undefined);
}

/**
 * Compares a program's results of all rounds with the reference's summary, number by number.
 *
 * @returns {{ equal: boolean, text: string }}
 */
export function compare(reference, summaries) {
  if (reference === undefined) return { equal: false, text: "nothing to compare with" };
  const isReported = (field) => summaries.some((summary) => summary[field] !== undefined);
  const differs = (field) =>
    summaries.some((one) => !isDeepStrictEqual(one[field], reference[field]));
  const different = FIELDS.filter((field) => isReported(field) && differs(field));
  if (different.length > 0) return { equal: false, text: `DIFFERENT ${different.join(", ")}` };
  const missing = FIELDS.filter((field) => !isReported(field));
  if (missing.length === FIELDS.length) return { equal: true, text: "–" };
  const except = missing.length === 0 ? "" : ` except ${missing.join(", ")}`;
  return { equal: true, text: `equal${except}` };
}
