import { escapeJson } from "../text/printable.ts";
import { keyNames } from "./key-names.ts";
import type { Report } from "./report.ts";
import { conclusion } from "./scenario-words.ts";

const VERSION = 1;

/** The scenarios of every topic; shares and ratios are 0…1. */
export const explainJson: Report = ({ topics }, { displayKey }) => {
  const explained = topics.map((topic) => {
    const { contract, measures, scenarios = [] } = topic;
    return {
      topic: contract.topic,
      ...(contract.contractFile === undefined ? {} : { contract: contract.contractFile }),
      records: measures.records,
      unique_keys: measures.uniqueKeys,
      scenarios: scenarios.map(({ spread, movedKeyShare, broken, hottest, ...about }) => ({
        ...about,
        ...(hottest && {
          keys: hottest.length,
          hottest_keys: hottest.map(({ key }) =>
            displayKey(key, contract.keyType, contract.keyFrame),
          ),
        }),
        max_partition_share: spread.maxPartitionShare,
        gini: spread.gini,
        cv: spread.cv,
        max_key_share: spread.maxKeyShare,
        max_consumer_share: spread.maxConsumerShare,
        moved_keys: movedKeyShare,
        broken,
      })),
      conclusion: conclusion(topic, keyNames(topic, displayKey)),
    };
  });
  return `${escapeJson(JSON.stringify({ version: VERSION, topics: explained }, null, 2))}\n`;
};
