import { randomBytes } from "node:crypto";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { loadVariables } from "#live/adapters/credentials/load-variables.ts";
import { Journal } from "#live/adapters/journal.ts";
import { type ConnectedCluster, connectToCluster } from "#live/run/connect.ts";
import { type ConnectionOptions, connectionFromFlags } from "../connection-flags.ts";
import type { Io } from "../io.ts";

const RUN_BYTES = 8;

/** Connects to the cluster of the flags, the environment and .env, until the cleanup. */
export function connectFromFlags(
  flags: ConnectionOptions,
  { env }: Io,
  cleanup: Cleanup,
  say: (message: string) => void,
): Promise<ConnectedCluster> {
  const { variables, notes } = loadVariables(flags.envFile ? process.cwd() : undefined, env);
  for (const note of notes) say(note);
  return connectToCluster(connectionFromFlags(flags), {
    variables,
    cloudUrl: env.CONFLUENT_CLOUD_URL,
    journal: new Journal(env),
    runId: randomBytes(RUN_BYTES).toString("hex"),
    say,
    cleanup,
  });
}
