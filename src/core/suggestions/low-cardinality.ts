import type { Measures } from "../measures/measures.ts";
import { plural, whole } from "../text/format.ts";
import { smallSampleAdvice } from "./small-sample.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** Rule of thumb: fewer keys per partition spread visibly unevenly. */
const KEYS_PER_PARTITION = 100;

/** Whether chance spreads so few keys visibly unevenly. */
export function hasFewKeys({ uniqueKeys, partitions }: Measures): boolean {
  return partitions > 1 && uniqueKeys < partitions * KEYS_PER_PARTITION;
}

export const lowCardinality: Suggester = {
  id: "low-cardinality",
  suggest(subject) {
    const { findings, measures } = subject;
    const { uniqueKeys, partitions, placedRecords } = measures;
    const wanted = partitions * KEYS_PER_PARTITION;
    if (placedRecords === 0 || !hasFewKeys(measures)) return undefined;
    const isBroken =
      spreadIsBroken(subject) || findings.some(({ rule }) => rule === "min_unique_keys");
    if (!isBroken && uniqueKeys >= partitions) return undefined;
    const smallSample = smallSampleAdvice(subject);
    if (smallSample !== undefined) return smallSample;
    const fill =
      uniqueKeys < partitions
        ? `can fill at most ${whole(uniqueKeys)} of ${plural(partitions, "partition")}`
        : `are few for ${plural(partitions, "partition")}`;
    return sentenceWithKeys`Low cardinality: ${plural(uniqueKeys, "different key")} ${fill}; the rule of thumb is at least ${whole(wanted)} (100 per partition). A key with more values, such as a user or order id, or this key with such an id added to it, spreads better.`;
  },
};
