import type { Words } from "#core/text/words.ts";
import type { Recommendation, SeedNumbers } from "./recommend.ts";
import type { RecommendSettings } from "./settings.ts";
import type { RecordSample, TopicTraffic } from "./traffic.ts";

/** Something to know about a topic before its partition count is changed. */
export interface Advice {
  /** Stable, for programs. */
  readonly id: string;
  readonly text: Words;
}

/** A sample without its keys, which would take the memory of all topics. */
export type SampleFacts = Omit<RecordSample, "keys">;

/** A topic with what is recommended. */
export interface KnownTopic {
  readonly status: "active" | "empty";
  readonly topic: string;
  readonly traffic: Omit<TopicTraffic, "sample"> & { readonly sample: SampleFacts | undefined };
  readonly recommendation: Recommendation;
  /** Where the Python tool's formula is wanted. */
  readonly seed: SeedNumbers | undefined;
  readonly advice: readonly Advice[];
}

/** A topic of which nothing could be found out. */
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
}

/** A cluster that could not be looked at. */
interface FailedCluster {
  readonly status: "failed";
  readonly clusterId: string;
  readonly reason: string;
}

export type ClusterOutcome = ClusterResult | FailedCluster;

/** What the columns of reports show, by whichever formula. */
export interface Numbers {
  readonly records: number;
  /** A second, but in all by the Python tool's formula. */
  readonly requiredBytes: number;
  readonly consumerBytes: number;
  readonly recommendedPartitions: number;
}

export function numbersOf({ recommendation, seed }: KnownTopic): Numbers {
  if (seed !== undefined) {
    const { records, required, consumer, recommendedPartitions } = seed;
    return { records, requiredBytes: required, consumerBytes: consumer, recommendedPartitions };
  }
  return {
    records: recommendation.records,
    requiredBytes: recommendation.requiredBytesPerSecond,
    consumerBytes: recommendation.capacity.bytesPerSecond,
    recommendedPartitions: recommendation.recommendedPartitions,
  };
}

/** Topics of which something is known. */
export function knownTopics({ topics }: Pick<ClusterResult, "topics">): KnownTopic[] {
  return topics.filter((one) => one.status !== "error");
}

/** Whether everything that was wanted could be found out. */
export function isComplete(clusters: readonly ClusterOutcome[]): boolean {
  return clusters.every(
    (one) =>
      one.status === "done" &&
      one.topics.every((topic) => topic.status !== "error" && topic.traffic.unread.length === 0),
  );
}

/** Numbers over all topics that were looked at. */
export interface Summary {
  readonly topics: number;
  readonly activeTopics: number;
  readonly failedTopics: number;
  readonly partitions: number;
  readonly activePartitions: number;
  readonly recommendedPartitions: number;
  readonly records: number;
  /** Of all recommended partitions against those of active topics, as the Python tool has it. */
  readonly growth: number;
}

export function summarize(result: ClusterResult): Summary {
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
