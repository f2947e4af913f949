import type { KeyDisplay } from "#core/reports/key-display.ts";
import { topicReport } from "#core/reports/topic-report.ts";
import { escapeJson } from "#core/text/printable.ts";
import { costObject } from "#live/core/cluster/costs.ts";
import type { Analysis, LoadSummary } from "../analysis.ts";
import { isSound } from "../outcome.ts";
import type { AnalysisReport } from "./report.ts";

/** Version of the format, schemas/analysis.schema.json. */
const VERSION = 1;

export const analysisJson: AnalysisReport = (analysis, options) => {
  return `${escapeJson(JSON.stringify(analysisObject(analysis, options), null, 2))}\n`;
};

/** The analysis in the form of the published schema. */
export function analysisObject(
  analysis: Analysis,
  { displayKey }: Pick<Parameters<AnalysisReport>[1], "displayKey">,
) {
  const { actual, partitioners, patterns, strategies } = analysis;
  return {
    version: VERSION,
    is_as_expected: isSound(analysis),
    ...plannedObjects(analysis),
    producing: producingObject(analysis),
    consuming: consumingObject(analysis),
    actual: summaryObject(actual),
    compared_records: analysis.compared,
    explained_by: analysis.explainedBy,
    ...foundFields(analysis),
    partitioners: partitioners.map(({ partitioner, differing, ...summary }) => {
      return { partitioner, differing_records: differing, ...summaryObject(summary) };
    }),
    patterns: patterns.map(({ pattern, records, distinctKeys, loads }) => {
      return { pattern, records, distinct_keys: distinctKeys, partition_counts: [...loads] };
    }),
    strategies: strategies.map(({ strategy, note, ...summary }) => {
      return { strategy, note, ...summaryObject(summary) };
    }),
    ...gateFields(analysis, displayKey),
    cost: analysis.costs && costObject(analysis.costs),
  };
}

function plannedObjects({ topic, keys }: Analysis) {
  return {
    topic: {
      name: topic.name,
      id: topic.id,
      cluster_id: topic.clusterId,
      partitions: topic.partitions,
      replication_factor: topic.replicationFactor,
      is_kept: topic.isKept,
    },
    keys: {
      source: keys.source,
      records: keys.records,
      distinct_keys: keys.distinctKeys,
      null_records: keys.nullRecords,
      seed: keys.seed,
      is_shuffled: keys.isShuffled,
    },
  };
}

function foundFields({ found }: Analysis) {
  if (found === undefined) return {};
  return {
    found_partitioners: found.found.map(({ names, recordShare, keyShare }) => {
      return { names, record_share: recordShare, key_share: keyShare };
    }),
  };
}

function gateFields({ gate, notJudged = [] }: Analysis, displayKey: KeyDisplay) {
  return {
    ...(gate === undefined ? {} : { gate: topicReport(gate, displayKey) }),
    ...(notJudged.length === 0 ? {} : { not_judged: notJudged }),
  };
}

function producingObject({ producing }: Analysis) {
  const { client, setting, expected, delivered, failed, unknown, failures, tookMs } = producing;
  return {
    client,
    partitioner_setting: setting,
    expected_partitioner: expected ?? null,
    delivered,
    failed,
    unknown,
    failures,
    took_ms: Math.round(tookMs),
  };
}

function consumingObject({ consuming }: Analysis) {
  const { tookMs, ...counts } = consuming;
  return { ...counts, took_ms: Math.round(tookMs) };
}

function summaryObject(summary: LoadSummary) {
  return {
    total: summary.total,
    mean: summary.mean,
    sd: summary.sd,
    cv: summary.cv,
    quality: summary.quality,
    gini: summary.gini,
    max_partition_share: summary.maxPartitionShare,
    partitions_without_records: summary.emptyPartitions,
    partition_counts: [...summary.loads],
  };
}
