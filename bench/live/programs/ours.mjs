// Reads a topic into an exact key table, as the product does: `ours.cjs BOOTSTRAP TOPIC`.
import { KeyCounting } from "#adapters/key-counting.ts";
import { loadConnection } from "#live/adapters/credentials/load-connection.ts";
import { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";

const [bootstrap, topic] = process.argv.slice(2);

/** The whole topic. */
async function rangesOf(connection, reader) {
  const admin = new KafkaAdmin(connection);
  const description = await admin.topic(topic);
  await admin.close();
  const starts = await reader.offsets(description, "earliest");
  const ends = await reader.offsets(description, "latest");
  return ends.map((end, partition) => ({ topic, partition, start: starts[partition], end }));
}

async function countKeys(reader, ranges) {
  const counting = new KeyCounting({});
  await counting.useEngine();
  let records = 0;
  const take = ({ size, bytes, keyStarts, keyEnds }) => {
    for (let i = 0; i < size; i++) {
      if (keyStarts[i] < 0) counting.addNull(1);
      else counting.add(bytes, keyStarts[i], keyEnds[i], 1);
    }
    records += size;
  };
  const left = await reader.read(ranges, take, { signal: new AbortController().signal });
  if (left.length > 0) throw new Error(left[0].reason);
  const { keys, release } = await counting.finish();
  let distinct = 0;
  for (const { size } of keys.blocks()) distinct += size;
  await release();
  return { records, distinct };
}

async function main() {
  const { connection } = loadConnection({ bootstrap, noEnvFile: true }, {});
  const brake = new Brake(Number.POSITIVE_INFINITY);
  const reader = new KafkaRecordReader(connection, { stallMs: 60_000, brake });
  const ranges = await rangesOf(connection, reader);
  const startMs = performance.now();
  const counted = await countKeys(reader, ranges);
  const perSecond = (counted.records / (performance.now() - startMs)) * 1000;
  await reader.close();
  console.log(JSON.stringify({ ...counted, perSecond }));
}

void main();
