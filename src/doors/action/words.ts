import type { DoorWords } from "#core/errors/phrase.ts";
import type { Word } from "#core/errors/plain-words.ts";

const input =
  (name: string): Word =>
  (value) =>
    `the input \`${value === undefined ? name : `${name}: ${value}`}\``;

/** The action passes the lines of its input `flags` to `analyze`. */
const lineOfFlags =
  (flag: string): Word =>
  (value) =>
    `\`${value === undefined ? flag : `${flag} ${value}`}\` in the input \`flags\``;

/**
 * The action's names for settings: its inputs and, for mode analyze, lines of the input `flags`.
 */
export const actionWords: DoorWords = {
  baseline: input("baseline"),
  baselineKeys: undefined,
  contract: input("contract"),
  format: undefined,
  column: undefined,
  countColumn: undefined,
  partitionColumn: undefined,
  timeColumn: undefined,
  bytesColumn: undefined,
  delimiter: undefined,
  missingNull: undefined,
  noCountColumn: undefined,
  noHeader: undefined,
  pointer: undefined,
  keys: input("keys"),
  maxShare: undefined,
  memory: undefined,
  partitions: undefined,
  pushGateway: undefined,
  threads: undefined,
  sample: undefined,
  ofRecords: undefined,
  takenAt: undefined,
  topics: input("topics"),
  allKeys: undefined,
  bootstrap: lineOfFlags("--bootstrap"),
  cluster: lineOfFlags("--cluster"),
  clusterWorkers: undefined,
  config: lineOfFlags("--config"),
  consumerThroughput: undefined,
  factor: undefined,
  formula: undefined,
  keyPattern: lineOfFlags("--key-pattern"),
  maxRate: undefined,
  maxSampleBytes: undefined,
  maxSampleRecords: undefined,
  method: undefined,
  minPartitions: undefined,
  minThroughput: undefined,
  replicationFactor: lineOfFlags("--replication-factor"),
  samplingDays: undefined,
  samplingTimeout: undefined,
  seed: lineOfFlags("--seed"),
  testPartitions: lineOfFlags("--partitions"),
  testTopic: lineOfFlags("--topic"),
  topicWorkers: undefined,
  port: undefined,
  listen: undefined,
};
