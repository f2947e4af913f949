import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import { askBisecting } from "./ask-bisecting.ts";

type TopicConfig = ReadonlyMap<string, string>;

/** Settings by topic. Those that may not be read are left out: there is just no retention to regard. */
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

/** Undefined where its settings may not be read. */
export function isCompacted(config: TopicConfig | undefined): boolean | undefined {
  return config && (config.get("cleanup.policy")?.includes("compact") ?? false);
}
