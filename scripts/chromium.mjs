// A Chromium for tests of web pages: the machine's own, or else Debian's package.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Chromium without windows, which opens a page in a fifth of the processor time. */
const SHELL = "chromium-headless-shell";
const NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const INSTALL = "apt-get install -y --no-install-recommends";

/** Its path; undefined if there is none and none can be installed. */
export async function chromium() {
  const present = process.env.CHROMIUM || onPath(NAMES);
  return present ?? (await installChromium());
}

/** Installs the one that takes least time, even if there is another. */
export async function installChromium() {
  const hasBest = process.env.CHROMIUM || onPath([SHELL]) !== undefined;
  if (!hasBest && isDebianRoot()) await install();
  return process.env.CHROMIUM || onPath(NAMES);
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebianRoot() {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version");
}

/** Only one process installs at a time; the others wait and then find it installed. */
function install() {
  const lock = join(tmpdir(), "skew-contract-chromium.lock");
  const either = `{ ${INSTALL} ${SHELL} || command -v chromium || ${INSTALL} chromium; }`;
  const script = `command -v ${SHELL} || ${INSTALL} ${SHELL} || { apt-get update && ${either}; }`;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return new Promise((resolve, reject) => {
    const child = spawn("flock", [lock, "sh", "-c", script], {
      env,
      stdio: ["ignore", "ignore", "inherit"],
    });
    child.on("error", reject);
    child.on("close", resolve);
  });
}
