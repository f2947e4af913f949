// Runs commands and reports whether each succeeded.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));

/**
 * @typedef {object} Settings
 * @property {Readonly<Record<string, string>>} [env] beside the environment
 * @property {string} [cwd] by default the project's folder
 * @property {boolean} [isQuiet] shows the output at the end, for commands that run side by side
 */

/**
 * Runs a command and shows its output. Returns whether it exits with 0.
 *
 * @param {Settings} [settings]
 * @returns {Promise<boolean>}
 */
export function run(title, command, args, { env = {}, cwd = root, isQuiet = false } = {}) {
  const heading = `\n== ${title}`;
  if (!isQuiet) console.log(heading);
  const child = spawn(command, args, {
    cwd,
    stdio: ["ignore", ...Array(2).fill(isQuiet ? "pipe" : "inherit")],
    env: { ...process.env, ...env },
    shell: process.platform === "win32",
  });
  const chunks = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (one) => chunks.push(one));
  return new Promise((resolve) => {
    const end = (isDone) => {
      if (isQuiet) console.log(`${heading}\n${Buffer.concat(chunks)}`.trimEnd());
      resolve(isDone);
    };
    child.on("error", (error) => {
      chunks.push(Buffer.from(error.message));
      if (!isQuiet) console.error(error.message);
      end(false);
    });
    child.on("close", (status) => end(status === 0));
  });
}

/** A tool installed in node_modules. */
export function tool(title, name, args, settings) {
  return run(title, "npx", ["--no-install", name, ...args], settings);
}
