// Finds Prometheus's promtool, which checks and tests alerting rules.
import { execFile } from "node:child_process";
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);
// Not the common temporary folder, where somebody else could put a program of that name.
const cache = join(
  process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
  "skew-contract",
  process.arch,
);
const cached = join(cache, "promtool");

/**
 * The path of a promtool: on PATH, or out of Debian's package `prometheus`, of which nothing is
 * installed. Undefined where there is neither; Linux in CI must have one.
 */
export async function findPromtool() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const path of [...folders.map((folder) => join(folder, "promtool")), cached]) {
    if (await isProgram(path)) return path;
  }
  try {
    return await unpackPromtool();
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return undefined;
    throw new Error("no promtool: install Debian's package prometheus", { cause });
  }
}

async function isProgram(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** In a folder of its own, then renamed: several processes may do so at once. */
async function unpackPromtool() {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "unpacking-"));
  try {
    await download(folder);
    const [archive] = await readdir(folder);
    await exec("dpkg-deb", ["-x", archive, "unpacked"], { cwd: folder });
    await rename(join(folder, "unpacked/usr/bin/promtool"), cached);
    return cached;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder) {
  const args = ["download", "-q", "prometheus"];
  try {
    await exec("apt-get", args, { cwd: folder });
  } catch {
    await exec("apt-get", ["update", "-q"]);
    await exec("apt-get", args, { cwd: folder });
  }
}
