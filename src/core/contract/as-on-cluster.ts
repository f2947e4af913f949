import type { TopicContract } from "./contract.ts";
import type { JoinedTopic } from "./joined-topic.ts";

/**
 * The contract for a topic as it is on a cluster: with the partitions that it has there, and judged by
 * those that its records are in.
 *
 * @param partitionsOf partition counts on the cluster; undefined for topics that are not known
 */
export function asOnCluster(
  contract: TopicContract,
  partitionsOf: (topic: string) => number | undefined,
): TopicContract {
  const { partitions, partitioner, isRecorded, joinedWith } = contract;
  return {
    ...contract,
    ...located(contract, partitionsOf),
    stated: { partitions, partitioner: isRecorded ? undefined : partitioner },
    // About the text of key files.
    nullToken: undefined,
    joinedWith: joinedWith?.map((one): JoinedTopic => ({ ...one, ...located(one, partitionsOf) })),
  };
}

function located(
  { topic, partitions }: Pick<TopicContract, "topic" | "partitions">,
  partitionsOf: (topic: string) => number | undefined,
) {
  return { partitions: partitionsOf(topic) ?? partitions, isRecorded: true };
}
