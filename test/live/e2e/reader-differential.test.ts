import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { expect, it } from "vitest";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import { keyAt, type RecordColumns, valueAt } from "#live/core/records/record-columns.ts";
import { connectionOf, describeKafka, plaintext, sharedCluster } from "../../support/kafka.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";

/*
 * Everything that our reader finds in a topic of many writers, compared with what Java's consumer
 * finds there. By hand: READER_DIFFERENTIAL_RECORDS=1000000, and READER_DIFFERENTIAL_PYTHON with the
 * path of a Python that has kafka-python, python-snappy, lz4 and zstandard.
 */
const RECORDS = Number(process.env.READER_DIFFERENTIAL_RECORDS ?? 5000);
const PYTHON = process.env.READER_DIFFERENTIAL_PYTHON;
const IS_LARGE = RECORDS > 100_000;
const CODECS = ["none", "gzip", "snappy", "lz4", "zstd"];
/** A client that is built from source may lack zstd. */
const NATIVE_CODECS = CODECS.slice(0, -1);

/** Text without tabs and line breaks, of all lengths. */
const textOf = (i: number) => randomBytes((i % 97) + 1).toString("base64url");

async function run(command: string, args: readonly string[], lines: Iterable<string> = []) {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors += chunk;
  });
  const output: string[] = [];
  const reading = once(
    createInterface({ input: child.stdout }).on("line", (line) => output.push(line)),
    "close",
  );
  for (const line of lines) {
    if (!child.stdin.write(`${line}\n`)) await once(child.stdin, "drain");
  }
  child.stdin.end();
  const [code] = await once(child, "exit");
  await reading;
  if (code !== 0) throw new Error(`${args.join(" ")}: exit ${code}\n${errors}`);
  return output;
}

/** A class of Kafka's own tools. */
function java(main: string, args: readonly string[], lines?: Iterable<string>) {
  const { bootstrap, kafka } = sharedCluster();
  const server = ["--bootstrap-server", bootstrap];
  return run(kafka.command, [...kafka.args, "-Xmx1g", main, ...server, ...args], lines);
}

async function writeByJava(topic: string, codec: string, records: number): Promise<void> {
  const lines = function* () {
    for (let i = 0; i < records; i++) yield `h${i}:${textOf(i)}\tjava-${i % 500}\t${textOf(i)}`;
  };
  const properties = ["--reader-property", "parse.key=true"];
  properties.push("--reader-property", "parse.headers=true");
  const args = ["--topic", topic, "--compression-codec", codec, ...properties];
  await java("org.apache.kafka.tools.ConsoleProducer", args, lines());
}

/** With keys and without, and transactions, some of which are aborted. Returns how many are committed. */
async function writeByLibrdkafka(topic: string, codec: string, records: number): Promise<number> {
  const id = `${topic}-${codec}`;
  const producer = await producerOf({ "compression.type": codec, "transactional.id": id });
  await done((end) => producer.initTransactions(TIMEOUT_MS, end));
  const each = Math.ceil(records / 10);
  let committed = 0;
  for (let round = 0; round < 10; round++) {
    await done((end) => producer.beginTransaction(end));
    for (let i = 0; i < each; i++) {
      const key = i % 7 === 0 ? null : `rd-${i % 300}`;
      const value = i % 11 === 0 ? null : Buffer.from(textOf(i));
      producer.produce(topic, 0, value, key, undefined, undefined, [{ a: textOf(i) }]);
    }
    await done((end) => producer.flush(TIMEOUT_MS, end));
    if (round % 3 === 1) await done((end) => producer.abortTransaction(TIMEOUT_MS, end));
    else {
      await done((end) => producer.commitTransaction(TIMEOUT_MS, end));
      committed += each;
    }
  }
  return committed;
}

const BY_PYTHON = `
import sys, os, kafka
server, topic, codec, records = sys.argv[1:5]
kind = None if codec == "none" else codec
producer = kafka.KafkaProducer(bootstrap_servers=server, compression_type=kind, linger_ms=20)
for i in range(int(records)):
    value = os.urandom(i % 60).hex().encode()
    producer.send(topic, key=b"py-%d" % (i % 400), value=value, partition=0, headers=[("p", value)])
producer.flush()
`;

async function writeAll(topic: string): Promise<number> {
  const codecs = IS_LARGE ? CODECS : ["zstd"];
  const writers = NATIVE_CODECS.length + codecs.length + (PYTHON === undefined ? 0 : CODECS.length);
  const each = Math.ceil(RECORDS / writers);
  let committed = 0;
  for (const codec of NATIVE_CODECS) committed += await writeByLibrdkafka(topic, codec, each);
  for (const codec of codecs) {
    await writeByJava(topic, codec, each);
    committed += each;
  }
  for (const codec of PYTHON === undefined ? [] : CODECS) {
    const args = [sharedCluster().bootstrap, topic, codec, `${each}`];
    await run(PYTHON ?? "", ["-c", BY_PYTHON, ...args]);
    committed += each;
  }
  return committed;
}

const digest = (text: string | Uint8Array) => createHash("sha256").update(text).digest("base64");

/** Offset, time, key and value of each record. */
async function readByUs(topic: string, end: bigint): Promise<string[]> {
  const connection = connectionOf(plaintext(sharedCluster().bootstrap));
  const brake = new Brake(Number.POSITIVE_INFINITY);
  const reader = new KafkaRecordReader(connection, { stallMs: 60_000, brake });
  const found: string[] = [];
  const shown = (bytes: Uint8Array | null) => {
    return bytes === null ? "null" : Buffer.from(bytes).toString();
  };
  const take = (records: RecordColumns) => {
    for (let i = 0; i < records.size; i++) {
      const value = digest(shown(valueAt(records, i)));
      const { offsets, timesMs } = records;
      found.push(`${offsets[i]} ${timesMs[i]} ${shown(keyAt(records, i))} ${value}`);
    }
  };
  const ranges = [{ topic, partition: 0, start: 0n, end }];
  const left = await reader.read(ranges, take, { signal: new AbortController().signal });
  await reader.close();
  expect(left).toEqual([]);
  return found;
}

async function readByJava(topic: string, records: number): Promise<string[]> {
  const shown = ["timestamp", "offset", "key"].flatMap((one) => {
    return ["--formatter-property", `print.${one}=true`];
  });
  const lines = await java("org.apache.kafka.tools.consumer.ConsoleConsumer", [
    ...["--topic", topic, "--partition", "0", "--offset", "earliest"],
    ...["--isolation-level", "read_committed", "--max-messages", `${records}`, ...shown],
  ]);
  return lines.map((line) => {
    const [, timeMs, offset, key, value = ""] =
      /^CreateTime:(\d+)\tOffset:(\d+)\t([^\t]*)\t(.*)$/.exec(line) ?? [];
    return `${offset} ${timeMs} ${key} ${digest(value)}`;
  });
}

describeKafka("A topic of many writers and codecs", () => {
  it("has the same records for Java's consumer", async () => {
    const [admin, topic] = await makeTopic(1, {}, "differential");
    const committed = await writeAll(topic);
    const [end = 0n] = await admin.offsets(topic, 1, "latest");
    const startMs = performance.now();
    const ours = await readByUs(topic, end);
    if (IS_LARGE) {
      const seconds = (performance.now() - startMs) / 1000;
      console.log(`${ours.length} of ${end} offsets in ${seconds.toFixed(1)} s`);
    }
    expect(ours.length).toBe(committed);
    const theirs = await readByJava(topic, committed);
    const first = ours.findIndex((line, i) => line !== theirs[i]);
    expect([ours[first], theirs.length]).toEqual([theirs[first], committed]);
    expect(first).toBe(-1);
  });
});
