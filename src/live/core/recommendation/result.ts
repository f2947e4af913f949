import type { Costs } from "../cluster/costs.ts";
import type { Advice } from "./advice-text.ts";
import type { LegacyNumbers } from "./legacy.ts";
import type { Recommendation } from "./recommend.ts";
import type { RecommendSettings } from "./settings.ts";
import type { RecordSample, TopicTraffic } from "./traffic.ts";

/** A sample without its keys, which take too much memory. */
export type SampleFacts = Omit<RecordSample, "keys">;

/** A topic and its recommendation. */
export interface KnownTopic {
  readonly status: "active" | "empty";
  readonly topic: string;
  readonly traffic: Omit<TopicTraffic, "sample"> & { readonly sample: SampleFacts | undefined };
  readonly recommendation: Recommendation;
  /** Only with the legacy formula. */
  readonly legacy: LegacyNumbers | undefined;
  readonly advice: readonly Advice[];
}

/** A topic that could not be read. */
export interface FailedTopic {
  readonly status: "error";
  readonly topic: string;
  readonly reason: string;
}

export type TopicRecommendation = KnownTopic | FailedTopic;

/** Everything about one cluster's topics. */
export interface ClusterResult {
  readonly status: "done";
  readonly clusterId: string;
  readonly settings: RecommendSettings;
  /** By name. */
  readonly topics: readonly TopicRecommendation[];
  readonly startedMs: number;
  readonly tookMs: number;
  /** What reading asked of the cluster, if it was counted. */
  readonly costs?: Costs | undefined;
}

/** A cluster that could not be read. */
interface FailedCluster {
  readonly status: "failed";
  readonly clusterId: string;
  readonly reason: string;
}

export type ClusterOutcome = ClusterResult | FailedCluster;

/** The numbers in reports, from either formula. */
export interface Numbers {
  readonly records: number;
  /** Per second, or in total with the legacy formula. */
  readonly requiredBytes: number;
  readonly consumerBytes: number;
  readonly recommendedPartitions: number;
}

export function numbersOf({ recommendation, legacy }: KnownTopic): Numbers {
  if (legacy !== undefined) {
    const { records, required, consumer, recommendedPartitions } = legacy;
    return { records, requiredBytes: required, consumerBytes: consumer, recommendedPartitions };
  }
  return {
    records: recommendation.records,
    requiredBytes: recommendation.requiredBytesPerSecond,
    consumerBytes: recommendation.capacity.bytesPerSecond,
    recommendedPartitions: recommendation.recommendedPartitions,
  };
}

/** Topics that could be read. */
export function knownTopics({ topics }: Pick<ClusterResult, "topics">): KnownTopic[] {
  return topics.filter((one) => one.status !== "error");
}

/** Whether everything that was requested could be read. */
export function isComplete(clusters: readonly ClusterOutcome[]): boolean {
  return clusters.every(
    (one) =>
      one.status === "done" &&
      one.topics.every((topic) => topic.status !== "error" && topic.traffic.unread.length === 0),
  );
}

/** Totals over all topics. */
export interface Summary {
  readonly topics: number;
  readonly activeTopics: number;
  readonly failedTopics: number;
  readonly partitions: number;
  readonly activePartitions: number;
  readonly recommendedPartitions: number;
  readonly records: number;
  /** All recommended partitions relative to those of active topics, as in the original recommender. */
  readonly growth: number;
}

export function summarizeCluster(result: ClusterResult): Summary {
  const known = knownTopics(result);
  const active = known.filter(({ status }) => status === "active");
  const sumOf = (of: (topic: KnownTopic) => number, topics = known) =>
    topics.reduce((sum, topic) => sum + of(topic), 0);
  const partitionsOf = ({ traffic }: KnownTopic) => traffic.partitions;
  const activePartitions = sumOf(partitionsOf, active);
  const recommendedPartitions = sumOf((topic) => numbersOf(topic).recommendedPartitions);
  return {
    topics: result.topics.length,
    activeTopics: active.length,
    failedTopics: result.topics.length - known.length,
    partitions: sumOf(partitionsOf),
    activePartitions,
    recommendedPartitions,
    records: sumOf((topic) => numbersOf(topic).records),
    growth: activePartitions === 0 ? 0 : recommendedPartitions / activePartitions - 1,
  };
}
