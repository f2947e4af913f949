// `node bench/recommend.mjs [rounds]`: times `recommend` on a real broker, for two topics as large
// as
// those in the original Python recommender's log, compared with its way of reading them; and for
// 1,000 topics.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Admin, Producer } from "@platformatic/kafka";
import { startKafka } from "../scripts/kafka.mjs";
import { timeCommand } from "./time-command.mjs";

const exec = promisify(execFile);
const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const cli = path("../dist/cli.js");
const [rounds = 3] = process.argv.slice(2).map(Number);
const PARTITIONS = 6;
const LARGE = { records: 540_000, topics: ["large-1", "large-2"], valueBytes: 75 };
const MANY = { records: 60, topics: 1_000 };
const AT_ONCE = 50;
const PYTHON_CLIENT = "confluent-kafka==2.15.0";
const TIMEOUT_SECONDS = 600;

/** Requests between brokers and controllers, and a metric that repeats another. */
const OF_THE_BROKER =
  /Controller|Heartbeat|Follower|Consumer$|Vote|Quorum|AllocateProducer|ListConfig/;

async function makeLarge({ bootstrap }) {
  for (const topic of LARGE.topics) {
    const size = ["--records", LARGE.records, "--partitions", PARTITIONS];
    const shape = ["--value-bytes", LARGE.valueBytes, "--simulation", "less-repetition"];
    const target = ["--bootstrap", bootstrap, "--topic", topic, "--keep-topic", "--quiet"];
    await exec(process.execPath, [cli, "analyze", ...[...size, ...shape, ...target].map(String)]);
  }
}

async function makeMany({ bootstrap }) {
  const client = { clientId: "bench", bootstrapBrokers: bootstrap.split(",") };
  const admin = new Admin(client);
  // The client resends to a topic that is still new.
  const producer = new Producer({ ...client, idempotent: true });
  for (let first = 0; first < MANY.topics; first += AT_ONCE) {
    const topics = Array.from({ length: AT_ONCE }, (_, i) => `many-${first + i}`);
    await admin.createTopics({ topics, partitions: PARTITIONS, replicas: 1 });
    const messages = topics.flatMap((topic) =>
      Array.from({ length: MANY.records }, (_, i) => ({
        topic,
        partition: i % PARTITIONS,
        key: Buffer.from(`key-${i % 20}`),
        value: Buffer.alloc(100),
      })),
    );
    await producer.send({ messages, acks: -1 });
  }
  await producer.close();
  await admin.close();
}

/** @returns the number of requests that the broker has answered so far, by kind */
async function requestsOf({ pids: [pid] }) {
  const { stdout } = await exec("java", [path("recommend/Requests.java"), String(pid)]);
  return JSON.parse(stdout);
}

/** Time, memory, and the requests of one run. */
async function measure(cluster, command) {
  const before = await requestsOf(cluster);
  const timed = await timeCommand(command, TIMEOUT_SECONDS);
  if (timed.failure !== undefined) throw new Error(`${command.join(" ")}: ${timed.failure}`);
  const after = await requestsOf(cluster);
  const requests = Object.entries(after).flatMap(([kind, count]) => {
    const made = count - (before[kind] ?? 0);
    return made > 0 && !OF_THE_BROKER.test(kind) ? [[kind, made]] : [];
  });
  return { ...timed, requests: Object.fromEntries(requests) };
}

function recommend({ bootstrap }, filter, folder) {
  const report = join(folder, "recommendation.json");
  const reading = ["--sampling-days", "1", "--max-rate", "unlimited"];
  const args = ["--bootstrap", bootstrap, "--topic-filter", filter, ...reading];
  return [process.execPath, cli, "recommend", ...args, "--output", `json:${report}`, "--quiet"];
}

async function resultOf(folder) {
  const { clusters } = JSON.parse(await readFile(join(folder, "recommendation.json"), "utf8"));
  return clusters[0].topics;
}

/**
 * A Python with the client that the original recommender uses; undefined if it cannot be installed.
 */
async function pythonIn(folder) {
  const python = join(folder, "python/bin/python");
  try {
    await exec("python3", ["-m", "venv", join(folder, "python")]);
    await exec(python, ["-m", "pip", "install", "--quiet", PYTHON_CLIENT]);
    return python;
  } catch (error) {
    console.error(`left out the original recommender's way: ${error.message.split("\n")[0]}`);
    return undefined;
  }
}

function expectRecords(found, topics, records) {
  const wrong = found.find((one) => one.records !== records);
  if (wrong) throw new Error(`${wrong.topic}: ${wrong.records} records, ${wrong.reason}`);
  if (found.length !== topics) throw new Error(`${found.length} topics`);
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (cells) => console.log(`| ${cells.join(" | ")} |`);

function show(title, runs, ratio = "") {
  const seconds = median(runs.map(({ wallSeconds }) => wallSeconds)).toFixed(2);
  const peak = Math.round(Math.max(...runs.map(({ peakMiB = 0 }) => peakMiB)));
  const { requests } = runs.at(-1);
  const total = Object.values(requests).reduce((sum, count) => sum + count, 0);
  const kinds = Object.entries(requests).map(([kind, count]) => `${kind} ${count}`);
  row([title, seconds, peak, `${total} (${kinds.join(", ")})`, ratio]);
}

async function compareLarge(cluster, folder, python) {
  const ours = [];
  const theirs = [];
  for (let round = 0; round <= rounds; round++) {
    const mine = await measure(cluster, recommend(cluster, "large-", folder));
    const found = await resultOf(folder);
    expectRecords(found, LARGE.topics.length, LARGE.records);
    const other =
      python &&
      (await measure(cluster, [
        python,
        path("recommend/poll.py"),
        cluster.bootstrap,
        ...LARGE.topics,
      ]));
    // The first round is a warm-up.
    if (round === 0) continue;
    ours.push(mine);
    if (other) theirs.push(other);
  }
  show(`recommend, ${LARGE.topics.length} topics of ${LARGE.records} records`, ours);
  if (theirs.length === 0) return;
  const ratio = median(theirs.map((one, i) => one.wallSeconds / ours[i].wallSeconds));
  show(
    "the original recommender's way, the same topics",
    theirs,
    `${ratio.toFixed(1)} times as long`,
  );
}

async function main() {
  const folder = await mkdtemp(join(tmpdir(), "skew-contract-bench-"));
  const cluster = await startKafka();
  try {
    const python = await pythonIn(folder);
    await makeLarge(cluster);
    await makeMany(cluster);
    console.log(
      `\n${PARTITIONS} partitions each, ${cpus().length} cores, Kafka ${cluster.kafka.version}; medians of ${rounds} rounds\n`,
    );
    row(["", "s", "peak MiB", "requests", ""]);
    row(["---", "---", "---", "---", "---"]);
    await compareLarge(cluster, folder, python);
    const many = await measure(cluster, recommend(cluster, "many-", folder));
    const found = await resultOf(folder);
    expectRecords(found, MANY.topics, MANY.records);
    show(`recommend, ${MANY.topics} topics`, [many]);
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
