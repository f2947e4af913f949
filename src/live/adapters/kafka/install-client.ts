import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { makeFolder } from "#adapters/make-folder.ts";
import { UserError } from "#core/errors/user-error.ts";
import manifest from "../../../../native-client/package.json" with { type: "json" };
import lockfile from "../../../../native-client/package-lock.json" with { type: "json" };
import { BUILD_PACKAGES, missingWith } from "./client-features.ts";
import { clientFolder } from "./client-folder.ts";
import { CLIENT_NAME } from "./native-client.ts";

const exec = promisify(execFile);
/** Where its authors publish the native binaries. */
const BINARIES = "https://github.com/confluentinc/confluent-kafka-javascript";
const PROBE_MS = 5_000;
const HEARTBEAT_MS = 10_000;
/** Last lines of a failed command's output that are shown. */
const MAX_SHOWN_LINES = 10;

export interface Installation {
  readonly folder: string;
  /** Undefined if it was already installed. */
  readonly how: "downloaded" | "built" | undefined;
  /** What this build does not support, as text. */
  readonly missing: readonly string[];
}

/**
 * Installs the pinned client for this Node in the cache. Packages are verified by the lockfile's
 * integrity hashes, and their install scripts do not run. The native binary is downloaded from its
 * authors, or built from source with this machine's compiler, OpenSSL and zlib if that fails.
 *

 */
export async function installNativeClient(
  env: NodeJS.ProcessEnv,
  say: (message: string) => void,
  isForced = false,
): Promise<Installation> {
  const folder = clientFolder(env);
  if (existsSync(folder) && !isForced) {
    return { folder, how: undefined, missing: missingIn(folder) };
  }
  makeFolder(dirname(folder));
  // In a separate folder that is then renamed: several processes may install at once.
  const staging = await mkdtemp(`${folder}-installing-`);
  try {
    const how = await installInto(staging, { env, say });
    const missing = missingIn(staging);
    if (isForced) await rm(folder, { recursive: true, force: true });
    await rename(staging, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
    return { folder, how, missing };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * What the client in this folder does not support.
 *
 * @throws Error if it does not load
 */
function missingIn(folder: string): string[] {
  const { features } = createRequire(join(folder, "package.json"))(CLIENT_NAME);
  return missingWith(features);
}

interface Context {
  readonly env: NodeJS.ProcessEnv;
  readonly say: (message: string) => void;
}

async function installInto(staging: string, { env, say }: Context): Promise<Installation["how"]> {
  await writeFile(join(staging, "package.json"), JSON.stringify(manifest));
  await writeFile(join(staging, "package-lock.json"), JSON.stringify(lockfile));
  say(`installing ${CLIENT_NAME} ${manifest.dependencies[CLIENT_NAME]}`);
  const npm = (cwd: string, args: readonly string[]) => {
    return withHeartbeat(runNpm(cwd, args, env), say);
  };
  await npm(staging, ["ci", "--ignore-scripts"]);
  const client = join(staging, "node_modules", CLIENT_NAME);
  const how = await installBinary(npm, client, say);
  // librdkafka's sources and build output: two thirds of the size.
  await rm(join(client, "deps"), { recursive: true, force: true });
  return how;
}

async function installBinary(
  npm: (cwd: string, args: readonly string[]) => Promise<void>,
  client: string,
  say: Context["say"],
): Promise<"downloaded" | "built"> {
  if (await canDownload()) {
    const download = npm(client, ["exec", "--call", "node-pre-gyp install"]);
    if (await download.then(() => true).catch(() => false)) return "downloaded";
  }
  say("no binary can be downloaded: building from source, which takes two minutes or more");
  await npm(client, ["exec", "--call", "node-pre-gyp install --build-from-source"]);
  return "built";
}

/** Reports every ten seconds that a long build is still running. */
async function withHeartbeat(work: Promise<void>, say: Context["say"]): Promise<void> {
  const startMs = Date.now();
  const beat = setInterval(() => {
    say(`still running after ${Math.round((Date.now() - startMs) / 1000)} s`);
  }, HEARTBEAT_MS);
  try {
    await work;
  } finally {
    clearInterval(beat);
  }
}

/** Checked first, because a download that cannot work takes long to fail. */
function canDownload(): Promise<boolean> {
  const request = { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) };
  return fetch(BINARIES, request).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Runs npm with this Node, which the native binary must match. */
async function runNpm(cwd: string, args: readonly string[], baseEnv: NodeJS.ProcessEnv) {
  const bin = dirname(process.execPath);
  const headers = dirname(bin);
  const env: NodeJS.ProcessEnv = {
    ...baseEnv,
    PATH: `${bin}${delimiter}${baseEnv.PATH}`,
    // Uses the system's OpenSSL; a static build would download and build its own.
    CKJS_LINKING: "dynamic",
  };
  if (existsSync(join(headers, "include/node/node.h"))) env.npm_config_nodedir = headers;
  const isWindows = process.platform === "win32";
  // Windows runs .cmd files only through its shell.
  const words = isWindows ? args.map((word) => `"${word}"`) : args;
  await exec(isWindows ? "npm.cmd" : "npm", words, {
    cwd,
    env,
    shell: isWindows,
    maxBuffer: 2 ** 28,
  }).catch((cause) => {
    throw npmFailed(args, cause);
  });
}

function npmFailed(args: readonly string[], cause: unknown): UserError {
  const { stdout = "", stderr = "", message } = cause as Error & Record<string, string>;
  const output = `${stdout}\n${stderr}`.trim() || message;
  // Drops npm's warnings and its own stack trace.
  const lines = output.split("\n").filter((line) => !/^npm (warn|(error|ERR!)\s+at )/.test(line));
  return new UserError(
    {
      what: `npm ${args.join(" ")} failed`,
      excerpt: lines.slice(-MAX_SHOWN_LINES).join("\n"),
      next: `Check that the npm registry can be reached. Building from source needs a C++ compiler, Python 3, make, and headers for OpenSSL, zlib and zstd (on Debian: g++ make python3 ${BUILD_PACKAGES}).`,
    },
    { cause },
  );
}
