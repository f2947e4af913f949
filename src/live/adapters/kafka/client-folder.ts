import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import pinned from "../../../../native-client/package.json" with { type: "json" };

/** The version that live mode installs and is tested with. */
export const CLIENT_VERSION = pinned.dependencies["@confluentinc/kafka-javascript"];

/** Where the client for this Node is installed: in the CI runner's cache or the user's. */
export function clientFolder(env: NodeJS.ProcessEnv): string {
  const { platform, arch, versions } = process;
  const name = `kafka-client-${CLIENT_VERSION}-node${versions.modules}-${platform}-${arch}`;
  return join(cacheFolder(env), "skew-contract", name);
}

/** Where to look for the client: in the folder the user names, otherwise in the cache. */
export function clientFolders(env: NodeJS.ProcessEnv): string[] {
  const configured = env.SKEW_CONTRACT_KAFKA_CLIENT;
  return configured ? [configured] : [clientFolder(env)];
}

function cacheFolder(env: NodeJS.ProcessEnv): string {
  const { RUNNER_TOOL_CACHE: runner, XDG_CACHE_HOME: xdg, LOCALAPPDATA: windows } = env;
  if (runner) return runner;
  // The XDG Base Directory Specification ignores relative paths.
  if (xdg && isAbsolute(xdg)) return xdg;
  if (process.platform === "win32" && windows) return windows;
  return join(homedir(), process.platform === "darwin" ? "Library/Caches" : ".cache");
}
