// Makes the topics that the readers read: `fill.cjs BOOTSTRAP RECORDS`.
import { randomBytes } from "node:crypto";
import { setImmediate, setTimeout } from "node:timers/promises";
import { seededRandom } from "#core/measures/random.ts";
import { loadConnection } from "#live/adapters/credentials/load-connection.ts";
import { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import { loadClient } from "#live/adapters/kafka/native-client.ts";

const [bootstrap, count] = process.argv.slice(2);
const PARTITIONS = 6;
const KEYS = 100_000;
const VALUE_BYTES = 100;
const JSON_BYTES = 283;
const FULL_WAIT_MS = 20;
const TIMEOUT_MS = 120_000;

const random = seededRandom(1);
/** Most records have one of a few keys. */
const nextKey = () => `key-${String(Math.floor(KEYS * random() ** 3)).padStart(7, "0")}`;
const hex = (bytes) => randomBytes(bytes).toString("hex");

function text(i) {
  return `${`{"n":${i},"text":"`.padEnd(VALUE_BYTES - 2, "the quick brown fox ")}"}`;
}

function json(i) {
  const value = { id: hex(16), customer: hex(10), items: [hex(12), hex(12)], n: i, note: "" };
  const missing = JSON_BYTES - JSON.stringify(value).length;
  return JSON.stringify({ ...value, note: hex(missing).slice(0, missing) });
}

const client = loadClient();
const { connection } = loadConnection({ bootstrap, noEnvFile: true }, {});
const admin = new KafkaAdmin(connection);

async function fill(name, codec, records, makeValue) {
  await admin.createTopic({ name, partitions: PARTITIONS, replicationFactor: 1, config: {} });
  const settings = {
    "bootstrap.servers": bootstrap,
    "compression.type": codec,
    "linger.ms": 20,
    "batch.size": 1_000_000,
    "queue.buffering.max.messages": 1_000_000,
  };
  const producer = new client.Producer(settings, { partitioner: "murmur2_random" });
  await new Promise((resolve) => producer.connect({}, resolve));
  producer.setPollInterval(50);
  for (let i = 0; i < records; i++) {
    while (!send(producer, name, Buffer.from(makeValue(i)))) await setTimeout(FULL_WAIT_MS);
    if (i % 5000 === 0) await setImmediate();
  }
  await new Promise((resolve) => producer.flush(TIMEOUT_MS, resolve));
  await new Promise((resolve) => producer.disconnect(resolve));
}

/** False if the queue is full. */
function send(producer, topic, value) {
  try {
    producer.produce(topic, null, value, nextKey());
    return true;
  } catch (error) {
    if (error.code !== client.CODES.ERRORS.ERR__QUEUE_FULL) throw error;
    return false;
  }
}

async function fillAll() {
  const records = Number(count);
  await fill("text-none", "none", records, text);
  await fill("text-lz4", "lz4", records, text);
  await fill("json-lz4", "lz4", records * 0.3, json);
  await admin.close();
}

void fillAll();
