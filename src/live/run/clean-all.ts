import { randomBytes } from "node:crypto";
import type { DoorWords } from "#core/errors/phrase.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { CloudRest } from "#live/adapters/confluent-cloud/rest.ts";
import { loadCredentials } from "#live/adapters/credentials/load-credentials.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import type { Journal } from "#live/adapters/journal.ts";
import { type CleanupReport, cleanUp } from "./cleanup.ts";
import { type ConnectFlags, chooseTarget, isAddressed, targetsOf } from "./connect.ts";

const RUN_BYTES = 8;

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
  /** For the reasons in the report. */
  readonly words: DoorWords;
}

/** Deletes what is left behind on all clusters that flags and environment reach. */
export async function cleanAll(
  flags: CleanupFlags,
  context: CleanupContext,
): Promise<CleanupReport> {
  const { env, journal, words } = context;
  const { variables } = loadVariables(flags.noEnvFile ? undefined : process.cwd(), env);
  const cloudUrl = env.CONFLUENT_CLOUD_URL;
  const credentials = await loadCredentials(variables);
  const rest = credentials?.cloud && new CloudRest(credentials.cloud, { baseUrl: cloudUrl });
  const isGiven = isAddressed(flags, variables);
  const runId = randomBytes(RUN_BYTES).toString("hex");
  const findAll = () =>
    targetsOf(isGiven ? undefined : credentials, flags, { ...context, variables, cloudUrl, runId });
  let targets: ReturnType<typeof findAll> | undefined;
  const connectTo = async (clusterId: string) => {
    // Without any address or credentials there is no access, which is said for each topic.
    if (!isGiven && credentials === undefined) return undefined;
    targets ??= findAll();
    const target = chooseTarget(await targets, isGiven ? flags.cluster : clusterId);
    const { admin } = await target.open(context.cleanup);
    return (await admin.describe()).id === clusterId ? admin : undefined;
  };
  const admins = new Map<string, ReturnType<typeof connectTo>>();
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
    words,
  });
}
