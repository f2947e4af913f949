import { type Suggester, sentenceWithKeys } from "./suggestion.ts";

/** What makes topics co-partitioned. */
export const coPartitionedTopics: Suggester = {
  id: "co-partitioned",
  suggest({ findings, joins }) {
    const finding = findings.find(({ rule }) => rule === "co_partitioned");
    if (finding === undefined || joins === undefined) return undefined;
    return sentenceWithKeys`Joins: ${finding.message}. ${joins.remedy}`;
  },
};
