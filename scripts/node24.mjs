// Finds the Node version that the action runs on.
import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const VERSION = "24.21.0";
const MAJOR = 24;

/**
 * The path of Node 24: this process's, or the binary from an npm package, kept in a cache. Undefined
 * if it is unavailable, except on Linux in CI, where this throws.
 */
export async function findNode24() {
  if (Number(process.versions.node.split(".")[0]) === MAJOR) return process.execPath;
  const cache = join(
    process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
    "skew-contract",
    `node-${VERSION}-${process.platform}-${process.arch}`,
  );
  const binary = join(cache, "bin/node");
  if (await exists(binary)) return binary;
  try {
    await install(cache);
    return binary;
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return undefined;
    throw new Error("no Node 24: npm cannot install its package", { cause });
  }
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}

/** Installs into a new folder and then renames it, because several processes may do so at once. */
async function install(cache) {
  const name = `node-${process.platform}-${process.arch}`;
  await mkdir(join(cache, ".."), { recursive: true });
  const folder = await mkdtemp(`${cache}-installing-`);
  try {
    const args = [
      "install",
      "--prefix",
      folder,
      "--no-save",
      "--ignore-scripts",
      `${name}@${VERSION}`,
    ];
    await promisify(execFile)("npm", args);
    await rename(join(folder, "node_modules", name), cache).catch(async (error) => {
      if (!(await exists(join(cache, "bin/node")))) throw error;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
