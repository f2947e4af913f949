/** A gauge with one series for each partition of a topic. */
export interface PartitionMetric {
  readonly name: string;
  readonly topicLabel: string;
  readonly partitionLabel: string;
  /**
   * Set if several targets report the same partition: the labels that distinguish Kafka clusters.
   * All others are dropped. Without it, each target sees a whole cluster, and all labels are kept.
   */
  readonly clusterLabels?: readonly string[];
  /** Whether dots in a topic's name may have become underscores. */
  readonly hidesDots?: true;
}

interface LagMetric extends PartitionMetric {
  /** The label that distinguishes consumer groups. */
  readonly groupLabel: string;
  /** Whether that label is the group's name. */
  readonly namesGroup: boolean;
}

export interface Exporter {
  /** Messages that a consumer group has yet to read. */
  readonly lag: LagMetric;
  /** The offset that the next message of a partition gets. */
  readonly endOffset: PartitionMetric;
  /** Bytes of a partition on a broker's disk. */
  readonly size?: PartitionMetric;
}

// There is one target per broker or consumer, so `instance` must be dropped. `job` distinguishes clusters;
// if it does not, `cluster` or, with an operator, `namespace` does. A missing label does no harm.
const clusterLabels = ["cluster", "namespace", "job"];

// kafka_exporter.go of github.com/danielqsj/kafka_exporter: consumergroupLag, topicCurrentOffset.
const exporterLabels = { topicLabel: "topic", partitionLabel: "partition" };
const kafkaExporter: Exporter = {
  lag: {
    name: "kafka_consumergroup_lag",
    ...exporterLabels,
    groupLabel: "consumergroup",
    namesGroup: true,
  },
  endOffset: { name: "kafka_topic_partition_current_offset", ...exporterLabels },
};

// prometheus/exporter.go and docs/metrics.md of github.com/redpanda-data/kminion, with the default
// namespace. Its log-dir sizes are sums of a topic's or a broker's partitions.
const minionLabels = { topicLabel: "topic_name", partitionLabel: "partition_id" };
const kminion: Exporter = {
  lag: {
    name: "kminion_kafka_consumer_group_topic_partition_lag",
    ...minionLabels,
    groupLabel: "group_id",
    namesGroup: true,
  },
  endOffset: { name: "kminion_kafka_topic_partition_high_water_mark", ...minionLabels },
};

// github.com/prometheus/jmx_exporter: examples/kafka-kraft-3_0_0.yml (and kafka-2_0_0.yml) makes
// these of the brokers' kafka.log:type=Log,name=Size|LogEndOffset,topic=…,partition=….
const jmxLabels = { topicLabel: "topic", partitionLabel: "partition", clusterLabels };
const jmx: Exporter = {
  // Brokers do not know the lag. examples/kafka-connect.yml makes this of `records-lag` in a consumer's
  // kafka.consumer:type=consumer-fetch-manager-metrics,client-id=…,topic=…,partition=…, which does
  // not name the group: its job is used instead. KIP-1109 says what happens to the dots.
  lag: {
    name: "kafka_consumer_fetch_manager_records_lag",
    ...jmxLabels,
    groupLabel: "job",
    namesGroup: false,
    hidesDots: true,
  },
  endOffset: { name: "kafka_log_log_logendoffset", ...jmxLabels },
  size: { name: "kafka_log_log_size", ...jmxLabels },
};

/** What each exporter calls the metrics of partitions. A new exporter is an entry here. */
export const exporters = { kafka_exporter: kafkaExporter, kminion, jmx } as const satisfies Record<
  string,
  Exporter
>;

/** Our own exporter, `skew-contract monitor`, whose metrics are not only of partitions. */
export const MONITOR = "skew-contract";

export type ExporterName = keyof typeof exporters | typeof MONITOR;

export const exporterNames: readonly ExporterName[] = [
  MONITOR,
  ...(Object.keys(exporters) as (keyof typeof exporters)[]),
];

/** Whether an exporter's lag is by consumer group. */
export function namesGroups(exporter: ExporterName): boolean {
  return exporter === MONITOR || exporters[exporter].lag.namesGroup;
}

/** The consumers' own gauge of p99 processing time; a note states the labels that it must have. */
export function processingMetric(name: string): PartitionMetric {
  return { name, ...jmxLabels };
}
