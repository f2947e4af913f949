import { installClient as install } from "../../adapters/kafka/install-client.ts";
import type { Io } from "../io.ts";

/** Installs the native client once, and says where it is. */
export async function installClient({ stdout, stderr, env }: Io): Promise<0> {
  const { folder, how } = await install(env, (message) => stderr.write(`${message}\n`));
  if (how === undefined) stderr.write("it is installed already\n");
  stdout.write(`${folder}\n`);
  return 0;
}
