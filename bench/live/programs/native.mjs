// Reads a topic with the native client, and counts its keys: `native.cjs BOOTSTRAP TOPIC RECORDS`.
import { loadClient } from "#live/adapters/kafka/native-client.ts";

const [bootstrap, topic, expected] = process.argv.slice(2);
const { KafkaConsumer } = loadClient();

const consumer = new KafkaConsumer(
  {
    "bootstrap.servers": bootstrap,
    "group.id": `bench-${process.pid}`,
    "enable.auto.commit": false,
    "fetch.min.bytes": 1,
    "queued.max.messages.kbytes": 262_144,
    "fetch.message.max.bytes": 1_048_576,
  },
  { "auto.offset.reset": "earliest" },
);
const counts = new Map();
let records = 0;
let startMs;
consumer.on("event.error", (error) => {
  throw error;
});
consumer.connect({}, () => {
  consumer.subscribe([topic]);
  consume();
});

function consume() {
  consumer.consume(10_000, (error, messages) => {
    if (error) throw error;
    // The time to join a group is not counted.
    if (messages.length > 0) startMs ??= performance.now();
    for (const { key } of messages) {
      const text = key?.toString("latin1");
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    records += messages.length;
    if (records < Number(expected)) setImmediate(consume);
    else finish();
  });
}

function finish() {
  const tookMs = performance.now() - startMs;
  const perSecond = (records / tookMs) * 1000;
  console.log(JSON.stringify({ records, distinct: counts.size, perSecond }));
  process.exit();
}
