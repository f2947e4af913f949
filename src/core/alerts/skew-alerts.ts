import type { TopicContract } from "../contract/contract.ts";
import { percent } from "../text/format.ts";
import { type Alert, type MissingAlert, unreachable } from "./alert.ts";
import {
  type Exporter,
  type ExporterName,
  exporters,
  MONITOR,
  type PartitionMetric,
  processingMetric,
} from "./exporters.ts";
import { monitorAlerts } from "./monitor-alerts.ts";
import { gauge, largestBy, messages, WINDOW } from "./promql.ts";
import { doubleQuoted, literalTemplate } from "./quote.ts";

// Multiples of the average, from the article on partition skew that this project is based on.
const MAX_LAG_RATIO = 3;
const MAX_SIZE_RATIO = 2;
const MAX_PROCESSING_TIME_RATIO = 2;
/** With fewer messages, nobody waits long, and a twofold share may be chance. */
const LEAST_MESSAGES = 1000;
const THRESHOLDS = {
  lagRatio: MAX_LAG_RATIO,
  rateRatio: MAX_SIZE_RATIO,
  leastRecords: LEAST_MESSAGES,
};
/** Kafka's default log.segment.bytes: retention removes whole segments, so smaller sizes say little. */
const LEAST_SIZE_BYTES = 2 ** 30;

export const DEFAULT_PROCESSING_METRIC = "kafka_consumer_processing_time_p99";

export interface AlertOptions {
  readonly exporter: ExporterName;
  /** Lag of this consumer group only. */
  readonly group?: string | undefined;
  readonly processingMetric: string;
}

type Entry = Alert | MissingAlert;

const times = "{{ $value | humanize }} times";
const WHAT_NEXT =
  "If the same partition also gets the most messages, a key is hot or there are too few keys: take a new sample of keys and run skew-contract check. If not, look at the consumer that owns the partition.";

/** The alerts on partition skew of one topic. */
export function skewAlerts(contract: TopicContract, options: AlertOptions): readonly Entry[] {
  if (options.exporter === MONITOR) {
    return [
      ...monitorAlerts(contract, options.group, THRESHOLDS),
      processingTimeSkew(contract, options.processingMetric),
    ];
  }
  const exporter: Exporter = exporters[options.exporter];
  return [
    lagSkew(contract, exporter, options.group),
    sizeSkew(contract, exporter, options.exporter),
    processingTimeSkew(contract, options.processingMetric),
    ...partitionShare(contract, exporter),
  ];
}

function lagSkew(
  { topic, partitions }: TopicContract,
  { lag }: Exporter,
  group: string | undefined,
): Entry {
  const alert = "KafkaConsumerLagSkew";
  if (partitions <= MAX_LAG_RATIO) return unreachable(alert, MAX_LAG_RATIO, partitions);
  const matcher = group === undefined ? undefined : `${lag.groupLabel}=${doubleQuoted(group)}`;
  const reader = `{{ $labels.${lag.groupLabel} }}`;
  return {
    alert,
    expr: largestBy("avg", lag, gauge(lag, topic, matcher), MAX_LAG_RATIO, LEAST_MESSAGES),
    summary: `Consumer lag of topic ${literalTemplate(topic)} piles up in one partition`,
    description: `The most lagging partition of ${lag.namesGroup ? "consumer group" : "job"} ${reader} has ${times} the average lag of its partitions. Compare ${lag.name} by ${lag.partitionLabel} to find it. ${WHAT_NEXT}`,
    ...(lag.namesGroup
      ? {}
      : {
          note: "From the consumers' JVMs, which do not name the consumer group: use one job per group.",
        }),
  };
}

/** Uses messages instead of bytes if the exporter has no sizes. */
function sizeSkew(contract: TopicContract, exporter: Exporter, name: ExporterName): Entry {
  const { partitions } = contract;
  const alert = exporter.size === undefined ? "KafkaMessageRateSkew" : "KafkaPartitionSizeSkew";
  if (partitions <= MAX_SIZE_RATIO) return unreachable(alert, MAX_SIZE_RATIO, partitions);
  const texts =
    exporter.size === undefined
      ? messageRateTexts(contract, exporter, name)
      : partitionSizeTexts(contract, exporter.size);
  return { alert, ...texts };
}

function partitionSizeTexts({ topic }: TopicContract, size: PartitionMetric) {
  return {
    expr: largestBy("avg", size, gauge(size, topic), MAX_SIZE_RATIO, LEAST_SIZE_BYTES),
    summary: `One partition of topic ${literalTemplate(topic)} is far larger than the others`,
    description: `The largest partition has ${times} the average size. Compare ${size.name} by ${size.partitionLabel} to find it, check that its brokers have enough disk space, then take a new sample of keys and run skew-contract check.`,
  };
}

function messageRateTexts({ topic }: TopicContract, { endOffset }: Exporter, name: ExporterName) {
  return {
    expr: largestBy("avg", endOffset, messages(endOffset, topic), MAX_SIZE_RATIO, LEAST_MESSAGES),
    summary: `One partition of topic ${literalTemplate(topic)} gets far more messages than the others`,
    description: `The busiest partition got ${times} the average number of messages in ${WINDOW}. Compare ${endOffset.name} by ${endOffset.partitionLabel} to find it, then take a new sample of keys and run skew-contract check.`,
    note: `${name} does not export partition sizes: this uses the messages in ${WINDOW} instead.`,
  };
}

function processingTimeSkew({ topic, partitions }: TopicContract, name: string): Entry {
  const alert = "KafkaProcessingTimeSkew";
  const limit = MAX_PROCESSING_TIME_RATIO;
  if (partitions <= limit) return unreachable(alert, limit, partitions);
  const metric = processingMetric(name);
  return {
    alert,
    expr: largestBy("avg", metric, gauge(metric, topic), limit),
    summary: `One partition of topic ${literalTemplate(topic)} is processed far more slowly than the others`,
    description: `The p99 processing time of the slowest partition is ${times} the average of those that job {{ $labels.job }} reads. Compare ${name} by ${metric.partitionLabel} to find it. ${WHAT_NEXT}`,
    note: `Your consumers must export ${name} with the labels ${metric.topicLabel} and ${metric.partitionLabel}.`,
  };
}

/** The contract's own limit, if one is set and can be broken. */
function partitionShare(
  { topic, limits, severity }: TopicContract,
  { endOffset }: Exporter,
): readonly Alert[] {
  const { max_partition_share: limit } = limits;
  if (limit === undefined || limit >= 1 || severity.max_partition_share === "off") return [];
  return [
    {
      alert: "KafkaPartitionShareAboveContract",
      expr: largestBy("sum", endOffset, messages(endOffset, topic), limit, LEAST_MESSAGES),
      summary: `One partition of topic ${literalTemplate(topic)} gets more than its contract allows`,
      description: `The busiest partition got {{ $value | humanizePercentage }} of the messages in ${WINDOW}; max_partition_share allows ${percent(limit)}. Compare ${endOffset.name} by ${endOffset.partitionLabel} to find it. The keys now differ from the sample that was judged: take a new one and run skew-contract check.`,
    },
  ];
}
