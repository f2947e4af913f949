import { phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import type { Journal } from "#live/adapters/journal.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";

/** Long enough for any run; what is left behind by accident is empty after a day. */
const RETENTION_MS = 24 * 60 * 60 * 1000;
/** Room for the mark in it: some minutes. */
const MARKS = 1_000_000;

export interface OwnTopicOptions {
  readonly admin: ClusterAdmin;
  readonly journal: Journal;
  readonly cleanup: Cleanup;
  readonly clusterId: string;
  readonly bootstrap: readonly string[];
  /** No other run has it. */
  readonly runId: string;
}

export interface WantedTopic {
  readonly name: string;
  readonly partitions: number;
  /** −1: as the cluster does by default. */
  readonly replicationFactor: number;
  readonly isKept: boolean;
}

/**
 * Makes a topic and sees to it that this very topic is deleted at the end, unless it is to be kept.
 * One that exists is refused and not touched.
 *
 * @returns the id that the cluster gave it
 */
export async function makeTopic(wanted: WantedTopic, options: OwnTopicOptions): Promise<string> {
  const { admin, journal, cleanup, clusterId, bootstrap, runId } = options;
  const { name, partitions, replicationFactor, isKept } = wanted;
  if ((await admin.topic(name)) !== undefined) throw topicExists(name);
  const retentionMs = RETENTION_MS + Math.floor(Math.random() * MARKS);
  const config = { "cleanup.policy": "delete", "retention.ms": String(retentionMs) };
  const possession = { kind: "topic", name, retentionMs, clusterId, bootstrap } as const;
  const key = `topic-${runId}`;
  // What the work makes after an interruption nobody would take back.
  cleanup.signal.throwIfAborted();
  journal.add(key, possession);
  const creation = admin.createTopic({ name, partitions, replicationFactor, config });
  cleanup.defer({ kind: "delete", what: `the topic ${name}` }, async () => {
    const id = await creation.catch(() => undefined);
    if (id === undefined || !isKept) await deleteTopic(admin, { ...possession, id });
    journal.remove(key);
  });
  const id = await creation;
  journal.add(key, { ...possession, id });
  return id;
}

/** What is known of a topic of ours. */
export interface KnownTopic {
  readonly name: string;
  readonly id?: string | undefined;
  readonly retentionMs: number;
}

/**
 * Deletes this topic and no other one of its name. Says whether it was still there.
 *
 * Where the cluster never told the id, the topic is known by the mark in its retention.
 */
export async function deleteTopic(
  admin: ClusterAdmin,
  { name, id, retentionMs }: KnownTopic,
): Promise<boolean> {
  if (id !== undefined) return admin.deleteTopic(name, id);
  const found = await admin.topic(name);
  if (found === undefined) return false;
  const config = await admin.topicConfig(name);
  if (config.get("retention.ms") !== String(retentionMs)) return false;
  return admin.deleteTopic(name, found.id);
}

function topicExists(name: string): UserError {
  return new UserError({
    what: `the topic ${name} exists already`,
    where: setting("testTopic"),
    next: phrase`It was not touched: an analysis writes to a topic of its own only. Leave ${setting("testTopic")} out, or give a name that is free.`,
  });
}
