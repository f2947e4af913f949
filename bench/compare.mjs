import { isDeepStrictEqual } from "node:util";

const FIELDS = ["records", "unique", "partitions", "gini", "max_share", "top"];

/** Whether all is told, so that others can be compared with it. */
export function isWhole(summary) {
  return FIELDS.every((field) => summary?.[field] !== undefined);
}

/**
 * Compares what a program found in every round with the reference's summary, number by number.
 *
 * @returns {{ equal: boolean, text: string }}
 */
export function compare(reference, summaries) {
  if (reference === undefined) return { equal: false, text: "nothing to compare with" };
  const told = (field) => summaries.some((summary) => summary[field] !== undefined);
  const differs = (field) =>
    summaries.some((one) => !isDeepStrictEqual(one[field], reference[field]));
  const different = FIELDS.filter((field) => told(field) && differs(field));
  if (different.length > 0) return { equal: false, text: `DIFFERENT ${different.join(", ")}` };
  const untold = FIELDS.filter((field) => !told(field));
  if (untold.length === FIELDS.length) return { equal: true, text: "–" };
  const but = untold.length === 0 ? "" : ` but for ${untold.join(", ")}`;
  return { equal: true, text: `equal${but}` };
}
