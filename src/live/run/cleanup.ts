import { hostname } from "node:os";
import { type DoorWords, ifKnown, inWords, phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { deleteByName, deleteKey, listOurKeys } from "#live/adapters/confluent-cloud/api-keys.ts";
import type { CloudRest } from "#live/adapters/confluent-cloud/rest.ts";
import type { CreatedResource, Journal, JournalEntry } from "#live/adapters/journal.ts";
import { isRunning } from "#live/adapters/process-mark.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import { deleteTopic } from "./own-topic.ts";

/** No run lasts longer: an older key of ours is left behind, whoever made it. */
const OLD_MS = 24 * 60 * 60 * 1000;
const OF_ANOTHER = ifKnown(
  phrase`of another machine; ${setting("allKeys")} deletes it`,
  "of another machine",
);

type Outcome =
  | "deleted"
  | "gone already"
  | "would be deleted"
  | "in use"
  | "may be in use"
  | "out of reach"
  | "failed";

/** What became of something that was found. */
interface CleanedEntry {
  readonly kind: CreatedResource["kind"];
  readonly name: string;
  readonly cluster: string | undefined;
  readonly outcome: Outcome;
  /** Why, where that is not clear. */
  readonly reason?: string | undefined;
}

export interface CleanupReport {
  readonly entries: readonly CleanedEntry[];
  /** Files of the journal that are not understood. */
  readonly unreadable: readonly string[];
}

export interface CleanupOptions {
  readonly journal: Journal;
  /** The cluster of this id; undefined where there is no access to it. */
  readonly adminOf: (clusterId: string) => Promise<ClusterAdmin | undefined>;
  /** Confluent Cloud, where there is a key to it. */
  readonly rest: CloudRest | undefined;
  /** Whose keys are looked through for ours. */
  readonly ownerId: string | undefined;
  readonly isDryRun: boolean;
  /** Also keys that are in no journal here and younger than a day. */
  readonly allKeys: boolean;
  /** For the reasons in the report. */
  readonly words: DoorWords;
}

/** What is left to do after it. */
export function isClean({ entries, unreadable }: CleanupReport): boolean {
  const left: readonly Outcome[] = ["would be deleted", "may be in use", "out of reach", "failed"];
  return unreadable.length === 0 && !entries.some(({ outcome }) => left.includes(outcome));
}

/**
 * Deletes what runs have left behind: what the journal says, and old API keys whose names and owner
 * are ours. Nothing else is ever touched.
 */
export async function cleanUp(options: CleanupOptions): Promise<CleanupReport> {
  const { entries, unreadable } = options.journal.read();
  const cleaned: CleanedEntry[] = [];
  for (const entry of entries) cleaned.push(await cleanEntry(entry, options));
  // With the keys that this very run has made to reach clusters.
  const all = [...entries, ...options.journal.read().entries];
  const known = all.map(({ possession }) => nameOf(possession));
  return { entries: [...cleaned, ...(await cleanKeys(known, options))], unreadable };
}

type Result = Pick<CleanedEntry, "outcome" | "reason">;

const nameOf = (possession: CreatedResource) =>
  possession.kind === "topic" ? possession.name : possession.displayName;

async function cleanEntry(entry: JournalEntry, options: CleanupOptions): Promise<CleanedEntry> {
  const { possession, owner } = entry;
  const { kind, clusterId: cluster } = possession;
  const base = { kind, name: nameOf(possession), cluster };
  if (owner.host !== hostname()) {
    return { ...base, outcome: "out of reach", reason: `it is of the host ${owner.host}` };
  }
  if (isRunning(owner)) return { ...base, outcome: "in use", reason: `by process ${owner.pid}` };
  const result = await attempt(() => remove(possession, options), options.words);
  if (["deleted", "gone already"].includes(result.outcome)) {
    options.journal.remove(options.journal.keyOf(entry));
  }
  return { ...base, ...result };
}

async function attempt(run: () => Promise<Result>, words: DoorWords): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { outcome: "failed", reason: inWords(error.details.what, words) };
  }
}

async function remove(possession: CreatedResource, options: CleanupOptions): Promise<Result> {
  const { rest, isDryRun } = options;
  if (possession.kind === "topic") return removeTopic(possession, options);
  if (rest === undefined) {
    return { outcome: "out of reach", reason: "CONFLUENT_CLOUD_CREDENTIAL is not set" };
  }
  if (isDryRun) return { outcome: "would be deleted" };
  const { id } = possession;
  const wasThere =
    id === undefined ? (await deleteByName(rest, possession)) > 0 : await deleteKey(rest, id);
  return { outcome: wasThere ? "deleted" : "gone already" };
}

async function removeTopic(
  topic: Extract<CreatedResource, { kind: "topic" }>,
  { adminOf, isDryRun }: CleanupOptions,
): Promise<Result> {
  // To connect might make an API key.
  if (isDryRun) return { outcome: "would be deleted" };
  const admin = await adminOf(topic.clusterId);
  if (admin === undefined) {
    return { outcome: "out of reach", reason: `connect to ${topic.bootstrap.join(",")}` };
  }
  return { outcome: (await deleteTopic(admin, topic)) ? "deleted" : "gone already" };
}

/** Keys of ours that no journal here knows: of another machine, or of one that is gone. */
async function cleanKeys(
  known: readonly string[],
  { rest, ownerId, isDryRun, allKeys, words }: CleanupOptions,
): Promise<CleanedEntry[]> {
  if (rest === undefined || ownerId === undefined) return [];
  const keys = await listOurKeys(rest, ownerId);
  const cleaned: CleanedEntry[] = [];
  for (const { id, displayName, clusterId, createdMs } of keys) {
    if (known.includes(displayName)) continue;
    const isOld = Date.now() - createdMs > OLD_MS;
    const result = await attempt(async () => {
      if (!isOld && !allKeys) {
        return { outcome: "may be in use", reason: inWords(OF_ANOTHER, words) };
      }
      if (isDryRun) return { outcome: "would be deleted" };
      return { outcome: (await deleteKey(rest, id)) ? "deleted" : "gone already" };
    }, words);
    cleaned.push({ kind: "api-key", name: displayName, cluster: clusterId, ...result });
  }
  return cleaned;
}
