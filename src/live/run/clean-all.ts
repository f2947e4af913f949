import { randomBytes } from "node:crypto";
import type { DoorWords } from "#core/errors/phrase.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { CloudRest } from "#live/adapters/confluent-cloud/rest.ts";
import { loadCredentials } from "#live/adapters/credentials/load-credentials.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import type { Journal } from "#live/adapters/journal.ts";
import type { Variables } from "#live/core/cluster/environment-settings.ts";
import type { Credentials } from "#live/core/credentials/credentials.ts";
import { type CleanupReport, deleteLeftovers, type LeftoverOptions } from "./cleanup.ts";
import { type ConnectFlags, chooseTarget, hasBootstrap, targetsOf } from "./connect.ts";

const RUN_BYTES = 8;

export interface CleanupFlags extends ConnectFlags {
  /** Only reports what would be deleted. */
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

/** Deletes leftovers on all clusters that the flags and the environment reach. */
export async function cleanAll(
  flags: CleanupFlags,
  context: CleanupContext,
): Promise<CleanupReport> {
  const { env, journal, words } = context;
  const { variables } = loadVariables(flags.noEnvFile ? undefined : process.cwd(), env);
  const credentials = await loadCredentials(variables);
  const baseUrl = env.CONFLUENT_CLOUD_URL;
  return deleteLeftovers({
    journal,
    adminOf: adminFinder(flags, context, { variables, credentials }),
    rest: credentials?.cloud && new CloudRest(credentials.cloud, { baseUrl }),
    ownerId: credentials?.kind === "cloud" ? credentials.principalId : undefined,
    isDryRun: flags.dryRun ?? false,
    allKeys: flags.allKeys ?? false,
    words,
  });
}

interface Access {
  readonly variables: Variables;
  readonly credentials: Credentials | undefined;
}

/** Connects to clusters by id, once each. */
function adminFinder(
  flags: CleanupFlags,
  context: CleanupContext,
  { variables, credentials }: Access,
): LeftoverOptions["adminOf"] {
  const hasAddress = hasBootstrap(flags, variables);
  const runId = randomBytes(RUN_BYTES).toString("hex");
  const cloudUrl = context.env.CONFLUENT_CLOUD_URL;
  const findAll = () =>
    targetsOf(hasAddress ? undefined : credentials, flags, {
      ...context,
      variables,
      cloudUrl,
      runId,
    });
  let targets: ReturnType<typeof findAll> | undefined;
  const connectTo = async (clusterId: string) => {
    // Without an address or credentials there is no access, which is reported for each topic.
    if (!hasAddress && credentials === undefined) return undefined;
    targets ??= findAll();
    const target = chooseTarget(await targets, hasAddress ? flags.cluster : clusterId);
    const { admin } = await target.open(context.cleanup);
    return (await admin.describe()).id === clusterId ? admin : undefined;
  };
  const admins = new Map<string, ReturnType<typeof connectTo>>();
  return (id) => {
    const admin = admins.get(id) ?? connectTo(id);
    admins.set(id, admin);
    return admin;
  };
}
