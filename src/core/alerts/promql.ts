import type { PartitionMetric } from "./exporters.ts";
import { doubleQuoted, literalPattern } from "./quote.ts";

/** The time over which messages are counted. */
export const WINDOW = "1h";

/** The metric of one topic, as far as it is known: unknown values are negative or NaN. */
export function gauge(metric: PartitionMetric, topic: string, matcher?: string): string {
  return onePerPartition(metric, `${selector(metric, topic, matcher)} >= 0`);
}

/**
 * Messages that each partition got. Offsets are gauges, which fall a little when a partition's leader
 * is lost and to 0 when its topic is made anew: `rate` would take either for as many new messages as
 * the offset says. Brokers are merged before, so that a replica that catches up counts for nothing.
 */
export function messages(metric: PartitionMetric, topic: string): string {
  const offsets = onePerPartition(metric, selector(metric, topic));
  const range = metric.clusterLabels === undefined ? `[${WINDOW}]` : `[${WINDOW}:1m]`;
  return `delta(${offsets}${range})`;
}

/**
 * The largest partition by the average or the sum of all, where it is above the limit, and above a
 * least value below which unevenness is harmless, or chance. The partition's label goes and all
 * others stay: nothing is mixed across clusters or consumer groups, and no partition is compared
 * with itself, as it would be by `max by (partition) (…) / avg by (partition) (…)`.
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

/** Kafka refuses two topics whose names differ only in dots and underscores. */
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
