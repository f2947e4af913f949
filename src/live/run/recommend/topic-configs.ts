import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import { askBisecting } from "./ask-bisecting.ts";

type TopicConfig = ReadonlyMap<string, string>;

/** Settings by topic. Leaves out topics whose settings cannot be read: their retention is unknown. */
export async function topicConfigs(
  topics: readonly TopicDescription[],
  admin: ClusterAdmin,
): Promise<ReadonlyMap<string, TopicConfig>> {
  const configs = await askBisecting(
    topics.map(({ name }) => name),
    (some) => admin.topicConfigs(some),
    () => undefined,
  );
  return new Map(configs.flatMap((some) => [...some]));
}

/** Undefined if the topic's settings cannot be read. */
export function isCompacted(config: TopicConfig | undefined): boolean | undefined {
  return config && (config.get("cleanup.policy")?.includes("compact") ?? false);
}
