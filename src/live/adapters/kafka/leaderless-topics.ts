import type { TopicDescription } from "#live/core/cluster/cluster.ts";
import { responseOf } from "./failure-signs.ts";

/** Describes topics with leaderless partitions, from the response that the client's error contains. */
export function leaderlessTopics(error: unknown): TopicDescription[] {
  const { topics = [] } = (responseOf(error) ?? {}) as { topics?: readonly AnsweredTopic[] };
  return topics.map(({ name, topicId, partitions }) => ({
    name,
    id: topicId,
    partitions: partitions.length,
    replicationFactor: partitions[0]?.replicaNodes.length ?? 0,
    offline: partitions.flatMap((one) => (one.leaderId < 0 ? one.partitionIndex : [])).sort(),
  }));
}

interface AnsweredTopic {
  readonly name: string;
  readonly topicId: string;
  readonly partitions: readonly {
    readonly partitionIndex: number;
    readonly leaderId: number;
    readonly replicaNodes: readonly number[];
  }[];
}
