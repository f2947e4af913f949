import type { TopicContract } from "../contract/contract.ts";
import { percent } from "../text/format.ts";
import { type Alert, type MissingAlert, unreachable } from "./alert.ts";
import { doubleQuoted, literalTemplate } from "./quote.ts";

const PREFIX = "skew_contract_live";
const SAMPLE_AGAIN =
  "The keys now differ from the sample that was judged: take a new one and run skew-contract check.";

/** How much is too much, where the contract does not say. */
interface Thresholds {
  readonly lagRatio: number;
  readonly rateRatio: number;
  readonly leastRecords: number;
}

/** The alerts on one topic by the metrics of the monitor. */
export function monitorAlerts(
  contract: TopicContract,
  group: string | undefined,
  thresholds: Thresholds,
): (Alert | MissingAlert)[] {
  return [
    lagSkew(contract, group, thresholds),
    rateSkew(contract, thresholds),
    ...shareAboveContract(contract),
    otherRules(contract),
    partitionCount(contract),
    notFound(contract),
  ];
}

/** One alert for all topics: without the monitor, the others cannot fire. */
export const monitorDown: Alert = {
  alert: "SkewMonitorDown",
  expr: `${PREFIX}_cluster_up == 0\nor\nabsent(${PREFIX}_cluster_up)`,
  summary: "Nobody watches the skew of topics",
  description:
    "skew-contract monitor does not run, or its cluster does not answer: see what it prints.",
};

function metric(name: string, { topic }: TopicContract, matcher?: string): string {
  const matchers = [`topic=${doubleQuoted(topic)}`, ...(matcher === undefined ? [] : [matcher])];
  return `${PREFIX}_${name}{${matchers.join(",")}}`;
}

function lagSkew(
  contract: TopicContract,
  group: string | undefined,
  { lagRatio, leastRecords }: Thresholds,
): Alert | MissingAlert {
  const alert = "KafkaConsumerLagSkew";
  if (contract.partitions <= lagRatio) return unreachable(alert, lagRatio, contract.partitions);
  const matcher = group === undefined ? undefined : `group=${doubleQuoted(group)}`;
  const share = metric("group_max_partition_lag_share_ratio", contract, matcher);
  return {
    alert,
    expr: [
      `${share}`,
      `  * ignoring(group) group_left ${metric("partitions", contract)}`,
      `  > ${lagRatio}`,
      "and",
      `${share}`,
      `  * ${metric("group_lag_records", contract, matcher)} >= ${leastRecords}`,
    ].join("\n"),
    summary: `Consumer lag of topic ${literalTemplate(contract.topic)} piles up in one partition`,
    description: `The most lagging partition of consumer group {{ $labels.group }} has {{ $value | humanize }} times the average lag of its partitions: ${PREFIX}_group_most_lagging_partition says which. If it is also ${PREFIX}_hottest_partition, a key is hot or there are too few keys. If not, look at the consumer that owns the partition.`,
  };
}

function rateSkew(
  contract: TopicContract,
  { rateRatio, leastRecords }: Thresholds,
): Alert | MissingAlert {
  const alert = "KafkaMessageRateSkew";
  if (contract.partitions <= rateRatio) return unreachable(alert, rateRatio, contract.partitions);
  const share = metric("max_partition_share_ratio", contract);
  return {
    alert,
    expr: [
      share,
      `  * ${metric("partitions", contract)} > ${rateRatio}`,
      "and",
      share,
      `  * ${metric("window_records", contract)} >= ${leastRecords}`,
      "and",
      `${metric("beyond_chance", contract)} == 1`,
    ].join("\n"),
    summary: `One partition of topic ${literalTemplate(contract.topic)} gets far more messages than the others`,
    description: `The busiest partition got {{ $value | humanize }} times the average number of messages, which is more than chance: ${PREFIX}_hottest_partition says which. ${SAMPLE_AGAIN}`,
  };
}

/** `and ignoring(rule)` keeps the share as the value. */
function shareAboveContract(contract: TopicContract): Alert[] {
  const { topic, limits, severity } = contract;
  const { max_partition_share: limit } = limits;
  if (limit === undefined || severity.max_partition_share === "off") return [];
  return [
    {
      alert: "KafkaPartitionShareAboveContract",
      expr: [
        metric("max_partition_share_ratio", contract),
        `and ignoring(rule) ${metric("rule_broken", contract, 'rule="max_partition_share"')} == 1`,
      ].join("\n"),
      summary: `One partition of topic ${literalTemplate(topic)} gets more than its contract allows`,
      description: `The busiest partition got {{ $value | humanizePercentage }} of the messages; max_partition_share allows ${percent(limit)}. ${PREFIX}_hottest_partition says which it is. ${SAMPLE_AGAIN}`,
    },
  ];
}

function otherRules(contract: TopicContract): Alert {
  return {
    alert: "KafkaSkewContractBroken",
    expr: `${metric("rule_broken", contract, 'rule!="max_partition_share"')} == 1`,
    summary: `Traffic of topic ${literalTemplate(contract.topic)} breaks its contract`,
    description: `The rule {{ $labels.rule }} is broken: compare ${PREFIX}_limit with the metric of that name. ${SAMPLE_AGAIN}`,
  };
}

function partitionCount(contract: TopicContract): Alert {
  const { topic, partitions } = contract;
  return {
    alert: "KafkaPartitionCountDiffers",
    expr: `${metric("partitions", contract)}\n  != ${metric("contract_partitions", contract)}`,
    summary: `Topic ${literalTemplate(topic)} has another number of partitions than its contract`,
    description: `It has {{ $value }} partitions; the contract was judged for ${partitions}. Set partitions in the contract, and run skew-contract check.`,
  };
}

function notFound(contract: TopicContract): Alert {
  const { topic } = contract;
  return {
    alert: "KafkaTopicNotWatched",
    expr: `${metric("topic_found", contract)} == 0`,
    summary: `Topic ${literalTemplate(topic)} of the contract is not on the cluster`,
    description:
      "The topic does not exist, or the monitor's login may not describe it: grant it DESCRIBE on the topic.",
  };
}
