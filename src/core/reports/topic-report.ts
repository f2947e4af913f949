import type { TopicResult } from "../judge.ts";
import { placementName } from "../partitioners/placement-name.ts";
import { sentence } from "../text/format.ts";
import type { Verdict } from "../verdict.ts";
import {
  baselineFields,
  type ReportedChange,
  type ReportedViolation,
  violationFields,
} from "./baseline-fields.ts";
import { type ConfidenceReport, confidenceReport } from "./confidence-report.ts";
import { type DetailsReport, detailsReport } from "./details-report.ts";
import { partitionField } from "./heaviest-keys.ts";
import { type JoinsReport, joinsReport } from "./joins-report.ts";
import type { DisplayedKey, KeyDisplay } from "./key-display.ts";
import { keyNames } from "./key-names.ts";
import { type RemedyReport, remedyReport } from "./remedy-report.ts";
import { unjudgedRules } from "./rule-values.ts";
import { suggestionText } from "./suggestion-text.ts";

export const MAX_KEYS = 10;

/** One topic as schemas/report.schema.json describes it. Shares and ratios are 0…1. */
export interface TopicReport extends DetailsReport, ConfidenceReport, JoinsReport {
  topic: string;
  /** The contract's file, from the root of the repository, if several contracts were judged. */
  contract?: string;
  verdict: Verdict;
  partitions: number;
  partitioner: string;
  key_type: string;
  key_frame?: string;
  /** The ids of a Schema Registry in the keys, the one with the most records first. */
  schema_ids?: { id: number; keys: number; records: number }[];
  /** If the keys came from a sample: identifies the secret of their digests. */
  sample_secret?: string;
  /** The source file that creates the key, as the contract names it. */
  key_source?: string;
  records: number;
  placed_records: number;
  unique_keys: number;
  max_partition_share: number;
  gini: number;
  cv: number;
  max_key_share: number;
  /** Σf² over the shares of the keys: how much measures vary from sample to sample. */
  squared_key_shares?: number;
  consumers?: number;
  assignor?: string;
  max_consumer_share?: number;
  /** 99th percentile over windows of time, if the contract sets any and enough count. */
  max_window_share?: number;
  empty_keys: number;
  null_keys: number;
  partitions_without_records: number;
  partition_counts: number[];
  top_partitions: { partition: number; count: number; share: number }[];
  /** The partition is left out if it is not known where records of the key were written. */
  top_keys: (DisplayedKey & { count: number; share: number; partition?: number })[];
  /** Left out if no record gets its partition from its key. */
  expected?: {
    max_partition_share: number;
    gini: number;
    cv: number;
    method: "formula" | "simulation";
    chi_square: number;
    degrees_of_freedom: number;
    p_value: number;
  };
  violations: ReportedViolation[];
  /** The rules whose limits could not be judged, and why; left out if there are none. */
  not_judged?: { rule: string; limit: number; reason: string }[];
  /** The differences from the baseline, if there is one. */
  baseline?: ReportedChange;
  suggestions: string[];
  /** What the suggestions advise, as data. */
  remedies?: RemedyReport[];
}

export function topicReport(result: TopicResult, displayKey: KeyDisplay): TopicReport {
  const { contract, digestSecret, findings, suggestions, verdict } = result;
  const names = keyNames(result, displayKey);
  return {
    topic: contract.topic,
    ...(contract.contractFile === undefined ? {} : { contract: contract.contractFile }),
    verdict,
    partitions: contract.partitions,
    partitioner: placementName(contract),
    key_type: contract.keyType,
    ...(contract.keyFrame === undefined ? {} : { key_frame: contract.keyFrame }),
    ...(result.schemaIds && { schema_ids: result.schemaIds.ids.map((one) => ({ ...one })) }),
    ...(digestSecret === undefined ? {} : { sample_secret: digestSecret }),
    ...(contract.keySource === undefined ? {} : { key_source: contract.keySource }),
    ...measureFields(result),
    top_keys: topKeys(result, displayKey),
    ...expectedFields(result),
    ...confidenceReport(result),
    violations: findings.map(violationFields),
    ...notJudgedFields(result),
    ...baselineFields(result, displayKey),
    ...detailsReport(result, displayKey),
    ...joinsReport(result),
    suggestions: suggestions.map((one) => suggestionText(one, names)),
    remedies: suggestions.flatMap(({ remedies = [] }) => {
      return remedies.map((one) => remedyReport(one, result, displayKey));
    }),
  };
}

function notJudgedFields(result: TopicResult): Pick<TopicReport, "not_judged"> {
  const unjudged = unjudgedRules(result);
  if (unjudged.length === 0) return {};
  return {
    not_judged: unjudged.map(({ id, limit, why }) => ({ rule: id, limit, reason: sentence(why) })),
  };
}

function measureFields(result: TopicResult) {
  const { measures } = result;
  return {
    records: measures.records,
    placed_records: measures.placedRecords,
    unique_keys: measures.uniqueKeys,
    max_partition_share: measures.maxPartitionShare,
    gini: measures.gini,
    cv: measures.cv,
    max_key_share: measures.maxKeyShare,
    squared_key_shares: measures.squaredKeyShares,
    ...consumerFields(result),
    ...windowFields(result),
    empty_keys: measures.emptyKeys,
    null_keys: measures.nullKeys,
    partitions_without_records: measures.partitionsWithoutRecords,
    partition_counts: Array.from(measures.partitionCounts),
    top_partitions: measures.hottestPartitions.map((hot) => ({ ...hot })),
  };
}

function topKeys(
  { contract, measures }: TopicResult,
  displayKey: KeyDisplay,
): TopicReport["top_keys"] {
  return measures.hottestKeys.slice(0, MAX_KEYS).map((hot) => ({
    ...displayKey(hot.key, contract.keyType, contract.keyFrame),
    count: hot.count,
    share: hot.share,
    ...partitionField(hot),
  }));
}

function consumerFields({ contract, measures }: TopicResult) {
  if (contract.consumers === undefined || measures.maxConsumerShare === undefined) return {};
  const { consumers, assignor } = contract;
  return {
    consumers,
    ...(assignor === undefined ? {} : { assignor }),
    max_consumer_share: measures.maxConsumerShare,
  };
}

function windowFields({ measures: { maxWindowShare } }: TopicResult) {
  return maxWindowShare === undefined ? {} : { max_window_share: maxWindowShare };
}

function expectedFields({ measures: { expected } }: TopicResult): Pick<TopicReport, "expected"> {
  if (expected === undefined) return {};
  return {
    expected: {
      max_partition_share: expected.maxPartitionShare,
      gini: expected.gini,
      cv: expected.cv,
      method: expected.method,
      chi_square: expected.chiSquare,
      degrees_of_freedom: expected.degreesOfFreedom,
      p_value: expected.pValue,
    },
  };
}
