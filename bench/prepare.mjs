import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const peersFolder = fileURLToPath(new URL("./peers/", import.meta.url));

/** Why a program cannot run on this machine; undefined if it can. */
export function whyNot(program) {
  const lacking = program.needs.find((name) => !hasProgram(name));
  return lacking === undefined ? program.missing?.() : `${lacking} is not installed`;
}

function hasProgram(name) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/**
 * Builds a program, unless it has already been built from the same sources.
 *
 * @returns the command that counts the keys in a file
 * @throws Error that says in one line what went wrong
 */
export function prepare(program, home) {
  const source = join(peersFolder, program.folder ?? "");
  const output = join(home, "peers", program.folder ?? "");
  if (program.build !== undefined) buildOnce(program, source, output);
  return (file) => program.command(output, file, source);
}

function buildOnce(program, source, output) {
  const stamp = join(output, "sources.sha256");
  const sources = hashOf(source);
  if (readOr(stamp, "") === sources) return;
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  program.build(output, (command, ...args) => runTool(command, args, source));
  writeFileSync(stamp, sources);
}

function runTool(command, args, cwd) {
  try {
    execFileSync(command, args, { cwd, stdio: ["ignore", "pipe", "pipe"], encoding: "utf8" });
  } catch (error) {
    const [reason] = `${error.stderr ?? ""}${error.stdout ?? ""}`.trim().split("\n");
    throw new Error(`${command}: ${reason || error.message}`);
  }
}

function hashOf(folder) {
  const hash = createHash("sha256");
  for (const name of readdirSync(folder).sort()) {
    hash.update(`${name}\n`).update(readFileSync(join(folder, name)));
  }
  return hash.digest("hex");
}

function readOr(path, fallback) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return fallback;
  }
}
