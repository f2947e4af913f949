import { hostname } from "node:os";
import { inWords } from "#core/errors/in-words.ts";
import { type DoorWords, ifKnown, phrase, setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { deleteByName, deleteKey, listOurKeys } from "#live/adapters/confluent-cloud/api-keys.ts";
import type { CloudRest } from "#live/adapters/confluent-cloud/rest.ts";
import type { CreatedResource, Journal, JournalEntry } from "#live/adapters/journal.ts";
import { isRunning } from "#live/adapters/process-mark.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import { deleteTopic } from "./own-topic.ts";

/** No run takes longer, so an older key is a leftover, whichever machine created it. */
const OLD_MS = 24 * 60 * 60 * 1000;
const FROM_ANOTHER_MACHINE = ifKnown(
  phrase`from another machine; ${setting("allKeys")} deletes it`,
  "from another machine",
);

type Outcome =
  | "deleted"
  | "gone already"
  | "would be deleted"
  | "in use"
  | "may be in use"
  | "out of reach"
  | "failed";

/** What happened to a resource that was found. */
interface CleanedEntry {
  readonly kind: CreatedResource["kind"];
  readonly name: string;
  readonly cluster: string | undefined;
  readonly outcome: Outcome;
  /** Why, if the outcome does not say it. */
  readonly reason?: string | undefined;
}

export interface CleanupReport {
  readonly entries: readonly CleanedEntry[];
  /** Paths of journal files that cannot be read. */
  readonly unreadable: readonly string[];
}

export interface LeftoverOptions {
  readonly journal: Journal;
  /** Connects to the cluster with this id; undefined if there is no access to it. */
  readonly adminOf: (clusterId: string) => Promise<ClusterAdmin | undefined>;
  /** Confluent Cloud, if there is a Cloud API key. */
  readonly rest: CloudRest | undefined;
  /** The owner of the API keys to search. */
  readonly ownerId: string | undefined;
  readonly isDryRun: boolean;
  /** Includes keys that are not in this journal and less than a day old. */
  readonly allKeys: boolean;
  /** For the reasons in the report. */
  readonly words: DoorWords;
}

/** Whether nothing is left to delete. */
export function isClean({ entries, unreadable }: CleanupReport): boolean {
  const left: readonly Outcome[] = ["would be deleted", "may be in use", "out of reach", "failed"];
  return unreadable.length === 0 && !entries.some(({ outcome }) => left.includes(outcome));
}

/**
 * Deletes what earlier runs left behind: the resources in the journal, and old API keys with our name
 * prefix and the given owner. Never touches anything else.
 */
export async function deleteLeftovers(options: LeftoverOptions): Promise<CleanupReport> {
  const { entries, unreadable } = options.journal.read();
  const cleaned: CleanedEntry[] = [];
  for (const entry of entries) cleaned.push(await cleanEntry(entry, options));
  // Includes the keys that this run has created to reach clusters.
  const all = [...entries, ...options.journal.read().entries];
  const known = all.map(({ resource }) => nameOf(resource));
  return { entries: [...cleaned, ...(await cleanKeys(known, options))], unreadable };
}

type Result = Pick<CleanedEntry, "outcome" | "reason">;

const nameOf = (resource: CreatedResource) =>
  resource.kind === "topic" ? resource.name : resource.displayName;

async function cleanEntry(entry: JournalEntry, options: LeftoverOptions): Promise<CleanedEntry> {
  const { resource, owner } = entry;
  const { kind, clusterId: cluster } = resource;
  const base = { kind, name: nameOf(resource), cluster };
  if (owner.host !== hostname()) {
    return { ...base, outcome: "out of reach", reason: `it was created on the host ${owner.host}` };
  }
  if (isRunning(owner)) return { ...base, outcome: "in use", reason: `by process ${owner.pid}` };
  const result = await attempt(() => remove(resource, options), options.words);
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

async function remove(resource: CreatedResource, options: LeftoverOptions): Promise<Result> {
  const { rest, isDryRun } = options;
  if (resource.kind === "topic") return removeTopic(resource, options);
  if (rest === undefined) {
    return { outcome: "out of reach", reason: "CONFLUENT_CLOUD_CREDENTIAL is not set" };
  }
  if (isDryRun) return { outcome: "would be deleted" };
  const { id } = resource;
  const wasThere =
    id === undefined ? (await deleteByName(rest, resource)) > 0 : await deleteKey(rest, id);
  return { outcome: wasThere ? "deleted" : "gone already" };
}

async function removeTopic(
  topic: Extract<CreatedResource, { kind: "topic" }>,
  { adminOf, isDryRun }: LeftoverOptions,
): Promise<Result> {
  // Connecting might create an API key.
  if (isDryRun) return { outcome: "would be deleted" };
  const admin = await adminOf(topic.clusterId);
  if (admin === undefined) {
    return { outcome: "out of reach", reason: `connect to ${topic.bootstrap.join(",")}` };
  }
  return { outcome: (await deleteTopic(admin, topic)) ? "deleted" : "gone already" };
}

/** Deletes our keys that are not in this journal, but from another machine or a lost journal. */
async function cleanKeys(
  known: readonly string[],
  { rest, ownerId, isDryRun, allKeys, words }: LeftoverOptions,
): Promise<CleanedEntry[]> {
  if (rest === undefined || ownerId === undefined) return [];
  const keys = await listOurKeys(rest, ownerId);
  const cleaned: CleanedEntry[] = [];
  for (const { id, displayName, clusterId, createdMs } of keys) {
    if (known.includes(displayName)) continue;
    const isOld = Date.now() - createdMs > OLD_MS;
    const result = await attempt(async () => {
      if (!isOld && !allKeys) {
        return { outcome: "may be in use", reason: inWords(FROM_ANOTHER_MACHINE, words) };
      }
      if (isDryRun) return { outcome: "would be deleted" };
      return { outcome: (await deleteKey(rest, id)) ? "deleted" : "gone already" };
    }, words);
    cleaned.push({ kind: "api-key", name: displayName, cluster: clusterId, ...result });
  }
  return cleaned;
}
