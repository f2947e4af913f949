// Programs that end with the benchmark, and its log.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

export const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const startMs = Date.now();
export const say = (text) =>
  console.log(`${((Date.now() - startMs) / 1000).toFixed(0).padStart(4)} s  ${text}`);

/** Starts a program; it ends with `cleanup`. */
export function run(cleanup, command, args, options = {}) {
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
  cleanup.push(async () => {
    if (child.exitCode !== null) return;
    child.kill("SIGTERM");
    await once(child, "exit");
  });
  return child;
}
