import type { TopicResult } from "../judge.ts";
import { labelText, type MetricLabels } from "../text/metric-text.ts";
import type { Report } from "./report.ts";
import { checkedRules, unjudgedRules } from "./rule-values.ts";

interface Sample {
  readonly labels: MetricLabels;
  readonly value: number;
}

interface Metric {
  /** The part after `skew_contract_`; units follow Prometheus's conventions. */
  readonly name: string;
  readonly help: string;
  samples(result: TopicResult): readonly Sample[];
}

const metrics: readonly Metric[] = [
  gauge("holds", "1 if the contract holds, 0 if it is broken", ({ verdict }) =>
    verdict === "fail" ? 0 : 1,
  ),
  gauge("partitions", "Partition count of the contract", ({ measures }) => measures.partitions),
  gauge("sampled_records", "Records in the sample", ({ measures }) => measures.records),
  gauge(
    "placed_records",
    "Records in the sample that get their partition from their key",
    ({ measures }) => measures.placedRecords,
  ),
  gauge("unique_keys", "Different keys in the sample", ({ measures }) => measures.uniqueKeys),
  gauge(
    "max_partition_share_ratio",
    "Share of the records in the hottest partition, 0 to 1",
    ({ measures }) => measures.maxPartitionShare,
  ),
  gauge(
    "gini_ratio",
    "Gini coefficient of the records per partition, 0 to 1",
    ({ measures }) => measures.gini,
  ),
  gauge(
    "cv_ratio",
    "Coefficient of variation of the records per partition",
    ({ measures }) => measures.cv,
  ),
  gauge(
    "max_key_share_ratio",
    "Share of the records with the hottest key, 0 to 1",
    ({ measures }) => measures.maxKeyShare,
  ),
  gauge(
    "max_consumer_share_ratio",
    "Share of the records for the busiest consumer of the group, 0 to 1",
    ({ measures }) => measures.maxConsumerShare,
  ),
  gauge(
    "max_partition_bytes_share_ratio",
    "Share of the bytes in the partition with the most bytes, 0 to 1",
    ({ measures }) => measures.maxPartitionBytesShare,
  ),
  gauge(
    "max_key_bytes_share_ratio",
    "Share of the bytes with the key that has the most bytes, 0 to 1",
    ({ measures }) => measures.maxKeyBytesShare,
  ),
  gauge(
    "max_window_share_ratio",
    "Share of the hottest partition in windows of time, 99th percentile, 0 to 1",
    ({ measures }) => measures.maxWindowShare,
  ),
  {
    name: "co_partitioned_keys_ratio",
    help: "Share of the keys common with a joined topic that are in the same partition number, 0 to 1",
    samples: ({ joins }) =>
      (joins?.all ?? []).flatMap(({ with: { topic }, common }) => {
        if (common === undefined || common.keys === 0) return [];
        return [{ labels: { joined_with: topic }, value: common.meetingKeys / common.keys }];
      }),
  },
  {
    name: "limit",
    help: "Limit of each rule of the contract, in the unit of its measure",
    samples: (result) =>
      checkedRules(result).map(({ id, shown }) => ({ labels: { rule: id }, value: shown.limit })),
  },
  {
    name: "rule_broken",
    help: "1 for a rule of the contract that is broken, otherwise 0",
    samples: (result) =>
      checkedRules(result).map(({ id, finding }) => ({
        labels: { rule: id },
        value: finding === undefined ? 0 : 1,
      })),
  },
  {
    name: "rule_not_judged",
    help: "1 for a rule of the contract that could not be judged",
    samples: (result) =>
      unjudgedRules(result).map(({ id }) => ({ labels: { rule: id }, value: 1 })),
  },
];

/**
 * Prometheus's text format, for node_exporter's textfile collector or a Pushgateway. Source:
 * Prometheus documentation, "Exposition formats", version 0.0.4.
 */
export const prometheusReport: Report = ({ topics }) => {
  const lines = metrics.flatMap(({ name, help, samples }) => {
    const metric = `skew_contract_${name}`;
    const values = topics.flatMap((topic) =>
      samples(topic).map(({ labels, value }) => {
        return `${metric}${labelText({ ...identity(topic), ...labels })} ${value}`;
      }),
    );
    return values.length === 0
      ? []
      : [`# HELP ${metric} ${help}`, `# TYPE ${metric} gauge`, ...values];
  });
  return `${lines.join("\n")}\n`;
};

function identity({ contract: { topic, contractFile } }: TopicResult): Sample["labels"] {
  return contractFile === undefined ? { topic } : { topic, contract: contractFile };
}

function gauge(
  name: string,
  help: string,
  value: (result: TopicResult) => number | undefined,
): Metric {
  return {
    name,
    help,
    samples(result) {
      const measured = value(result);
      return measured === undefined ? [] : [{ labels: {}, value: measured }];
    },
  };
}
