// A real Apache Kafka for tests, without Docker: `node scripts/kafka.mjs [--brokers 3]` runs one
// until Ctrl-C.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findKafka } from "./kafka/jars.mjs";

const supervisor = fileURLToPath(new URL("kafka/supervisor.mjs", import.meta.url));

/** What this machine lacks to run a broker; undefined if nothing. Throws on Linux in CI. */
export async function lackOfKafka() {
  try {
    if (spawnSync("openssl", ["version"]).status !== 0) throw new Error("no openssl");
    await findKafka();
    return undefined;
  } catch (cause) {
    if (process.env.CI !== "true" || process.platform !== "linux") return cause.message;
    throw new Error(`no Apache Kafka: ${cause.message}; install JDK 17, Maven and openssl`, {
      cause,
    });
  }
}

/**
 * Starts a cluster in a separate process, which stops it and removes its files when `stop` is called
 * or when this process ends in any way.
 */
export async function startKafka({ brokers = 1 } = {}) {
  const child = spawn(process.execPath, [supervisor, JSON.stringify({ brokers })], {
    stdio: ["pipe", "pipe", "inherit"],
    // Ctrl-C must reach only this process; the other one ends after it.
    detached: process.platform !== "win32",
  });
  // If the supervisor is gone, the missing answers report it.
  child.stdin.on("error", () => {});
  const answers = answersOf(child);
  const { cluster } = await answers.next();
  let lastId = 0;
  const command = async (name, broker) => {
    const id = ++lastId;
    child.stdin.write(`${JSON.stringify({ id, command: name, broker })}\n`);
    cluster.pids = (await answers.next(id)).pids;
  };
  return Object.assign(cluster, {
    supervisorPid: child.pid,
    kill: (broker) => command("kill", broker),
    restart: (broker) => command("restart", broker),
    stop: () => stop(child),
  });
}

/** The supervisor's answers by the id of the command; the answer to the start has no id. */
function answersOf(child) {
  const waiting = new Map();
  const settle = (id, change) => {
    waiting.get(id)?.(change);
    waiting.delete(id);
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    const answer = JSON.parse(line);
    settle(answer.id, answer);
  });
  child.once("close", () => {
    for (const id of waiting.keys()) settle(id, { error: "the brokers' process has ended" });
  });
  return {
    async next(id) {
      const answer = await new Promise((resolve) => waiting.set(id, resolve));
      if (answer.error !== undefined) throw new Error(`Kafka: ${answer.error}`);
      return answer;
    },
  };
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, "exit");
  child.stdin.end();
  await exit;
}

async function main() {
  const { values } = parseArgs({ options: { brokers: { type: "string", default: "1" } } });
  const cluster = await startKafka({ brokers: Number(values.brokers) });
  // Before printing anything, because a reader may end this process at once.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, cluster.stop);
  for (const [name, addresses] of Object.entries(cluster.listeners)) {
    console.error(`${name.padEnd(14)} ${addresses}`);
  }
  console.error("Press Ctrl-C to stop. Addresses, users, certificates and logs as JSON:");
  console.log(JSON.stringify(cluster));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
