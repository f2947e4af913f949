import { spawn, spawnSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TIME = "/usr/bin/time";
const FORMAT = "%U %S %M";
const MAX_STDERR_CHARACTERS = 2000;

/** Whether CPU time and memory can be measured, which needs GNU time. */
export const hasTime = spawnSync(TIME, ["-f", FORMAT, "true"]).status === 0;

let running;
for (const [signal, number] of [
  ["SIGINT", 2],
  ["SIGTERM", 15],
]) {
  process.once(signal, () => {
    stop(running);
    process.exit(128 + number);
  });
}

/**
 * @typedef {object} Timed
 * @property {string} stdout
 * @property {string | undefined} failure Why the command failed.
 * @property {number} wallSeconds
 * @property {number} [cpuSeconds]
 * @property {number} [peakMiB] Of its largest process.
 */

/** Runs a command to its end. @returns {Promise<Timed>} */
export async function timeCommand(command, timeoutSeconds) {
  const usageFile = join(tmpdir(), `skew-contract-bench-${process.pid}`);
  const full = hasTime ? [TIME, "-q", "-o", usageFile, "-f", FORMAT, ...command] : command;
  const start = performance.now();
  const ended = await runToEnd(full, timeoutSeconds);
  const wallSeconds = (performance.now() - start) / 1000;
  const usage = hasTime ? readUsage(usageFile) : {};
  rmSync(usageFile, { force: true });
  return { stdout: ended.stdout, failure: failureOf(ended, timeoutSeconds), wallSeconds, ...usage };
}

function runToEnd([name, ...args], timeoutSeconds) {
  // A separate process group, so that none of its processes outlives it.
  running = spawn(name, args, { detached: true, stdio: ["ignore", "pipe", "pipe"] });
  const child = running;
  const stdout = [];
  let stderr = "";
  let timedOut = false;
  child.stdout.on("data", (chunk) => stdout.push(chunk));
  child.stderr.on("data", (chunk) => {
    stderr = `${stderr}${chunk}`.slice(-MAX_STDERR_CHARACTERS);
  });
  const timer = setTimeout(() => {
    timedOut = true;
    stop(child);
  }, timeoutSeconds * 1000);
  return new Promise((resolve) => {
    const finish = (code, signal) => {
      clearTimeout(timer);
      running = undefined;
      resolve({ code, signal, timedOut, stdout: Buffer.concat(stdout).toString(), stderr });
    };
    child.on("error", (error) => finish(undefined, error.message));
    child.on("close", finish);
  });
}

function stop(child) {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // The process has just ended.
  }
}

function failureOf({ code, signal, timedOut, stderr }, timeoutSeconds) {
  if (timedOut) return `not finished after ${timeoutSeconds} s`;
  if (code === 0) return undefined;
  const lines = stderr.split("\n").map((line) => line.trim());
  const reason = lines.find((line) => /error|exception|killed/i.test(line)) ?? lines[0];
  return `${signal ?? `exit ${code}`} ${reason}`.trim();
}

function readUsage(file) {
  try {
    const [userSeconds, systemSeconds, peakKiB] = readFileSync(file, "utf8").split(" ").map(Number);
    return { cpuSeconds: userSeconds + systemSeconds, peakMiB: peakKiB / 1024 };
  } catch {
    return {};
  }
}
