// The libraries that are needed to build the Kafka client from source.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// For TLS and SCRAM, gzip, zstd, and OAUTHBEARER tokens. The prebuilt client has all of them.
const PACKAGES = ["libssl-dev", "zlib1g-dev", "libzstd-dev", "libcurl4-openssl-dev"];
const INSTALL = `apt-get install -y -q --no-install-recommends ${PACKAGES.join(" ")}`;
const script = `dpkg -s ${PACKAGES.join(" ")} || ${INSTALL} || { apt-get update -q && ${INSTALL}; }`;

/**
 * Installs them as root on Debian, one process at a time. Elsewhere, the build uses what is there and
 * reports what is missing.
 */
export async function installHeaders() {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) return;
  const lock = join(tmpdir(), "skew-contract-headers.lock");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await new Promise((resolve, reject) => {
    const child = spawn("flock", [lock, "sh", "-c", script], { env, stdio: "ignore" });
    child.on("error", reject);
    child.on("close", resolve);
  });
}
