// The process that owns a cluster. It reads commands as JSON lines from standard input. When that
// ends, for whatever reason, it stops all brokers and removes all files.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { prepareCluster } from "./cluster.mjs";
import { findKafka } from "./jars.mjs";

const ATTEMPTS = 3;
const options = JSON.parse(process.argv[2] ?? "{}");
const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const folders = [];
const brokers = [];

async function startCluster(kafka) {
  const folder = await mkdtemp(join(tmpdir(), "skew-contract-kafka-"));
  folders.push(folder);
  const cluster = await prepareCluster(kafka, folder, options);
  brokers.splice(0, brokers.length, ...cluster.brokers);
  await Promise.all(brokers.map((broker) => broker.start()));
  return cluster.description;
}

/** Retries if another process has taken a port in the meantime. */
async function startWithin(kafka, attempts) {
  try {
    return await startCluster(kafka);
  } catch (error) {
    await Promise.all(brokers.map((broker) => broker.kill()));
    if (attempts === 1 || !/Address already in use/.test(error.message)) throw error;
    return startWithin(kafka, attempts - 1);
  }
}

const commands = {
  kill: (broker) => broker.kill(),
  restart: async (broker) => {
    await broker.kill();
    await broker.start();
  },
};

async function execute(line) {
  const { id, command, broker } = JSON.parse(line);
  try {
    await commands[command](brokers[broker]);
    send({ id, pids: brokers.map((one) => one.pid()) });
  } catch (error) {
    send({ id, error: error.message });
  }
}

let ending;

async function endAll(code) {
  ending ??= (async () => {
    await Promise.all(brokers.map((broker) => broker.kill()));
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
    process.exit(code);
  })();
  await ending;
}

// If the parent is gone, a failed write must not end this process before its brokers.
process.stdout.on("error", () => endAll(1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => endAll(1));
const input = createInterface({ input: process.stdin });
input.on("close", () => endAll(0));

try {
  const kafka = await findKafka();
  const description = await startWithin(kafka, ATTEMPTS);
  input.on("line", execute);
  const logs = brokers.map(({ log }) => log);
  const pids = brokers.map((broker) => broker.pid());
  send({ cluster: { ...description, kafka, logs, pids } });
} catch (error) {
  send({ error: error.message });
  await endAll(1);
}
