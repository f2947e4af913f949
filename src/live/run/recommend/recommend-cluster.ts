import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import { draftOf, finish, type TopicDraft } from "#live/core/recommendation/assemble.ts";
import type { ContractPlacement } from "#live/core/recommendation/placed-by.ts";
import type { ClusterResult, FailedTopic } from "#live/core/recommendation/result.ts";
import { isSelectedTopic, type RecommendSettings } from "#live/core/recommendation/settings.ts";
import { askBisecting } from "./ask-bisecting.ts";
import type { SourceStart } from "./traffic-source.ts";
import { byWorkers } from "./workers.ts";

/** Topics per request. */
export const TOPICS_AT_ONCE = 50;

export interface ClusterToRead {
  readonly clusterId: string;
  readonly admin: ClusterAdmin;
  readonly start: SourceStart;
  /** What a contract says about topics, by name. */
  readonly contracts?: ReadonlyMap<string, ContractPlacement> | undefined;
}

/** Receives the progress of a recommendation. */
export interface RecommendWatch {
  found(clusterId: string, topics: readonly TopicDescription[]): void;
  analyzed(clusterId: string, topics: readonly TopicDescription[]): void;
}

/** Recommends partition counts for the selected topics of a cluster. */
export async function recommendCluster(
  { clusterId, admin, start, contracts }: ClusterToRead,
  settings: RecommendSettings,
  watch: RecommendWatch,
): Promise<ClusterResult> {
  const startedMs = Date.now();
  const failures: FailedTopic[] = [];
  const fail = (topic: string, reason: string) => {
    failures.push({ status: "error", topic, reason });
  };
  const topics = await selectTopics(admin, settings, fail);
  watch.found(clusterId, topics);
  const drafts: TopicDraft[] = [];
  await byWorkers(inGroups(topics, TOPICS_AT_ONCE), settings.topicWorkers, async () => {
    const worker = await start(topics);
    const take = async (group: readonly TopicDescription[]) => {
      for (const answer of await worker.trafficOf(group)) {
        if ("failure" in answer) fail(answer.topic, answer.failure);
        else {
          const { traffic, capacity } = answer;
          drafts.push(draftOf(traffic, capacity, settings, contracts?.get(traffic.topic)));
        }
      }
      watch.analyzed(clusterId, group);
    };
    return { take, end: () => worker.end() };
  });
  const tookMs = Date.now() - startedMs;
  const results = finish(drafts, failures, settings);
  return { status: "done", clusterId, settings, topics: results, startedMs, tookMs };
}

/**
 * Describes the topics that the settings select.
 *
 * @param fail called for each of them that cannot be described
 */
export async function selectTopics(
  admin: ClusterAdmin,
  settings: RecommendSettings,
  fail: (topic: string, reason: string) => void,
): Promise<TopicDescription[]> {
  const all = await admin.topicNames();
  const names = all.filter((name) => isSelectedTopic(name, settings)).sort();
  const found = new Map<string, TopicDescription>();
  const failed = new Set<string>();
  for (const group of inGroups(names, TOPICS_AT_ONCE)) {
    const answers = await askBisecting(
      group,
      (some) => admin.topics(some),
      (name, reason) => {
        failed.add(name);
        fail(name, reason);
      },
    );
    for (const topic of answers.flat()) found.set(topic.name, topic);
  }
  for (const name of names) {
    if (!found.has(name) && !failed.has(name)) {
      fail(name, "the cluster does not describe it: it may have been deleted");
    }
  }
  return [...found.values()];
}

export function inGroups<T>(all: readonly T[], size: number): T[][] {
  const count = Math.ceil(all.length / size);
  return Array.from({ length: count }, (_, i) => all.slice(i * size, (i + 1) * size));
}
