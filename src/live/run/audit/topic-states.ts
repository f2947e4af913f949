import { UserError } from "#core/errors/user-error.ts";
import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import type { ConsumerGroup, PartitionSizes } from "#live/core/cluster/consumer-groups.ts";
import { askBisecting } from "../recommend/ask-bisecting.ts";
import { topicConfigs } from "../recommend/topic-configs.ts";
import { missingTopic, unreadPartition } from "./audit-errors.ts";

/** Topics per request. */
const TOPICS_AT_ONCE = 50;

/** What a cluster says of topics before any record is read. */
export interface TopicStates {
  /** Those that can be read. */
  readonly topics: ReadonlyMap<string, TopicDescription>;
  /** Why others cannot. */
  readonly unreadable: ReadonlyMap<string, UserError>;
  /** Settings by topic; missing where this login may not see them. */
  readonly configs: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Undefined if this login may not see them. */
  readonly sizes: PartitionSizes | undefined;
  readonly groups: readonly ConsumerGroup[] | undefined;
}

/** Describes the topics in as few requests as possible. */
export async function describeStates(
  names: readonly string[],
  admin: ClusterAdmin,
): Promise<TopicStates> {
  const described = new Map<string, TopicDescription>();
  const unreadable = new Map<string, UserError>();
  for (let i = 0; i < names.length; i += TOPICS_AT_ONCE) {
    const answers = await askBisecting(
      names.slice(i, i + TOPICS_AT_ONCE),
      (some) => admin.topics(some),
      (name, reason) => unreadable.set(name, new UserError({ what: reason, where: name })),
    );
    for (const topic of answers.flat()) described.set(topic.name, topic);
  }
  for (const name of names) {
    const [offline] = described.get(name)?.offline ?? [];
    if (offline !== undefined) {
      const unread = { partition: offline, reason: "it has no leader" };
      unreadable.set(name, unreadPartition(name, unread));
    } else if (!described.has(name) && !unreadable.has(name)) {
      unreadable.set(name, missingTopic(name));
    }
  }
  const topics = new Map([...described].filter(([name]) => !unreadable.has(name)));
  return { topics, unreadable, ...(await moreOf([...topics.values()], admin)) };
}

async function moreOf(topics: readonly TopicDescription[], admin: ClusterAdmin) {
  if (topics.length === 0) return { configs: new Map(), sizes: undefined, groups: undefined };
  return {
    configs: await topicConfigs(topics, admin),
    sizes: await admin.partitionSizes(topics.map(({ name }) => name)),
    groups: (await admin.consumerGroups()).groups,
  };
}
