import { type Series, series } from "./prometheus.ts";

/*
 * What the exporters would show of a topic. Names of metrics and labels are written here once more,
 * as the exporters' sources have them.
 */

type Labels = Readonly<Record<string, string>>;

interface Metrics {
  readonly lag: (topic: string, partition: number, group: string) => [string, Labels];
  readonly offset: (topic: string, partition: number) => [string, Labels];
  readonly rateAlert: string;
}

const exporters: Readonly<Record<string, Metrics>> = {
  kafka_exporter: {
    lag: (topic, partition, consumergroup) => [
      "kafka_consumergroup_lag",
      { consumergroup, topic, partition: `${partition}` },
    ],
    offset: (topic, partition) => [
      "kafka_topic_partition_current_offset",
      { topic, partition: `${partition}` },
    ],
    rateAlert: "KafkaMessageRateSkew t",
  },
  kminion: {
    lag: (topic_name, partition, group_id) => [
      "kminion_kafka_consumer_group_topic_partition_lag",
      { group_id, topic_name, partition_id: `${partition}` },
    ],
    offset: (topic_name, partition) => [
      "kminion_kafka_topic_partition_high_water_mark",
      { topic_name, partition_id: `${partition}` },
    ],
    rateAlert: "KafkaMessageRateSkew t",
  },
  jmx: {
    lag: (topic, partition, job) => [
      "kafka_consumer_fetch_manager_records_lag",
      { job, clientId: `c-${partition % 3}`, topic, partition: `${partition}` },
    ],
    offset: (topic, partition) => [
      "kafka_log_log_logendoffset",
      { job: "kafka", topic, partition: `${partition}` },
    ],
    rateAlert: "",
  },
};

export const exporterNames = Object.keys(exporters);
export const metricsOf = (name: string) => exporters[name] as Metrics;
/** 12 partitions, one of them hot. */
export const skewed = (hot: number, other: number) => [hot, ...Array<number>(11).fill(other)];

/** A series for each partition, by its lag. */
export function lags(
  name: string,
  values: readonly number[],
  topic = "t",
  group = "g",
  target: Labels = {},
): Series[] {
  return values.map((value, partition) => {
    const [metric, labels] = metricsOf(name).lag(topic, partition, group);
    return series(metric, { instance: "a", ...labels, ...target }, `${value}+0x90`);
  });
}

/** A series for each partition, by its messages a minute or its offsets. */
export function offsets(
  name: string,
  rates: readonly (number | string)[],
  topic = "t",
  target: Labels = {},
): Series[] {
  return rates.map((rate, partition) => {
    const [metric, labels] = metricsOf(name).offset(topic, partition);
    const values = typeof rate === "string" ? rate : `5000+${rate}x90`;
    return series(metric, { instance: "a", ...labels, ...target }, values);
  });
}
