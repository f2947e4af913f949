import type { Joins } from "../joins/join.ts";
import { whole } from "../text/format.ts";
import type { Rule } from "./rule.ts";

const LIMIT = { relation: "≤", limit: 0, format: whole, digits: 0 } as const;

/** What differs is worked out in joins/, which few contracts need. */
export const coPartitioned: Rule = {
  id: "co_partitioned",
  title: "Joined topics are not co-partitioned",
  purpose:
    "A join reads partitions of the same number, so a key must have the same one in both topics.",
  remedies: [
    "Give both topics the same partition count, and have their clients use the same partitioner and serializer.",
    "Repartition one of them before the join.",
  ],
  about: "joins",
  show({ joins }) {
    if (joins === undefined || isUnknown(joins)) return undefined;
    return { ...LIMIT, actual: joins.differences };
  },
  unjudged({ joins }) {
    if (joins === undefined || !isUnknown(joins)) return undefined;
    return { ...LIMIT, why: joins.unknown ?? "" };
  },
  check({ joins }) {
    if (joins === undefined || joins.differences === 0) return undefined;
    const { differences: actual, message, field } = joins;
    return { limit: 0, actual, message, field };
  },
};

function isUnknown({ differences, unknown }: Joins): boolean {
  return differences === 0 && unknown !== undefined;
}
