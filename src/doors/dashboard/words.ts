import type { DoorWords } from "#core/errors/phrase.ts";
import type { Word } from "#core/errors/plain-words.ts";

/** A form field, by its label in the page. */
const field =
  (label: string): Word =>
  (value) =>
    value === undefined ? `“${label}”` : `${value} in “${label}”`;

/** A flag of the command that started the dashboard. */
const atStart =
  (flag: string): Word =>
  (value) =>
    `\`skew-contract dashboard ${value === undefined ? flag : `${flag} ${value}`}\``;

/** The dashboard's names of settings: the fields of its page. */
export const dashboardWords: DoorWords = {
  baseline: undefined,
  baselineKeys: undefined,
  contract: undefined,
  format: field("Format"),
  column: undefined,
  countColumn: undefined,
  partitionColumn: field("Partition column"),
  timeColumn: field("Time column"),
  bytesColumn: field("Record size column"),
  delimiter: undefined,
  missingNull: undefined,
  noCountColumn: undefined,
  noHeader: undefined,
  pointer: undefined,
  keys: undefined,
  maxShare: undefined,
  memory: undefined,
  partitions: field("Partitions"),
  pushGateway: undefined,
  threads: undefined,
  sample: undefined,
  ofRecords: undefined,
  takenAt: undefined,
  topics: field("Topic"),
  allKeys: undefined,
  bootstrap: field("Bootstrap servers"),
  cluster: field("Cluster"),
  clusterWorkers: undefined,
  config: atStart("--config"),
  consumerThroughput: field("Consumer throughput per partition"),
  factor: field("Peak multiplier"),
  formula: field("Formula"),
  keyPattern: field("Key prefixes, one per line"),
  maxRate: undefined,
  maxSampleBytes: undefined,
  maxSampleRecords: undefined,
  method: field("Traffic source"),
  minPartitions: field("Minimum partitions"),
  minThroughput: field("Minimum throughput"),
  replicationFactor: undefined,
  samplingDays: field("Days to examine"),
  samplingTimeout: undefined,
  seed: undefined,
  testPartitions: field("Partitions"),
  testTopic: field("Topic"),
  topicWorkers: undefined,
  port: atStart("--port"),
  listen: undefined,
};
