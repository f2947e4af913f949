import { REINSTALL } from "#live/adapters/kafka/client-features.ts";
import { installNativeClient } from "#live/adapters/kafka/install-client.ts";
import type { Io } from "../io.ts";

/** Installs the native client once, and prints where it is and what it lacks. */
export async function installClientFromFlags(
  { force = false }: { readonly force?: boolean },
  { stdout, stderr, env }: Io,
): Promise<0> {
  const say = (message: string) => stderr.write(`${message}\n`);
  const { folder, how, missing } = await installNativeClient(env, say, force);
  if (how === undefined) say("already installed");
  for (const loss of missing) say(`this build lacks ${loss}`);
  if (missing.length > 0) say(`install what is missing, then run ${REINSTALL}`);
  stdout.write(`${folder}\n`);
  return 0;
}
