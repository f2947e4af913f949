import { randomBytes } from "node:crypto";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { CloudRest } from "#live/adapters/confluent-cloud/rest.ts";
import { loadCredentials } from "#live/adapters/credentials/load-credentials.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import type { Journal } from "#live/adapters/journal.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import { type CleanupReport, cleanUp } from "./cleanup.ts";
import { type ConnectFlags, connect, isAddressed } from "./connect.ts";

export interface CleanupFlags extends ConnectFlags {
  /** Only says what would be deleted. */
  readonly dryRun?: boolean;
  readonly allKeys?: boolean;
}

export interface CleanupContext {
  readonly env: NodeJS.ProcessEnv;
  readonly journal: Journal;
  readonly cleanup: Cleanup;
  readonly say: (message: string) => void;
}

/** Deletes what is left behind on all clusters that flags and environment reach. */
export async function cleanAll(
  flags: CleanupFlags,
  context: CleanupContext,
): Promise<CleanupReport> {
  const { env, journal } = context;
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
    journal,
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
