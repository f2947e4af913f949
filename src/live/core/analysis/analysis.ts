import type { TopicResult } from "#core/judge.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import type { ProducerPartitionerName } from "./producer-partitioner.ts";
import type { StrategyName } from "./strategies/index.ts";

/** What was produced to a real topic, read back from it, and what was expected. */
export interface Analysis {
  readonly topic: AnalyzedTopic;
  readonly keys: ProducedKeys;
  readonly producing: Producing;
  readonly consuming: Consuming;
  /** Records per partition as they lie on the cluster. */
  readonly actual: LoadSummary;
  /** Every partitioner of the registry against what was seen, the expected one first. */
  readonly partitioners: readonly PartitionerComparison[];
  /** Records that were compared: those whose key decides on the partition. */
  readonly compared: number;
  /** Those that put every record where it was seen. */
  readonly explainedBy: readonly PartitionerName[];
  readonly patterns: readonly PatternShare[];
  readonly strategies: readonly StrategyResult[];
  /** Where a contract was given: its verdict on the loads that were seen. */
  readonly gate?: TopicResult | undefined;
}

interface AnalyzedTopic {
  readonly name: string;
  /** The id that the cluster gave it. */
  readonly id: string;
  readonly clusterId: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Whether it is still there. */
  readonly isKept: boolean;
}

interface ProducedKeys {
  /** A simulation's name, or the files' names. */
  readonly source: string;
  readonly records: number;
  readonly distinctKeys: number;
  readonly nullRecords: number;
  readonly seed: number;
  /** By the seed; otherwise as the simulation makes them. */
  readonly isShuffled: boolean;
}

export interface Producing {
  /** Name and version of the client. */
  readonly client: string;
  /** The client's partitioner, by its own name. */
  readonly setting: ProducerPartitionerName;
  /** What that stands for in the registry; undefined where keys do not decide. */
  readonly expected: PartitionerName | undefined;
  /** Records that the brokers have acknowledged and that the end offsets count. */
  readonly delivered: number;
  /** Records that they have not, with the reasons. */
  readonly failed: number;
  readonly failures: readonly { readonly reason: string; readonly records: number }[];
  /** Records that the client does not report as failed, but that the end offsets do not count. */
  readonly unknown: number;
  readonly tookMs: number;
}

export interface Consuming {
  /** Records of this run that were read, each counted once. */
  readonly records: number;
  /** Delivered but not found. */
  readonly missing: number;
  /** Found, although the producer took them for failed. */
  readonly unconfirmed: number;
  readonly duplicates: number;
  /** Of this run, but with another key than was sent. */
  readonly altered: number;
  /** Not of this run. */
  readonly foreign: number;
  readonly tookMs: number;
}

export type Quality = "good" | "moderate" | "severe";

/** Records per partition and how evenly they lie. */
export interface LoadSummary {
  readonly loads: Float64Array;
  readonly total: number;
  readonly mean: number;
  /** Sample standard deviation (n − 1). */
  readonly sd: number;
  /** Coefficient of variation, as a ratio. */
  readonly cv: number;
  /** By the coefficient of variation: good below 0.20, moderate below 0.51. */
  readonly quality: Quality;
  readonly gini: number;
  readonly maxPartitionShare: number;
  readonly emptyPartitions: number;
}

export interface PartitionerComparison extends LoadSummary {
  readonly partitioner: PartitionerName;
  /** Records with a key that this partitioner would put elsewhere than they were seen. */
  readonly differing: number;
}

export interface PatternShare {
  readonly pattern: string;
  readonly records: number;
  readonly distinctKeys: number;
  readonly loads: Float64Array;
}

export interface StrategyResult extends LoadSummary {
  readonly strategy: StrategyName;
  /** What the numbers rest on, such as the batch size that was assumed. */
  readonly note: string;
}
