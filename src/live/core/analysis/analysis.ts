import type { TopicResult } from "#core/judge.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import type { FoundPartitioners } from "#core/tally/found-partitioners.ts";
import type { Costs } from "../cluster/costs.ts";
import type { ProducerPartitionerName } from "./producer-partitioner.ts";
import type { StrategyName } from "./strategies/index.ts";

/** What was produced to a real topic, what was read back, and what was expected. */
export interface Analysis {
  readonly topic: AnalyzedTopic;
  readonly keys: ProducedKeys;
  readonly producing: Producing;
  readonly consuming: Consuming;
  /** Records per partition on the cluster. */
  readonly actual: LoadSummary;
  /** Every partitioner compared with what was read, the expected one first. */
  readonly partitioners: readonly PartitionerComparison[];
  /** Records that were compared: those whose key decides the partition. */
  readonly compared: number;
  /** Partitioners that predict the partition of every record. */
  readonly explainedBy: readonly PartitionerName[];
  /** If none does: which partitioners explain them together, if any. */
  readonly found?: FoundPartitioners | undefined;
  readonly patterns: readonly PatternShare[];
  readonly strategies: readonly StrategyResult[];
  /** The contract's verdict on the actual loads, if a contract was given. */
  readonly gate?: TopicResult | undefined;
  /** What the contract says that these records cannot be judged by, as sentences. */
  readonly notJudged?: readonly string[] | undefined;
  /** What was asked of the cluster, without producing; undefined if it was not counted. */
  readonly costs?: Costs | undefined;
}

interface AnalyzedTopic {
  readonly name: string;
  /** Assigned by the cluster. */
  readonly id: string;
  readonly clusterId: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly isKept: boolean;
}

interface ProducedKeys {
  /** A simulation's name, or the files' names. */
  readonly source: string;
  readonly records: number;
  readonly distinctKeys: number;
  readonly nullRecords: number;
  readonly seed: number;
  /** Whether the order is random, from the seed. */
  readonly isShuffled: boolean;
}

export interface Producing {
  /** Name and version of the client. */
  readonly client: string;
  /** The client's partitioner, by its own name. */
  readonly setting: ProducerPartitionerName;
  /** Our name for it; undefined if keys do not decide the partition. */
  readonly expected: PartitionerName | undefined;
  /** Records that the brokers acknowledged and that the end offsets count. */
  readonly delivered: number;
  /** Records that were not acknowledged. */
  readonly failed: number;
  readonly failures: readonly { readonly reason: string; readonly records: number }[];
  /** Records not reported as failed that the end offsets do not count. */
  readonly unknown: number;
  readonly tookMs: number;
}

export interface Consuming {
  /** Records of this run that were read, each counted once. */
  readonly records: number;
  /** Delivered, but not found. */
  readonly missing: number;
  /** Found, although the producer reported them as failed. */
  readonly unconfirmed: number;
  readonly duplicates: number;
  /** From this run, but with a different key. */
  readonly altered: number;
  /** Not from this run. */
  readonly foreign: number;
  readonly tookMs: number;
}

export type Quality = "good" | "moderate" | "severe";

/** Records per partition, and how evenly they are spread. */
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
  /** Records with a key that this partitioner would put in another partition. */
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
  /** How the numbers were obtained, such as the assumed batch size. */
  readonly note: string;
}
