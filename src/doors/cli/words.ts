import type { DoorWords } from "#core/errors/phrase.ts";
import type { Word } from "#core/errors/plain-words.ts";

const flag =
  (name: string): Word =>
  (value) =>
    value === undefined ? name : `${name} ${value}`;

/** The command line's names for settings. */
export const cliWords: DoorWords = {
  baseline: flag("--baseline"),
  baselineKeys: flag("--baseline-keys"),
  contract: flag("--contract"),
  format: flag("--format"),
  column: flag("--column"),
  countColumn: flag("--count-column"),
  partitionColumn: flag("--partition-column"),
  timeColumn: flag("--time-column"),
  bytesColumn: flag("--bytes-column"),
  delimiter: flag("--delimiter"),
  missingNull: flag("--missing-null"),
  noCountColumn: flag("--no-count-column"),
  noHeader: flag("--no-header"),
  pointer: flag("--pointer"),
  keys: flag("--keys"),
  maxShare: flag("--max-share"),
  memory: flag("--memory"),
  partitions: flag("--partitions"),
  pushGateway: flag("--push-gateway"),
  threads: flag("--threads"),
  sample: flag("--sample"),
  ofRecords: flag("--of-records"),
  takenAt: flag("--taken-at"),
  topics: flag("--topic"),
  allKeys: flag("--all-keys"),
  bootstrap: flag("--bootstrap"),
  cluster: flag("--cluster"),
  clusterWorkers: flag("--cluster-workers"),
  config: flag("--config"),
  consumerThroughput: flag("--consumer-throughput"),
  factor: flag("--factor"),
  formula: flag("--formula"),
  keyPattern: flag("--key-pattern"),
  maxRate: flag("--max-rate"),
  maxSampleBytes: flag("--max-sample-bytes"),
  maxSampleRecords: flag("--max-sample-records"),
  method: flag("--method"),
  minPartitions: flag("--min-partitions"),
  minThroughput: flag("--min-throughput"),
  replicationFactor: flag("--replication-factor"),
  samplingDays: flag("--sampling-days"),
  samplingTimeout: flag("--sampling-timeout"),
  seed: flag("--seed"),
  testPartitions: flag("--partitions"),
  testTopic: flag("--topic"),
  topicWorkers: flag("--topic-workers"),
  port: flag("--port"),
  listen: flag("--listen"),
};
