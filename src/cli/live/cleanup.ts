import { loadConnection } from "../../adapters/credentials/load-connection.ts";
import { loadVariables } from "../../adapters/credentials/load-variables.ts";
import { Journal } from "../../adapters/journal.ts";
import { KafkaAdmin } from "../../adapters/kafka/admin.ts";
import { type CleanupReport, cleanUp } from "../../live/cleanup.ts";
import { escapeUnsafe } from "../../text/printable.ts";
import type { FlagValues } from "../flags.ts";
import type { Io } from "../io.ts";
import { writeEvent } from "./live-progress.ts";

export interface CleanupFlags extends FlagValues {
  readonly bootstrap?: string;
  readonly config?: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** 0: nothing is left behind; 1: something is. */
export async function cleanup(flags: CleanupFlags, io: Io): Promise<0 | 1> {
  const journal = new Journal(io.env);
  const { entries, unreadable } = journal.read();
  const isEmpty = entries.length + unreadable.length === 0;
  const report = isEmpty ? { entries: [], unreadable: [] } : await clean(journal, flags, io);
  if (flags.json) writeEvent(io.stdout, { ...report });
  else io.stdout.write(describe(report, journal));
  const isLeft = report.entries.some(({ outcome }) => LEFT.includes(outcome));
  return isLeft || unreadable.length > 0 ? 1 : 0;
}

const LEFT: readonly string[] = [
  "would be deleted",
  "on another host",
  "on another cluster",
  "failed",
];

async function clean(journal: Journal, flags: CleanupFlags, { env }: Io): Promise<CleanupReport> {
  const { variables } = loadVariables(process.cwd(), env);
  const { connection } = loadConnection(flags, variables);
  const admin = new KafkaAdmin(connection);
  try {
    const { id } = await admin.describe();
    return await cleanUp({ journal, cluster: { id, admin }, isDryRun: flags.dryRun ?? false });
  } finally {
    await admin.close();
  }
}

function describe({ entries, unreadable }: CleanupReport, journal: Journal): string {
  if (entries.length + unreadable.length === 0) {
    return `nothing is left behind (${escapeUnsafe(journal.folder)})\n`;
  }
  const lines = entries.map(({ kind, name, clusterId, outcome, reason }) => {
    const why = reason === undefined ? "" : ` (${reason})`;
    return `${kind} ${name} on ${clusterId}: ${outcome}${why}`;
  });
  const broken = unreadable.map((path) => `${path}: not understood, left alone`);
  return [...lines, ...broken].map((line) => `${escapeUnsafe(line)}\n`).join("");
}
