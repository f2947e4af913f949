import type { PartitionMetric } from "./exporters.ts";
import { doubleQuoted, literalPattern } from "./quote.ts";

/** The time over which messages are counted. */
export const WINDOW = "1h";

/** The known values of a topic's metric: unknown values are negative or NaN. */
export function gauge(metric: PartitionMetric, topic: string, matcher?: string): string {
  return onePerPartition(metric, `${selector(metric, topic, matcher)} >= 0`);
}

/**
 * Messages that each partition received. Offsets are gauges: they drop a little when a partition loses
 * its leader, and to 0 when its topic is recreated. `rate` would count either as that many new messages.
 * Brokers are merged first, so that a replica that catches up does not count.
 */
export function messages(metric: PartitionMetric, topic: string): string {
  const offsets = onePerPartition(metric, selector(metric, topic));
  const range = metric.clusterLabels === undefined ? `[${WINDOW}]` : `[${WINDOW}:1m]`;
  return `delta(${offsets}${range})`;
}

/**
 * The largest partition divided by the average or the sum of all, if it is above the limit, and above a
 * minimum below which unevenness is harmless or chance. Only the partition's label is dropped: clusters
 * and consumer groups are not mixed, and no partition is compared with itself, as it would be in
 * `max by (partition) (…) / avg by (partition) (…)`.
 */
export function largestBy(
  whole: "avg" | "sum",
  { partitionLabel }: PartitionMetric,
  values: string,
  limit: number,
  least?: number,
): string {
  const over = (aggregation: string) => `${aggregation} without (${partitionLabel}) (${values})`;
  const ratio = [over("max"), `  / ${over(whole)}`, `  > ${limit}`];
  const floor = least === undefined ? [] : ["and", `${over("max")} >= ${least}`];
  return [...ratio, ...floor].join("\n");
}

function selector(metric: PartitionMetric, topic: string, matcher?: string): string {
  const matchers = [topicMatcher(metric, topic), ...(matcher === undefined ? [] : [matcher])];
  return `${metric.name}{${matchers.join(",")}}`;
}

/** Kafka rejects topics whose names differ only in dots and underscores. */
function topicMatcher({ topicLabel, hidesDots }: PartitionMetric, topic: string): string {
  if (!hidesDots || !topic.includes(".")) return `${topicLabel}=${doubleQuoted(topic)}`;
  const names = [topic, topic.replaceAll(".", "_")].map(literalPattern);
  return `${topicLabel}=~${doubleQuoted(names.join("|"))}`;
}

function onePerPartition(metric: PartitionMetric, values: string): string {
  const { clusterLabels, partitionLabel } = metric;
  if (clusterLabels === undefined) return values;
  return `max by (${[...clusterLabels, partitionLabel].join(", ")}) (${values})`;
}
