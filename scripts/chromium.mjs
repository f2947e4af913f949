// A Chromium for tests of web pages: the machine's own, or else Debian's package.
import { spawn } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium";

/** Its path; undefined if there is none and none can be installed. */
export async function chromium() {
  const present = process.env.CHROMIUM || onPath();
  if (present !== undefined || !isDebianRoot()) return present;
  await install();
  return onPath();
}

function onPath() {
  const folders = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isExecutable);
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
  const script = `command -v chromium || { ${INSTALL}; }`;
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
