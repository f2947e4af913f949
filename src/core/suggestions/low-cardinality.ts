import { plural, whole } from "../text/format.ts";
import { type Suggester, sentenceWithKeys, spreadIsBroken } from "./suggestion.ts";

/** Rule of thumb: fewer keys per partition spread visibly unevenly. */
const KEYS_PER_PARTITION = 100;

export const lowCardinality: Suggester = {
  id: "low-cardinality",
  suggest(subject) {
    const { findings, measures } = subject;
    const { uniqueKeys, partitions, placedRecords } = measures;
    const wanted = partitions * KEYS_PER_PARTITION;
    if (partitions === 1 || placedRecords === 0 || uniqueKeys >= wanted) return undefined;
    const isBroken =
      spreadIsBroken(subject) || findings.some(({ rule }) => rule === "min_unique_keys");
    if (!isBroken && uniqueKeys >= partitions) return undefined;
    const fill =
      uniqueKeys < partitions
        ? `can fill at most ${whole(uniqueKeys)} of ${plural(partitions, "partition")}`
        : `are few for ${plural(partitions, "partition")}`;
    return sentenceWithKeys`Low cardinality: ${plural(uniqueKeys, "different key")} ${fill}; the rule of thumb is at least ${whole(wanted)} (100 per partition). A key with more values, such as a user or order id, or this key with such an id added to it, spreads better.`;
  },
};
