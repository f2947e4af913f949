import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import pinned from "../../../../native-client/package.json" with { type: "json" };

/** The version that live mode is tested with and installs. */
export const CLIENT_VERSION = pinned.dependencies["@confluentinc/kafka-javascript"];

/** Where the client is installed for this Node: into the cache of the runner, or the user's. */
export function clientFolder(env: NodeJS.ProcessEnv): string {
  const { platform, arch, versions } = process;
  const name = `kafka-client-${CLIENT_VERSION}-node${versions.modules}-${platform}-${arch}`;
  return join(cacheFolder(env), "skew-contract", name);
}

/** Where it is looked for: in a folder that the user names, then in the cache. */
export function clientFolders(env: NodeJS.ProcessEnv): string[] {
  const given = env.SKEW_CONTRACT_KAFKA_CLIENT;
  return given ? [given] : [clientFolder(env)];
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const { RUNNER_TOOL_CACHE: runner, XDG_CACHE_HOME: xdg, LOCALAPPDATA: windows } = env;
  if (runner) return runner;
  // Relative ones are to be ignored (XDG Base Directory Specification).
  if (xdg && isAbsolute(xdg)) return xdg;
  if (process.platform === "win32" && windows) return windows;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
