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
import { BUILD_PACKAGES, lostWith } from "./client-features.ts";
import { clientFolder } from "./client-folder.ts";
import { CLIENT_NAME } from "./native-client.ts";

const exec = promisify(execFile);
/** Where its authors publish the native part. */
const BINARIES = "https://github.com/confluentinc/confluent-kafka-javascript";
const PROBE_MS = 5_000;
const HEARTBEAT_MS = 10_000;
/** Of a failed command's output, from its end. */
const SHOWN_LINES = 10;

export interface Installation {
  readonly folder: string;
  /** Undefined where it was there already. */
  readonly how: "downloaded" | "built" | undefined;
  /** What its build lacks, for people. */
  readonly lost: readonly string[];
}

/**
 * Installs the pinned client for this Node into the cache: every package by the lockfile's
 * integrity, no package's own script; then the native part, downloaded where its authors' binaries can
 * be reached, else built from source with this machine's compiler, OpenSSL and zlib.
 *
 * @param say told what takes long, before it is done, and every ten seconds meanwhile
 * @param isForced to do so even where it is installed
 * @throws UserError with the end of the output of what failed
 */
export async function installClient(
  env: NodeJS.ProcessEnv,
  say: (message: string) => void,
  isForced = false,
): Promise<Installation> {
  const folder = clientFolder(env);
  if (existsSync(folder) && !isForced) return { folder, how: undefined, lost: lostIn(folder) };
  makeFolder(dirname(folder));
  // In a folder of its own, then renamed: several processes may do so at once.
  const staging = await mkdtemp(`${folder}-installing-`);
  try {
    const how = await installInto(staging, { env, say });
    const lost = lostIn(staging);
    if (isForced) await rm(folder, { recursive: true, force: true });
    await rename(staging, folder).catch((error) => {
      if (!existsSync(folder)) throw error;
    });
    return { folder, how, lost };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** What the build of the client in this folder lacks. @throws where it does not load */
function lostIn(folder: string): string[] {
  const { features } = createRequire(join(folder, "package.json"))(CLIENT_NAME);
  return lostWith(features);
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
  const how = await makeNativePart(npm, client, say);
  // librdkafka's sources and what the build leaves: two thirds of it all.
  await rm(join(client, "deps"), { recursive: true, force: true });
  return how;
}

async function makeNativePart(
  npm: (cwd: string, args: readonly string[]) => Promise<void>,
  client: string,
  say: Context["say"],
): Promise<"downloaded" | "built"> {
  if (await canDownload()) {
    const download = npm(client, ["exec", "--call", "node-pre-gyp install"]);
    if (await download.then(() => true).catch(() => false)) return "downloaded";
  }
  say(
    "its binary cannot be downloaded here: building it from source, which takes two minutes or, on a busy machine, more",
  );
  await npm(client, ["exec", "--call", "node-pre-gyp install --build-from-source"]);
  return "built";
}

/** Says every ten seconds how long it has taken, so that a build of many minutes is not silent. */
async function withHeartbeat(work: Promise<void>, say: Context["say"]): Promise<void> {
  const startMs = Date.now();
  const beat = setInterval(() => {
    say(`still at it: ${Math.round((Date.now() - startMs) / 1000)} s`);
  }, HEARTBEAT_MS);
  try {
    await work;
  } finally {
    clearInterval(beat);
  }
}

/** Asked first: a download that cannot be takes long to fail. */
function canDownload(): Promise<boolean> {
  const request = { method: "HEAD", signal: AbortSignal.timeout(PROBE_MS) };
  return fetch(BINARIES, request).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** npm on this very Node, for which the native part is made. */
async function runNpm(cwd: string, args: readonly string[], given: NodeJS.ProcessEnv) {
  const bin = dirname(process.execPath);
  const headers = dirname(bin);
  const env: NodeJS.ProcessEnv = {
    ...given,
    PATH: `${bin}${delimiter}${given.PATH}`,
    // The system's OpenSSL: the static build would download and build its own.
    CKJS_LINKING: "dynamic",
  };
  if (existsSync(join(headers, "include/node/node.h"))) env.npm_config_nodedir = headers;
  const isWindows = process.platform === "win32";
  // A command file, which Windows starts through its shell only.
  const words = isWindows ? args.map((word) => `"${word}"`) : args;
  await exec(isWindows ? "npm.cmd" : "npm", words, {
    cwd,
    env,
    shell: isWindows,
    maxBuffer: 2 ** 28,
  }).catch((cause) => {
    throw failed(args, cause);
  });
}

function failed(args: readonly string[], cause: unknown): UserError {
  const { stdout = "", stderr = "", message } = cause as Error & Record<string, string>;
  const output = `${stdout}\n${stderr}`.trim() || message;
  // npm's own stack says nothing to anybody here.
  const lines = output.split("\n").filter((line) => !/^npm (warn|(error|ERR!)\s+at )/.test(line));
  return new UserError(
    {
      what: `npm ${args.join(" ")} failed`,
      excerpt: lines.slice(-SHOWN_LINES).join("\n"),
      next: `Is the registry reached? Building from source needs a C++ compiler, Python 3, make, and the headers of OpenSSL, zlib and zstd (Debian: g++ make python3 ${BUILD_PACKAGES}).`,
    },
    { cause },
  );
}
