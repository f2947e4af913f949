import type { GroupFacts } from "../groups/group-facts.ts";
import type { MetricFamily } from "./metrics-text.ts";
import type { ByPartition } from "./observation.ts";
import type { TopicState } from "./topic-watch.ts";

interface PartitionMetric extends Omit<MetricFamily, "samples"> {
  readonly values: (state: TopicState) => ByPartition;
}

/** A series for each partition of a topic. */
export const partitionMetrics: readonly PartitionMetric[] = [
  {
    name: "skew_contract_live_partition_records_per_second",
    type: "gauge",
    help: "Records that the partition received a second since the observation before",
    values: ({ recordRates }) => recordRates,
  },
  {
    name: "skew_contract_live_partition_bytes_per_second",
    type: "gauge",
    help: "Bytes that the partition has grown by a second on the disk of its leader",
    values: ({ byteRates }) => byteRates,
  },
  {
    name: "skew_contract_live_partition_size_bytes",
    type: "gauge",
    unit: "bytes",
    help: "Bytes of the partition on the disk of its leader",
    values: ({ sizes }) => sizes,
  },
];

interface GroupMetric extends Omit<MetricFamily, "samples"> {
  readonly value: (facts: GroupFacts) => number | undefined;
}

/** A series for each consumer group of a topic. */
export const groupMetrics: readonly GroupMetric[] = [
  {
    name: "skew_contract_live_group_lag_records",
    type: "gauge",
    help: "Records of the topic that the consumer group has not read",
    value: ({ lag }) => lag?.records,
  },
  {
    name: "skew_contract_live_group_max_partition_lag_share_ratio",
    type: "gauge",
    unit: "ratio",
    help: "Share of the group's lag in the partition that lags most, 0 to 1",
    value: ({ lag }) => lag?.mostLagging?.share,
  },
  {
    name: "skew_contract_live_group_most_lagging_partition",
    type: "gauge",
    help: "Number of the partition that lags most",
    value: ({ lag }) => lag?.mostLagging?.partition,
  },
  {
    name: "skew_contract_live_group_consumers",
    type: "gauge",
    help: "Consumers of the group that read the topic",
    value: ({ shares }) => shares?.consumers,
  },
  {
    name: "skew_contract_live_group_max_consumer_share_ratio",
    type: "gauge",
    unit: "ratio",
    help: "Share of the records for the busiest consumer of the group as it is, 0 to 1",
    value: ({ shares }) => shares?.busiest.share,
  },
];
