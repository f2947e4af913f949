import { randomBytes } from "node:crypto";
import { CloudRest } from "../../adapters/confluent-cloud/rest.ts";
import { loadCredentials } from "../../adapters/credentials/load-credentials.ts";
import { loadVariables } from "../../adapters/credentials/load-variables.ts";
import { Journal } from "../../adapters/journal.ts";
import { type Undo, withUndo } from "../../adapters/undo.ts";
import type { ClusterAdmin } from "../../cluster/cluster.ts";
import { type CleanupReport, cleanUp, isClean } from "../../live/cleanup.ts";
import { type ConnectFlags, connect, isAddressed } from "../../live/connect.ts";
import { escapeUnsafe } from "../../text/printable.ts";
import type { FlagValues } from "../flags.ts";
import type { Io } from "../io.ts";
import { writeEvent } from "./live-progress.ts";

export interface CleanupFlags extends FlagValues, ConnectFlags {
  readonly dryRun?: boolean;
  readonly allKeys?: boolean;
  readonly json?: boolean;
}

/** 0: nothing is left behind; 1: something is. */
export async function cleanup(flags: CleanupFlags, io: Io): Promise<0 | 1> {
  const journal = new Journal(io.env);
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  const report = await withUndo((undo) => clean(flags, io, { journal, undo, say }), say);
  if (flags.json) writeEvent(io.stdout, { ...report });
  else io.stdout.write(describe(report, journal));
  return isClean(report) ? 0 : 1;
}

interface Context {
  readonly journal: Journal;
  readonly undo: Undo;
  readonly say: (message: string) => void;
}

async function clean(flags: CleanupFlags, { env }: Io, context: Context): Promise<CleanupReport> {
  const { variables } = loadVariables(flags.noEnvFile ? undefined : process.cwd(), env);
  const cloudUrl = env.CONFLUENT_CLOUD_URL;
  const credentials = await loadCredentials(variables);
  const rest = credentials?.cloud && new CloudRest(credentials.cloud, { baseUrl: cloudUrl });
  const admins = new Map<string, Promise<ClusterAdmin | undefined>>();
  const connectTo = async (clusterId: string) => {
    const runId = randomBytes(8).toString("hex");
    const isGiven = isAddressed(flags, variables);
    const wanted = isGiven ? flags : { cluster: clusterId };
    // Without any address or credentials there is no access, which is said for each topic.
    if (!isGiven && credentials === undefined) return undefined;
    const { admin } = await connect(wanted, { ...context, variables, cloudUrl, runId });
    return (await admin.describe()).id === clusterId ? admin : undefined;
  };
  return cleanUp({
    journal: context.journal,
    adminOf: (id) => {
      const admin = admins.get(id) ?? connectTo(id);
      admins.set(id, admin);
      return admin;
    },
    rest,
    ownerId: credentials?.kind === "cloud" ? credentials.principalId : undefined,
    isDryRun: flags.dryRun ?? false,
    allKeys: flags.allKeys ?? false,
  });
}

function describe({ entries, unreadable }: CleanupReport, journal: Journal): string {
  if (entries.length + unreadable.length === 0) {
    return `nothing is left behind (${escapeUnsafe(journal.folder)})\n`;
  }
  const lines = entries.map(({ kind, name, cluster, outcome, reason }) => {
    const why = reason === undefined ? "" : ` (${reason})`;
    return `${kind} ${name} on ${cluster ?? "no cluster"}: ${outcome}${why}`;
  });
  const broken = unreadable.map((path) => `${path}: not understood, left alone`);
  return [...lines, ...broken].map((line) => `${escapeUnsafe(line)}\n`).join("");
}
