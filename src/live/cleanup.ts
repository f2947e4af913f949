import { hostname } from "node:os";
import type { Journal, JournalEntry } from "../adapters/journal.ts";
import { isRunning } from "../adapters/process-mark.ts";
import type { ClusterAdmin } from "../cluster/cluster.ts";
import { UserError } from "../errors.ts";
import { deleteTopic } from "./own-topic.ts";

type CleanupOutcome =
  | "deleted"
  | "gone already"
  | "would be deleted"
  | "in use"
  | "on another host"
  | "on another cluster"
  | "failed";

/** What became of one entry of the journal. */
interface CleanedEntry {
  readonly kind: JournalEntry["possession"]["kind"];
  readonly name: string;
  readonly clusterId: string;
  readonly outcome: CleanupOutcome;
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
  /** The cluster that there is access to, and its id. */
  readonly cluster: { readonly id: string; readonly admin: ClusterAdmin } | undefined;
  readonly isDryRun: boolean;
}

/** Deletes what the journal says that runs have left behind: nothing else is ever touched. */
export async function cleanUp(options: CleanupOptions): Promise<CleanupReport> {
  const { journal } = options;
  const { entries, unreadable } = journal.read();
  const cleaned: CleanedEntry[] = [];
  for (const entry of entries) cleaned.push(await cleanEntry(entry, options));
  return { entries: cleaned, unreadable };
}

async function cleanEntry(entry: JournalEntry, options: CleanupOptions): Promise<CleanedEntry> {
  const { possession, owner } = entry;
  const { kind, clusterId } = possession;
  const name = kind === "topic" ? possession.name : possession.displayName;
  const base = { kind, name, clusterId };
  if (owner.host !== hostname()) {
    return { ...base, outcome: "on another host", reason: `run cleanup on ${owner.host}` };
  }
  if (isRunning(owner)) return { ...base, outcome: "in use", reason: `by process ${owner.pid}` };
  try {
    return { ...base, ...(await remove(entry, options)) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { ...base, outcome: "failed", reason: error.parts.what };
  }
}

async function remove(
  entry: JournalEntry,
  { journal, cluster, isDryRun }: CleanupOptions,
): Promise<Pick<CleanedEntry, "outcome" | "reason">> {
  const { possession } = entry;
  if (possession.kind !== "topic") return { outcome: "failed", reason: "needs Confluent Cloud" };
  if (cluster?.id !== possession.clusterId) {
    const reason = `connect to it: ${possession.bootstrap.join(",")}`;
    return { outcome: "on another cluster", reason };
  }
  if (isDryRun) return { outcome: "would be deleted" };
  const wasThere = await deleteTopic(cluster.admin, possession);
  journal.remove(journal.keyOf(entry));
  return { outcome: wasThere ? "deleted" : "gone already" };
}
