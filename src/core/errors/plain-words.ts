/** What a setting is called, with or without a value. */
export type Word = (value?: string) => string;

const plain =
  (name: string): Word =>
  (value) =>
    value === undefined ? name : `${name} ${value}`;

/**
 * Neutral names of all settings: for messages of exceptions, and for settings that a door does not
 * have. Each door has its own names, such as a flag, an input or a form field.
 */
export const plainWords = {
  baseline: plain("the baseline"),
  baselineKeys: plain("the keys to compare with"),
  contract: plain("the contract"),
  format: plain("the format"),
  // The format of a key file.
  column: plain("column"),
  countColumn: plain("count_column"),
  partitionColumn: plain("partition_column"),
  timeColumn: plain("time_column"),
  bytesColumn: plain("bytes_column"),
  delimiter: plain("delimiter"),
  missingNull: plain("missing: null"),
  noCountColumn: plain("count_column: false"),
  noHeader: plain("header: false"),
  pointer: plain("pointer"),
  keys: plain("the keys"),
  maxShare: plain("the largest share"),
  memory: plain("the memory limit"),
  partitions: plain("the partition count"),
  pushGateway: plain("the Pushgateway's URL"),
  threads: plain("the number of threads"),
  sample: plain("sample"),
  ofRecords: plain("of_records"),
  takenAt: plain("the time of the newest record"),
  topics: plain("the choice of topics"),
  // Live mode.
  allKeys: plain("the choice of all API keys"),
  bootstrap: plain("the bootstrap servers"),
  cluster: plain("the choice of a cluster"),
  clusterWorkers: plain("the number of clusters at a time"),
  config: plain("the connection settings"),
  consumerThroughput: plain("the throughput of a consumer"),
  factor: plain("the factor"),
  formula: plain("the formula"),
  keyPattern: plain("the key pattern"),
  maxRate: plain("the largest rate of reading"),
  maxSampleBytes: plain("the largest sample in bytes"),
  maxSampleRecords: plain("the largest sample in records"),
  method: plain("the method"),
  minPartitions: plain("the minimum number of partitions"),
  minThroughput: plain("the minimum throughput"),
  replicationFactor: plain("the replication factor"),
  samplingDays: plain("the number of days to examine"),
  samplingTimeout: plain("the sampling timeout"),
  seed: plain("the random seed"),
  testPartitions: plain("the test topic's partition count"),
  testTopic: plain("the test topic's name"),
  topicWorkers: plain("the number of topics at a time"),
  // Servers: the dashboard, the monitor.
  port: plain("the port"),
  listen: plain("the address to listen on"),
};

export type SettingId = keyof typeof plainWords;
