import type { Case } from "../simulations/case.ts";
import { percent, plural } from "../text/format.ts";
import { type Suggestion, sentenceWithKeys } from "./suggestion.ts";

/** Share of the records whose key was seen once from which most keys of the topic were not seen. */
const MOSTLY_ONCE = 0.5;

/**
 * For few different keys: why that says nothing about the key, if most records have a key that was seen
 * once. Undefined if it does say something.
 */
export function smallSampleAdvice(subject: Case): Suggestion["parts"] | undefined {
  const { details, measures, confidence } = subject;
  const { keysByCount, uniqueKeys, placedRecords } = measures;
  const once = keysByCount.get(1) ?? 0;
  // All records of a topic show all of its keys.
  if (details?.sampling === "census" || once <= MOSTLY_ONCE * placedRecords) return undefined;
  const enough = confidence?.enoughRecords;
  const size = enough === undefined ? "" : `, of about ${plural(enough, "record")},`;
  return sentenceWithKeys`Sample too small: ${onceText(once, uniqueKeys)} in ${plural(placedRecords, "record")} ${once === 1 ? "was" : "were"} seen once, so the topic probably has many more. Judge a larger sample${size} before you change the key.`;
}

function onceText(once: number, uniqueKeys: number): string {
  if (uniqueKeys === 1) return "the only key";
  return `${percent(once / uniqueKeys)} of the ${plural(uniqueKeys, "different key")}`;
}
