import type { LiveFinding } from "./live-rules.ts";
import type { MetricFamily, MetricSample } from "./metrics-text.ts";
import type { TopicState, TopicWatch } from "./topic-watch.ts";

interface TopicMetric {
  /** The part after `skew_contract_live_`; as in the Prometheus report, where it has the same. */
  readonly name: string;
  readonly unit?: string;
  readonly help: string;
  readonly value: (state: TopicState) => number | undefined;
}

const metrics: readonly TopicMetric[] = [
  {
    name: "partitions",
    help: "Partitions that the topic has",
    value: ({ partitions }) => partitions,
  },
  {
    name: "unknown_partitions",
    help: "Partitions whose offset could not be read, such as those without a leader",
    value: ({ unknownPartitions }) => unknownPartitions,
  },
  {
    name: "window_seconds",
    unit: "seconds",
    help: "Time that shares, Gini and CV are about",
    value: ({ records }) => records && records.spanMs / 1000,
  },
  {
    name: "window_records",
    help: "Records in the window, by offsets",
    value: ({ records, spread }) => records && (spread?.records ?? 0),
  },
  {
    name: "max_partition_share_ratio",
    unit: "ratio",
    help: "Share of the records in the hottest partition, 0 to 1",
    value: ({ spread }) => spread?.maxPartitionShare,
  },
  {
    name: "expected_max_partition_share_ratio",
    unit: "ratio",
    help: "The same if the sampled keys, or else the records, were placed at random",
    value: ({ spread }) => spread?.expectedPartitionShare,
  },
  {
    name: "beyond_chance",
    help: "1 if random placement would hardly ever be as uneven, otherwise 0",
    value: ({ spread }) => spread && Number(spread.isBeyondChance),
  },
  {
    name: "hottest_partition",
    help: "Number of the partition with the most records",
    value: ({ spread }) => spread?.hottestPartition,
  },
  {
    name: "gini_ratio",
    unit: "ratio",
    help: "Gini coefficient of the records per partition, 0 to 1",
    value: ({ spread }) => spread?.gini,
  },
  {
    name: "cv_ratio",
    unit: "ratio",
    help: "Coefficient of variation of the records per partition",
    value: ({ spread }) => spread?.cv,
  },
  {
    name: "max_partition_bytes_share_ratio",
    unit: "ratio",
    help: "Share of the bytes written in the partition with the most, 0 to 1",
    value: ({ spread }) => spread?.bytesShare,
  },
  {
    name: "max_consumer_share_ratio",
    unit: "ratio",
    help: "Share of the records for the busiest of the contract's consumers, 0 to 1",
    value: ({ spread }) => spread?.maxConsumerShare,
  },
  {
    name: "max_key_share_ratio",
    unit: "ratio",
    help: "Share of the sampled records with the hottest key, 0 to 1",
    value: ({ spread }) => spread?.keyShare,
  },
];

/** The metrics by topic. A topic that does not exist has few. */
export function topicMetrics(topics: readonly TopicWatch[]): MetricFamily[] {
  const ofTopics = ({ name, unit, help, value }: TopicMetric) => {
    return family(name, help, topics.flatMap(sampleOf(value)), unit);
  };
  const ofRules = (name: string, help: string, value: (one: LiveFinding) => number | undefined) => {
    return family(name, help, topics.flatMap(ruleSamples(value)));
  };
  return [
    family(
      "topic_found",
      "1 if the topic exists and this login may see it, otherwise 0",
      topics.map(({ contract: { topic }, state }) => {
        return { labels: { topic }, value: Number(state !== undefined) };
      }),
    ),
    family(
      "contract_partitions",
      "Partition count of the contract",
      topics.map(({ contract: { topic, partitions } }) => ({
        labels: { topic },
        value: partitions,
      })),
    ),
    ...metrics.map(ofTopics),
    ofRules("limit", "Limit of each rule that is watched, in the unit of its measure", (one) => {
      return one.limit;
    }),
    ofRules(
      "rule_broken",
      "1 for a rule that the window breaks for certain, otherwise 0",
      (one) => {
        return one.isBroken === undefined ? undefined : Number(one.isBroken);
      },
    ),
    ofRules("rule_not_judged", "1 for a rule about which the window cannot tell", (one) => {
      return one.isBroken === undefined ? 1 : undefined;
    }),
  ];
}

function family(
  name: string,
  help: string,
  samples: readonly MetricSample[],
  unit?: string,
): MetricFamily {
  return { name: `skew_contract_live_${name}`, type: "gauge", unit, help, samples };
}

function sampleOf(value: TopicMetric["value"]) {
  return ({ contract: { topic }, state }: TopicWatch): MetricSample[] => {
    const measured = state && value(state);
    return measured === undefined ? [] : [{ labels: { topic }, value: measured }];
  };
}

function ruleSamples(value: (finding: LiveFinding) => number | undefined) {
  return ({ contract: { topic }, state }: TopicWatch): MetricSample[] => {
    return (state?.findings ?? []).flatMap((finding) => {
      const shown = value(finding);
      return shown === undefined ? [] : [{ labels: { topic, rule: finding.rule }, value: shown }];
    });
  };
}
