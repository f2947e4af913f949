import type { DoorWords } from "#core/errors/phrase.ts";
import type { Word } from "#core/errors/plain-words.ts";

/** By the label that stands above it in the page. */
const field =
  (label: string): Word =>
  (value) =>
    value === undefined ? `“${label}”` : `${value} in “${label}”`;

/** What was said when the dashboard was started. */
const atStart =
  (flag: string): Word =>
  (value) =>
    `\`skew-contract dashboard ${value === undefined ? flag : `${flag} ${value}`}\``;

/** What the dashboard calls what a user sets: the fields of its page. */
export const dashboardWords: DoorWords = {
  baseline: undefined,
  baselineKeys: undefined,
  contract: undefined,
  format: field("Format"),
  column: undefined,
  countColumn: undefined,
  partitionColumn: field("Column of the partition written to"),
  timeColumn: field("Column of the time"),
  bytesColumn: field("Column of the record's size"),
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
  consumerThroughput: field("A consumer takes of a partition, a second"),
  factor: field("Times the peak"),
  formula: field("Formula"),
  keyPattern: field("What keys begin with, one a line"),
  maxSampleBytes: undefined,
  maxSampleRecords: undefined,
  method: field("Traffic by"),
  minPartitions: field("Partitions, at least"),
  minThroughput: field("At least, a second"),
  replicationFactor: undefined,
  samplingDays: field("Days to look at"),
  samplingTimeout: undefined,
  seed: undefined,
  testPartitions: field("Partitions"),
  testTopic: field("Topic"),
  topicWorkers: undefined,
  port: atStart("--port"),
};
