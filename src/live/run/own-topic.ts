import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import type { Journal } from "#live/adapters/journal.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import { isKafkaInternal } from "#live/core/cluster/internal-topics.ts";

/** Long enough for any run; a topic that is left behind is empty after a day. */
const RETENTION_MS = 24 * 60 * 60 * 1000;
/** Adds up to this many ms at random, by which the topic can be recognized. */
const MAX_EXTRA_MS = 1_000_000;

export interface OwnTopicOptions {
  readonly admin: ClusterAdmin;
  readonly journal: Journal;
  readonly cleanup: Cleanup;
  readonly clusterId: string;
  readonly bootstrap: readonly string[];
  /** Unique to this run. */
  readonly runId: string;
}

export interface TestTopic {
  readonly name: string;
  readonly partitions: number;
  /** −1 for the cluster's default. */
  readonly replicationFactor: number;
  readonly isKept: boolean;
}

/**
 * Creates a topic and defers its deletion, unless it is kept. Never touches an existing topic.
 *
 * @returns its topic id
 * @throws UserError if the topic exists, or is one of Kafka's own
 */
export async function createTestTopic(topic: TestTopic, options: OwnTopicOptions): Promise<string> {
  const { admin, journal, cleanup, clusterId, bootstrap, runId } = options;
  const { name, partitions, replicationFactor, isKept } = topic;
  if (isKafkaInternal(name)) throw topicOfKafka(name);
  if ((await admin.topic(name)) !== undefined) throw topicExists(name);
  const retentionMs = RETENTION_MS + Math.floor(Math.random() * MAX_EXTRA_MS);
  const config = { "cleanup.policy": "delete", "retention.ms": String(retentionMs) };
  const resource = { kind: "topic", name, retentionMs, clusterId, bootstrap } as const;
  const key = `topic-${runId}`;
  // Whatever is created after an interruption would not be deleted.
  cleanup.signal.throwIfAborted();
  journal.add(key, resource);
  const creation = admin.createTopic({ name, partitions, replicationFactor, config });
  cleanup.defer({ kind: "delete", what: `the topic ${name}` }, async () => {
    const id = await creation.catch(() => undefined);
    if (id === undefined || !isKept) await deleteTopic(admin, { ...resource, id });
    journal.remove(key);
  });
  const id = await creation;
  journal.add(key, { ...resource, id });
  return id;
}

/** How a topic of ours is recognized. */
export interface OwnTopic {
  readonly name: string;
  readonly id?: string | undefined;
  readonly retentionMs: number;
}

/**
 * Deletes exactly this topic, never another one with its name. If its id is unknown, it is recognized
 * by its retention time.
 *
 * @returns false if it no longer existed
 */
export async function deleteTopic(
  admin: ClusterAdmin,
  { name, id, retentionMs }: OwnTopic,
): Promise<boolean> {
  if (id !== undefined) return admin.deleteTopic(name, id);
  const found = await admin.topic(name);
  if (found === undefined) return false;
  const config = await admin.topicConfig(name);
  if (config.get("retention.ms") !== String(retentionMs)) return false;
  return admin.deleteTopic(name, found.id);
}

/** A cluster without groups has no `__consumer_offsets` yet, and it must not be ours. */
function topicOfKafka(name: string): UserError {
  return new UserError({
    what: `${name} is a topic of Kafka itself`,
    where: setting("testTopic"),
    next: phrase`It was not touched. Leave ${setting("testTopic")} out, or choose another name.`,
  });
}

function topicExists(name: string): UserError {
  return new UserError({
    what: `the topic ${name} already exists`,
    where: setting("testTopic"),
    next: phrase`It was not touched: an analysis only writes to topics that it creates. Leave ${setting("testTopic")} out, or choose a name that is not in use.`,
  });
}
