import type { Costs } from "../cluster/costs.ts";
import type { MetricFamily, MetricSample } from "./metrics-text.ts";
import type { MonitorState } from "./monitor-state.ts";
import type { ByPartition } from "./observation.ts";
import { selfMetrics } from "./self-metrics.ts";
import { groupMetrics, partitionMetrics } from "./series-metrics.ts";
import { topicMetrics } from "./topic-metrics.ts";
import type { TopicState, TopicWatch } from "./topic-watch.ts";

/** The most series of a metric, so that a large cluster does not flood Prometheus. */
export interface SeriesLimits {
  /** Partitions of all topics together; topics that do not fit have no series by partition. */
  readonly partitions: number;
  /** Pairs of a topic and a group. */
  readonly groups: number;
}

export interface MetricsInput {
  readonly state: MonitorState;
  readonly costs: Costs;
  readonly limits: SeriesLimits;
  /** Whether the last observation is so old that it says nothing about now. */
  readonly isStale: boolean;
}

type Known = TopicWatch & { readonly state: TopicState };

/** All metrics of the monitor. What is not known has no series. */
export function monitorMetrics({ state, costs, limits, isStale }: MetricsInput): MetricFamily[] {
  const topics = isStale ? [] : state.topics;
  const known = topics.filter((topic): topic is Known => topic.state !== undefined);
  const byPartition = firstTopics(known, limits.partitions);
  const pairs = known.flatMap((topic) => topic.state.groups.map((facts) => ({ topic, facts })));
  const omitted = {
    partitions: partitionsOf(known) - partitionsOf(byPartition),
    groups: Math.max(0, pairs.length - limits.groups),
  };
  return [
    ...selfMetrics(state, costs, omitted),
    ...topicMetrics(topics),
    ...partitionMetrics.map(({ values, ...metric }) => ({
      ...metric,
      samples: byPartition.flatMap((topic) => partitionSamples(topic, values(topic.state))),
    })),
    ...groupMetrics.map(({ value, ...metric }) => ({
      ...metric,
      samples: pairs.slice(0, limits.groups).flatMap(({ topic, facts }): MetricSample[] => {
        const measured = value(facts);
        const labels = { topic: topic.contract.topic, group: facts.group };
        return measured === undefined ? [] : [{ labels, value: measured }];
      }),
    })),
  ];
}

/** The first topics whose partitions are at most so many together. */
function firstTopics(topics: readonly Known[], mostPartitions: number): Known[] {
  let left = mostPartitions;
  return topics.filter(({ state: { partitions } }) => {
    const fits = partitions <= left;
    left = fits ? left - partitions : 0;
    return fits;
  });
}

function partitionsOf(topics: readonly Known[]): number {
  return topics.reduce((sum, { state }) => sum + state.partitions, 0);
}

function partitionSamples({ contract: { topic } }: Known, values: ByPartition): MetricSample[] {
  return values.flatMap((value, partition) => {
    return value === undefined ? [] : [{ labels: { topic, partition: `${partition}` }, value }];
  });
}
