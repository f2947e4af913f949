// The process that owns a cluster: it takes commands as lines of JSON from its input, and when that
// ends, however the process at its other end ended, no broker and no file is left.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { prepareCluster } from "./cluster.mjs";
import { findKafka } from "./jars.mjs";

const ATTEMPTS = 3;
const options = JSON.parse(process.argv[2] ?? "{}");
const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
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

/** Again, where another process took a port in between. */
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

async function obey(line) {
  const { id, command, broker } = JSON.parse(line);
  try {
    await commands[command](brokers[broker]);
    say({ id, pids: brokers.map((one) => one.pid()) });
  } catch (error) {
    say({ id, error: error.message });
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

// Writing to a parent that is gone must not end this process before its brokers.
process.stdout.on("error", () => endAll(1));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => endAll(1));
const input = createInterface({ input: process.stdin });
input.on("close", () => endAll(0));

try {
  const kafka = await findKafka();
  const description = await startWithin(kafka, ATTEMPTS);
  input.on("line", obey);
  const logs = brokers.map(({ log }) => log);
  const pids = brokers.map((broker) => broker.pid());
  say({ cluster: { ...description, kafka, logs, pids } });
} catch (error) {
  say({ error: error.message });
  await endAll(1);
}
