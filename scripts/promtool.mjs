// Finds the Prometheus programs that tests use: promtool and the Pushgateway.
import { execFile } from "node:child_process";
import { access, constants, mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const exec = promisify(execFile);
// Not the shared temporary folder, where another user could put a program with that name.
const cache = join(
  process.env.XDG_CACHE_HOME || join(homedir(), ".cache"),
  "skew-contract",
  process.arch,
);

export const findPromtool = () => findProgram("promtool", "prometheus");
export const findPrometheus = () => findProgram("prometheus", "prometheus");
export const findPushgateway = () =>
  findProgram("prometheus-pushgateway", "prometheus-pushgateway");

/**
 * The path of a program: on PATH, or from a Debian package, which is unpacked but not installed.
 * Undefined if there is neither, except on Linux in CI, where this throws.
 */
async function findProgram(program, debianPackage) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  for (const folder of [...folders, cache]) {
    const path = join(folder, program);
    if (await isProgram(path)) return path;
  }
  try {
    return await unpack(program, debianPackage);
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return undefined;
    throw new Error(`no ${program}: install Debian's package ${debianPackage}`, { cause });
  }
}

async function isProgram(path) {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/**
 * Unpacks into a new folder and then moves the program, because several processes may do so at
 * once.
 */
async function unpack(program, debianPackage) {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "unpacking-"));
  try {
    await download(folder, debianPackage);
    const [archive] = await readdir(folder);
    await exec("dpkg-deb", ["-x", archive, "unpacked"], { cwd: folder });
    await rename(join(folder, "unpacked/usr/bin", program), join(cache, program));
    return join(cache, program);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(folder, debianPackage) {
  const args = ["download", "-q", debianPackage];
  try {
    await exec("apt-get", args, { cwd: folder });
  } catch {
    await exec("apt-get", ["update", "-q"]);
    await exec("apt-get", args, { cwd: folder });
  }
}
