import { escapeJson } from "../text/printable.ts";
import type { Report } from "./report.ts";

const VERSION = 1;

/** The scenarios of every topic; shares and ratios are 0…1. */
export const explainJson: Report = ({ topics }) => {
  const explained = topics.map(({ contract, measures, scenarios = [] }) => ({
    topic: contract.topic,
    records: measures.records,
    unique_keys: measures.uniqueKeys,
    scenarios: scenarios.map(({ spread, movedKeyShare, broken, ...about }) => ({
      ...about,
      max_partition_share: spread.maxPartitionShare,
      gini: spread.gini,
      cv: spread.cv,
      max_key_share: spread.maxKeyShare,
      max_consumer_share: spread.maxConsumerShare,
      moved_keys: movedKeyShare,
      broken,
    })),
  }));
  return `${escapeJson(JSON.stringify({ version: VERSION, topics: explained }, null, 2))}\n`;
};
