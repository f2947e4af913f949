// Runs commands and reports whether each succeeded.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * Runs a command, by default in the project's folder, and shows its output. Returns whether it
 * exits with 0.
 */
export function run(title, command, args, env = {}, cwd = root) {
  console.log(`\n== ${title}`);
  const { status, error } = spawnSync(command, args, {
    cwd,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  if (error !== undefined) console.error(error.message);
  return status === 0;
}

/** A tool installed in node_modules. */
export function tool(title, name, args) {
  return run(title, "npx", ["--no-install", name, ...args]);
}
