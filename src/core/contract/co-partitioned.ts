import { unknownName } from "../errors/messages.ts";
import type { RawContract, TopicContract } from "./contract.ts";
import type { JoinedTopic } from "./joined-topic.ts";
import type { Problem } from "./problem.ts";

/** Names in co_partitioned that no topic of the contract has, each at its place. */
export function coPartitionedProblems(contract: RawContract): Problem[] {
  const topics = Object.keys(contract.topics);
  const known = new Set(topics);
  return (contract.co_partitioned ?? []).flatMap((group, i) =>
    group.flatMap((name, j): Problem[] => {
      if (known.has(name)) return [];
      const { what, next = "" } = unknownName("topic", name, topics).parts;
      return [{ path: ["co_partitioned", String(i), String(j)], target: "value", what, next }];
    }),
  );
}

/** The topics, each with those that it is joined with: of several groups, each once. */
export function withJoined(
  topics: readonly TopicContract[],
  { co_partitioned: groups = [] }: RawContract,
): TopicContract[] {
  if (groups.length === 0) return [...topics];
  const byName = new Map(topics.map((one) => [one.topic, one]));
  const partners = new Map<string, Set<string>>();
  for (const group of groups) {
    for (const name of group) {
      const known = partners.get(name) ?? new Set();
      for (const other of group) if (other !== name) known.add(other);
      partners.set(name, known);
    }
  }
  return topics.map((one) => {
    const names = [...(partners.get(one.topic) ?? [])];
    if (names.length === 0) return one;
    return { ...one, joinedWith: names.flatMap((name) => joinFields(byName.get(name))) };
  });
}

function joinFields(contract: TopicContract | undefined): JoinedTopic[] {
  if (contract === undefined) return [];
  const { topic, partitions, partitioner, isRecorded, emptyKey, keyType, keyFrame } = contract;
  return [{ topic, partitions, partitioner, isRecorded, emptyKey, keyType, keyFrame }];
}

/** Where co_partitioned first names a topic; undefined if it does not. */
export function coPartitionedPath(
  { co_partitioned: groups = [] }: RawContract,
  topic: string,
): readonly string[] | undefined {
  const group = groups.findIndex((names) => names.includes(topic));
  if (group < 0) return undefined;
  return ["co_partitioned", String(group), String(groups[group]?.indexOf(topic))];
}
