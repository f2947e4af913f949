import { randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Admin } from "@platformatic/kafka";
import { expect, it, vi } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { adminOptions } from "#live/adapters/kafka/admin-options.ts";
import type { recommendationObject } from "#live/core/recommendation/reports/json.ts";
import { contents, expectRefusal, type Run } from "../../e2e/cli.ts";
import {
  connectionOf,
  describeKafka,
  login,
  plaintext,
  sharedCluster,
} from "../../support/kafka.ts";
import { type LivePlace, livePlace, runLive } from "../../support/live-cli.ts";
import { allow, done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";
import { HOUR_MS } from "../../support/traffic.ts";

type Recommendation = ReturnType<typeof recommendationObject>;
type Topic = ReturnType<typeof topicsOf>[number];

function recommendationOf({ stdout, stderr, code }: Run): Recommendation {
  if (stdout === "") throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

function topicsOf(run: Run) {
  const [cluster] = recommendationOf(run).clusters;
  if (cluster === undefined || !("topics" in cluster)) throw new Error(run.stdout);
  return cluster.topics ?? [];
}

function costOf(run: Run) {
  const [cluster] = recommendationOf(run).clusters;
  if (cluster === undefined || !("cost" in cluster) || !cluster.cost) throw new Error(run.stdout);
  return cluster.cost;
}

/** What is known of a topic. */
function known(topic: Topic | undefined) {
  if (topic === undefined || !("records" in topic)) throw new Error(JSON.stringify(topic));
  return topic;
}

const adviceIds = (topic: Topic | undefined) => known(topic).advice.map(({ id }) => id);

const recommend = (filter: string, ...flags: readonly string[]) => [
  ...["recommend", "--bootstrap", sharedCluster().bootstrap, "--topic-filter", filter],
  ...["--sampling-days", "1", "--output", "json", ...flags],
];

const run = (filter: string, ...flags: readonly string[]) => runLive(recommend(filter, ...flags));

/** So many hours ago, in the middle of one of the hours that are told apart. */
const hoursAgo = (hours: number) => Date.now() - hours * HOUR_MS - HOUR_MS / 2;

interface Wanted {
  readonly records: number;
  readonly timestampMs: number;
  readonly key: (i: number) => string | null;
  readonly partition?: (i: number) => number;
  readonly valueBytes?: number;
  readonly headers?: readonly object[];
}

async function send(topic: string, ...all: readonly Wanted[]): Promise<void> {
  const producer = await producerOf({ partitioner: "murmur2_random" });
  for (const { records, timestampMs, key, partition, valueBytes = 100, headers } of all) {
    for (let i = 0; i < records; i++) {
      const value = Buffer.alloc(valueBytes);
      const to = partition?.(i) ?? null;
      producer.produce(topic, to, value, key(i), timestampMs, undefined, headers);
    }
  }
  await done((end) => producer.flush(TIMEOUT_MS, end));
}

const userKey = (i: number) => `user-${String(i % 500).padStart(4, "0")}`;

describeKafka("A topic of known traffic", () => {
  it("has these rates, sizes and keys, and so many partitions more", async () => {
    const [, topic] = await makeTopic(4, {}, "known");
    const headers = [{ trace: "0123456789" }];
    await send(
      topic,
      { records: 1000, timestampMs: hoursAgo(10), key: userKey, headers },
      { records: 6000, timestampMs: hoursAgo(5), key: userKey, headers },
      { records: 2000, timestampMs: hoursAgo(1), key: userKey, headers },
    );
    const report = await run(topic, "--consumer-throughput", "50");
    const [found, ...others] = topicsOf(report);
    expect(others).toEqual([]);
    // With the offsets at 24 hours.
    const { requests, fetches, ...cost } = costOf(report);
    expect(requests).toBeGreaterThan(fetches + 24);
    expect(cost).toMatchObject({ brokers: 1, throttled_ms: 0 });
    expect(cost.bytes_received).toBeGreaterThan(9000);
    const { buckets, window, sample, skew, ...numbers } = known(found);
    // Key 9, value 100, header 5 + 10.
    const size = 124;
    expect(numbers).toMatchObject({
      topic,
      status: "active",
      partitions: 4,
      records: 9000,
      log_offsets: 9000,
      bytes: 9000 * size,
      mean_record_bytes: size,
      peak_bytes_per_second: expect.closeTo((6000 * size) / 3600, 6),
      mean_bytes_per_second: expect.closeTo((9000 * size) / 86_400, 6),
      unread_partitions: [],
      is_compacted: false,
      consumer_throughput_source: "given",
      // The minimum, 10 MiB/s, at 50 bytes/s.
      recommended_partitions: 100_000,
    });
    expect(buckets.filter(({ records }) => records > 0).map(({ records }) => records)).toEqual([
      1000, 6000, 2000,
    ]);
    expect(Date.parse(window.end) - Date.parse(window.start)).toBe(24 * HOUR_MS);
    expect(sample).toMatchObject({ records: 9000, is_complete: true, margin_bytes: 0 });
    expect(skew?.hottest_key_share).toBeCloseTo(1 / 500, 10);
  });

  it("is only counted in a dry run, which reads no record", async () => {
    const [, topic] = await makeTopic(3, {}, "dry");
    await send(topic, { records: 3000, timestampMs: hoursAgo(2), key: userKey });
    const bootstrap = ["--bootstrap", sharedCluster().bootstrap];
    const args = ["recommend", ...bootstrap, "--topic-filter", topic, "--dry-run"];
    const place = livePlace();
    const text = await runLive([...args, "--max-sample-records", "600", "--max-rate", "1M"], place);
    expect(text).toMatchObject({ code: 0, stderr: "" });
    const [line, total, cost] = text.stdout.split("\n");
    expect(line).toMatch(/: 3 partitions, up to 3,000 records, about 6\d\d of them to read, about/);
    expect(total).toMatch(/^No record was read\. 1 topic .* at least \d\.\d s at 1 MiB\/s\.$/);
    expect(cost).toMatch(/^Cost: \d+ requests to 1 broker, 0 for records;/);
    const json = await runLive([...args, "--json"], place);
    const { plan } = JSON.parse(json.stdout);
    expect(plan).toMatchObject({ topics: [{ topic, offsets: 3000 }], failed: [] });
    expect(plan.cost.fetches).toBe(0);
    // Of the records only, as they are on the disk.
    expect(plan.bytes).toBeGreaterThan(3000 * 109);
    expect(plan.bytes).toBeLessThan(3000 * 150);
    // Not even the CSV files, which are written without --output.
    expect(readdirSync(place.cwd)).toEqual([]);
    const refused = await runLive([...args, "--output", "json"], place);
    expectRefusal(refused, "--dry-run and --output cannot be used together");
  });

  it("is required to hold its peak times the factor, which a consumer takes in parts", async () => {
    const [, topic] = await makeTopic(4, {}, "factor");
    await send(topic, { records: 7200, timestampMs: hoursAgo(3), key: userKey, valueBytes: 91 });
    const flags = ["--min-throughput", "0", "--min-partitions", "1", "--factor", "2.5"];
    // 7200 × 100 bytes in an hour are 200 a second; × 2.5 = 500.
    const count = async (throughput: string) =>
      known(topicsOf(await run(topic, ...flags, "--consumer-throughput", throughput))[0]);
    const [wide, narrow] = await Promise.all([count("251"), count("50")]);
    expect(wide).toMatchObject({ required_bytes_per_second: 500, partitions_by_throughput: 2 });
    expect(narrow).toMatchObject({ partitions_by_throughput: 10 });
    expect(narrow.recommended_partitions).toBeGreaterThan(10);
    expect(narrow.skew?.outcome).toBe("fits");
    expect(narrow.advice.map(({ id }) => id)).toEqual(["skew", "moved-keys"]);
  });

  it("is sampled within bounds, and its mean size lies within the margin", async () => {
    const [, topic] = await makeTopic(3, {}, "bounded");
    const parts = Array.from({ length: 20 }, (_, i) => ({
      records: 1500,
      timestampMs: hoursAgo(20 - i),
      key: userKey,
      valueBytes: 100 + 10 * i,
    }));
    await send(topic, ...parts);
    const [found] = topicsOf(await run(topic, "--max-sample-records", "600"));
    const { sample, records, mean_record_bytes: mean } = known(found);
    expect(records).toBe(30_000);
    expect(sample?.records).toBeLessThanOrEqual(620);
    expect(sample?.records).toBeGreaterThan(300);
    const truth = 9 + 100 + (10 * 19) / 2;
    const margin = sample?.margin_bytes ?? 0;
    expect(margin).toBeGreaterThan(0);
    expect(margin).toBeLessThan(60);
    expect(Math.abs((mean ?? 0) - truth)).toBeLessThanOrEqual(1.5 * margin);
    const few = topicsOf(await run(topic, "--max-sample-bytes", "20K"));
    expect(known(few[0]).sample?.records).toBeLessThan(200);
  });

  it("whose one key is too much for any partition says what helps", async () => {
    const [, topic] = await makeTopic(6, {}, "hot");
    const key = (i: number) => (i % 10 < 7 ? "hot-key" : userKey(i));
    await send(topic, { records: 5000, timestampMs: hoursAgo(2), key });
    const flags = ["--min-throughput", "0", "--consumer-throughput", "100"];
    const [found] = topicsOf(await run(topic, ...flags));
    expect(adviceIds(found).slice(0, 2)).toEqual(["hot-partition", "hot-key"]);
    expect(known(found).skew).toMatchObject({ outcome: "hot key" });
    expect(known(found).skew?.hottest_key_share).toBeCloseTo(0.7, 10);
    expect(known(found).advice[1]?.text).toMatch(/no partition count helps.*Split that key/);
  });

  it("without records, or without keys, is told as such", async () => {
    const [[, empty], [, keyless]] = await Promise.all([
      makeTopic(3, {}, "pair-none"),
      makeTopic(3, {}, "pair-null"),
    ]);
    await send(keyless, { records: 300, timestampMs: hoursAgo(1), key: () => null });
    const topics = topicsOf(await run(`${empty},${keyless}`));
    expect(topics.map(({ topic }) => topic)).toEqual([empty, keyless]);
    expect(known(topics[0])).toMatchObject({ status: "empty", recommended_partitions: 6 });
    expect(known(topics[0]).sample).toBeUndefined();
    expect(known(topics[1])).toMatchObject({ status: "active", records: 300 });
    expect(known(topics[1]).skew).toBeUndefined();
  });
});

describeKafka("The hottest partition", () => {
  it("is the one that is, whatever placed the keys", async () => {
    const mark = randomUUID();
    const [[, pinned], [, crc], [, fat]] = await Promise.all([
      makeTopic(8, {}, `${mark}-1`),
      makeTopic(6, {}, `${mark}-2`),
      makeTopic(6, {}, `${mark}-3`),
    ]);
    const timestampMs = hoursAgo(2);
    const crcAt = (key: string) => partitionFor(new TextEncoder().encode(key), 6, "crc32");
    await send(pinned, { records: 3000, timestampMs, key: userKey, partition: () => 3 });
    await send(crc, {
      records: 3000,
      timestampMs,
      key: userKey,
      partition: (i) => crcAt(userKey(i)),
    });
    const small = { records: 5940, timestampMs, key: userKey, valueBytes: 42 };
    await send(fat, small, { ...small, records: 60, key: () => "fat", valueBytes: 12_000 });
    const flags = ["--min-throughput", "0", "--factor", "1", "--consumer-throughput", "100"];
    const [one, two, three] = topicsOf(await run(mark, ...flags)).map(known);
    expect(one).toMatchObject({
      recommended_partitions: 8,
      observed: { hottest_partition: 3, hottest_partition_share: 1 },
      placed_by: { partitioners: [], basis: "unexplained" },
      skew: { hottest_partition_share_now: 1, outcome: "unexplained" },
    });
    expect(adviceIds(one)).toEqual(["hot-partition", "unexplained-partitions"]);
    const loads = new Array(6).fill(0);
    for (let i = 0; i < 3000; i++) loads[crcAt(userKey(i))]++;
    expect(two?.observed?.partition_records).toEqual(loads);
    expect(two?.placed_by).toEqual({ partitioners: ["crc32"], basis: "sample" });
    const share = Math.max(...loads) / 3000;
    expect(two?.skew?.hottest_partition_share_now).toBeCloseTo(share, 10);
    expect(two?.skew?.hottest_partition_share_simulated).toBeCloseTo(share, 10);
    // 720 kB of 1 MB are of one key, and 283 bytes a second more than a consumer takes.
    expect(three?.skew).toMatchObject({ outcome: "hot key" });
    expect(three?.skew?.hottest_key_share).toBeCloseTo(0.01, 10);
    expect(three?.skew?.hottest_key_bytes_share).toBeCloseTo(720_180 / (720_180 + 5940 * 51), 10);
    expect(three?.observed?.hottest_partition_bytes_share).toBeGreaterThan(0.7);
  });

  it("is simulated with the contract's partitioner where one partition does not show it", async () => {
    const [, topic] = await makeTopic(1, {}, "one");
    await send(topic, { records: 300, timestampMs: hoursAgo(1), key: userKey });
    const text = `version: 1\ntopics:\n  ${topic}: { keys: k.txt, partitions: 1, producer: confluent-kafka-python }\n`;
    const place = livePlace({ "skew_contract.yml": text });
    const flags = ["--contract", "skew_contract.yml"];
    const [found] = topicsOf(await runLive(recommend(topic, ...flags), place));
    expect(known(found)).toMatchObject({
      placed_by: { partitioners: ["crc32"], basis: "contract" },
      count_reason: "min_partitions",
    });
    expect(adviceIds(found)).toEqual(["minimum", "total-order", "moved-keys"]);
  });
});

describeKafka("Offsets without records", () => {
  it("of transactions are passed over, counted and said", async () => {
    const [admin, topic] = await makeTopic(1, {}, "transactions");
    const producer = await producerOf({ "transactional.id": topic });
    await done((end) => producer.initTransactions(TIMEOUT_MS, end));
    for (let i = 0; i < 10; i++) {
      await done((end) => producer.beginTransaction(end));
      producer.produce(topic, 0, Buffer.alloc(50), `k${i}`);
      await done((end) => producer.flush(TIMEOUT_MS, end));
      if (i % 2 === 0) await done((end) => producer.commitTransaction(TIMEOUT_MS, end));
      else await done((end) => producer.abortTransaction(TIMEOUT_MS, end));
    }
    await expect.poll(() => admin.offsets(topic, 1, "latest")).toEqual([20n]);
    const [found] = topicsOf(await run(topic));
    expect(known(found)).toMatchObject({ records: 5, log_offsets: 20, bytes: 5 * 52 });
    expect(known(found).sample).toMatchObject({ records: 5, offsets: 20, is_complete: true });
    expect(adviceIds(found)).toContain("gaps");
  });

  it("are all there is of a topic whose transactions were aborted: it has no traffic", async () => {
    const [admin, topic] = await makeTopic(1, {}, "aborted");
    const producer = await producerOf({ "transactional.id": topic });
    await done((end) => producer.initTransactions(TIMEOUT_MS, end));
    await done((end) => producer.beginTransaction(end));
    for (let i = 0; i < 30; i++) producer.produce(topic, 0, Buffer.alloc(50), `k${i}`);
    await done((end) => producer.flush(TIMEOUT_MS, end));
    await done((end) => producer.abortTransaction(TIMEOUT_MS, end));
    await expect.poll(() => admin.offsets(topic, 1, "latest")).toEqual([31n]);
    const [found] = topicsOf(await run(topic));
    expect(known(found)).toMatchObject({ status: "empty", records: 0, log_offsets: 31 });
    expect(known(found).mean_record_bytes).toBeNull();
    expect(adviceIds(found)).toEqual(["minimum", "gaps"]);
  });

  it("that wait for a transaction which is not over are counted apart", async () => {
    const [, topic] = await makeTopic(1, {}, "open");
    await send(topic, { records: 20, timestampMs: hoursAgo(2), key: userKey });
    const producer = await producerOf({ "transactional.id": topic });
    await done((end) => producer.initTransactions(TIMEOUT_MS, end));
    await done((end) => producer.beginTransaction(end));
    producer.produce(topic, 0, Buffer.alloc(50), "k");
    await done((end) => producer.flush(TIMEOUT_MS, end));
    await send(topic, { records: 30, timestampMs: hoursAgo(1), key: userKey });
    const [found] = topicsOf(await run(topic));
    await done((end) => producer.abortTransaction(TIMEOUT_MS, end));
    expect(known(found)).toMatchObject({ records: 20, unread_partitions: [] });
    expect(adviceIds(found)).toContain("open-transaction");
    expect(known(found).advice.at(-1)?.text).toMatch(/^31 offsets at the end belong to an open/);
  });

  it("of a compacted topic too, whose keys cannot simply move", async () => {
    const [admin, topic] = await makeTopic(
      1,
      {
        "cleanup.policy": "compact",
        "segment.ms": "100",
        "segment.bytes": "1048576",
        "min.cleanable.dirty.ratio": "0.001",
        "max.compaction.lag.ms": "200",
      },
      "compacted",
    );
    for (let round = 0; round < 6; round++) {
      // One key a round stays where it is; the others are written anew in the next round.
      const key = (i: number) => (i === 0 ? `only-${round}` : `k${i % 20}`);
      await send(topic, { records: 40, timestampMs: Date.now(), key });
      await setTimeout(150);
    }
    const flags = ["--min-partitions", "3"];
    await vi.waitFor(
      async () => {
        const [found] = topicsOf(await run(topic, ...flags));
        expect(known(found).sample?.records).toBeLessThan(200);
      },
      { timeout: 600_000, interval: 500 },
    );
    expect(await admin.offsets(topic, 1, "latest")).toEqual([240n]);
    const [found] = topicsOf(await run(topic, ...flags));
    expect(known(found)).toMatchObject({ is_compacted: true, log_offsets: 240 });
    expect(known(found).records).toBe(known(found).sample?.records);
    expect(adviceIds(found)).toEqual([
      ...["assumed-partitioner", "minimum", "total-order"],
      ...["moved-keys", "compacted", "gaps"],
    ]);
  });
});

describeKafka("The window", () => {
  it("ends where retention does", async () => {
    const [, topic] = await makeTopic(1, { "retention.ms": String(2 * HOUR_MS) }, "short");
    // The broker deletes by segments, and only from time to time: the old ones are still there.
    await send(topic, { records: 100, timestampMs: hoursAgo(1), key: userKey });
    const [found] = topicsOf(await run(topic));
    const { window, buckets, records } = known(found);
    expect(Date.parse(window.end) - Date.parse(window.start)).toBe(2 * HOUR_MS);
    expect(buckets).toHaveLength(24);
    expect(records).toBe(100);
  });

  it("begins where records are older than it: what is before is no traffic of it", async () => {
    const [, topic] = await makeTopic(2, { "retention.ms": "-1" }, "old");
    await send(
      topic,
      { records: 700, timestampMs: hoursAgo(48), key: userKey },
      { records: 300, timestampMs: hoursAgo(2), key: userKey },
    );
    const [found] = topicsOf(await run(topic));
    expect(known(found)).toMatchObject({ records: 300, log_offsets: 1000 });
    expect(known(found).sample).toMatchObject({ records: 300, is_complete: true });
    const seed = known(topicsOf(await run(topic, "--formula", "legacy", "--factor", "10"))[0]);
    // The whole log, as the Python tool has it.
    expect(seed.seed).toMatchObject({ records: 1000 });
  });
});

describeKafka("Times that do not rise", () => {
  it("are said: what comes behind a later time is counted there", async () => {
    const [[, mixed], [, ordered]] = await Promise.all([
      makeTopic(1, { "message.timestamp.after.max.ms": "9223372036854775807" }, "times-mixed"),
      makeTopic(1, {}, "times-ordered"),
    ]);
    const hours = [9, 8, 7, 6, 5];
    const records = { records: 100, key: userKey };
    await send(
      mixed,
      { ...records, records: 1, timestampMs: Date.now() + 1000 * HOUR_MS },
      ...hours.map((ago) => ({ ...records, timestampMs: hoursAgo(ago) })),
    );
    await send(ordered, ...hours.map((ago) => ({ ...records, timestampMs: hoursAgo(ago) })));
    const [first, second] = topicsOf(await run(`${mixed},${ordered}`));
    expect(adviceIds(first)).toContain("disordered-times");
    expect(known(first).advice.at(-1)?.text).toMatch(/^99\.8 % of the sampled records/);
    expect(adviceIds(second)).not.toContain("disordered-times");
  });
});

describeKafka("Rights", () => {
  it("that lack on one topic do not hide others, and are named", async () => {
    const mark = randomUUID();
    const [[, open], [, closed], [, hidden]] = await Promise.all([
      makeTopic(2, {}, `${mark}-open`),
      makeTopic(2, {}, `${mark}-closed`),
      makeTopic(2, {}, `${mark}-hidden`),
    ]);
    for (const topic of [open, closed]) {
      await send(topic, { records: 200, timestampMs: hoursAgo(1), key: userKey });
    }
    await allow(open, "READ", "DESCRIBE_CONFIGS");
    await allow(closed, "DESCRIBE");
    const { listeners, users } = sharedCluster();
    const properties = {
      ...plaintext(listeners.saslPlaintext),
      "security.protocol": "SASL_PLAINTEXT",
      ...login(users.limited),
    };
    const text = Object.entries(properties).map(([name, value]) => `${name}=${value}\n`);
    const place = livePlace({ "client.properties": text.join("") });
    const flags = ["--config", "client.properties", "--topic-filter", mark, "--output", "json"];
    const limited = await runLive(["recommend", ...flags], place);
    expect(limited.code).toBe(2);
    const topics = topicsOf(limited);
    expect(topics.map(({ topic, status }) => [topic, status])).toEqual([
      [closed, "error"],
      [open, "active"],
    ]);
    expect(topics[0]).toMatchObject({
      reason: expect.stringMatching(/none of its 2 partitions can be read.*not allowed/),
    });
    expect(known(topics[1])).toMatchObject({ records: 200, is_compacted: false });
    // What this login is not allowed to even describe, the cluster does not name.
    expect(limited.stdout).not.toContain(hidden);
    expect(limited.stdout + limited.stderr).not.toContain(users.limited.password);
  });

  it("to settings may lack: retention is not known then, and that is said", async () => {
    const [, topic] = await makeTopic(1, {}, "settings");
    await send(topic, { records: 50, timestampMs: hoursAgo(1), key: userKey });
    await allow(topic, "READ");
    const { listeners, users } = sharedCluster();
    const place = livePlace();
    const env = {
      ...place.env,
      KAFKA_BOOTSTRAP_SERVERS: listeners.saslPlaintext,
      KAFKA_SECURITY_PROTOCOL: "SASL_PLAINTEXT",
      KAFKA_SASL_MECHANISM: users.limited.mechanism,
      KAFKA_SASL_USERNAME: users.limited.name,
      KAFKA_SASL_PASSWORD: users.limited.password,
    };
    const flags = ["recommend", "--topic-filter", topic, "--output", "json"];
    const limited = await runLive(flags, { ...place, env });
    const [found] = topicsOf(limited);
    expect(known(found)).toMatchObject({ is_compacted: null, records: 50 });
    expect(adviceIds(found)).toContain("unknown-settings");
  });
});

describeKafka("A run", () => {
  const csvOf = ({ cwd }: LivePlace, ending: string) => {
    const [name, ...more] = readdirSync(cwd).filter((file) => file.endsWith(ending));
    expect(more).toEqual([]);
    const text = readFileSync(join(cwd, name as string), "utf8");
    const rows = text.trimEnd().split("\n");
    return { name: name as string, rows: rows.map((row) => row.split(",")) };
  };

  it("writes the Python tool's two files, their columns and statistics first", async () => {
    const [, topic] = await makeTopic(6, {}, "files");
    await send(topic, { records: 540, timestampMs: hoursAgo(1), key: userKey });
    const place = livePlace();
    const args = recommend(topic).filter((one) => one !== "--output" && one !== "json");
    const before = Math.floor(Date.now() / 1000);
    const ran = await runLive([...args, "--formula", "seed", "--factor", "10"], place);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(topic);
    const detail = csvOf(place, "-detail-report.csv");
    const summary = csvOf(place, "-summary-report.csv");
    const [, cluster, epoch] =
      /^(.*)-recommender-(\d+)-detail-report\.csv$/.exec(detail.name) ?? [];
    expect(summary.name).toBe(`${cluster}-recommender-${epoch}-summary-report.csv`);
    expect(Number(epoch)).toBeGreaterThanOrEqual(before);
    expect(Number(epoch)).toBeLessThanOrEqual(Date.now() / 1000);
    expect(detail.rows[0]?.slice(0, 11)).toEqual(
      "method,topic_name,is_compacted,number_of_records,number_of_partitions,required_throughput,consumer_throughput,recommended_partitions,hot_partition_ingress,hot_partition_egress,status".split(
        ",",
      ),
    );
    const consumer = (540 * 109) / 1024 / 1024;
    expect(detail.rows[1]?.slice(0, 6)).toEqual([
      ...["sampling_records", topic, "no", "540", "6"],
      String(consumer * 10),
    ]);
    expect(Number(detail.rows[1]?.[6])).toBeCloseTo(consumer, 12);
    expect(detail.rows[1]?.[10]).toBe("active");
    const stats = Object.fromEntries(summary.rows as [string, string][]);
    expect(summary.rows.map(([name]) => name).slice(0, 25)).toEqual(
      "stat,elapsed_time_hours,method,required_consumption_throughput_factor,minimum_required_throughput_threshold,default_partition_count,sampling_batch_size,sampling_days,sampling_max_consecutive_nulls,sampling_timeout,sampling_max_continuous_failed_batches,total_topics,internal_topics_included,topic_filter,active_topic_count,active_topic_percentage,total_partitions,total_recommended_partitions,active_total_partition_count,percentage_decrease,percentage_increase,total_records,average_partitions_per_topic,active_average_partitions_per_topic,average_recommended_partitions_per_topic".split(
        ",",
      ),
    );
    expect(stats).toMatchObject({
      ...{ total_topics: "1", total_partitions: "6", total_records: "540" },
      ...{ internal_topics_included: "False", topic_filter: topic, default_partition_count: "6" },
    });
  });

  it("prints a log as the Python tool does with --verbose", async () => {
    const [, topic] = await makeTopic(2, {}, "log");
    const place = livePlace();
    const ran = await runLive(recommend(topic, "--verbose"), place);
    const line = String.raw`^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - INFO - `;
    for (const text of [
      "log_initial_parameters - Found 1 topics to analyze",
      "log_initial_parameters - Required consumption throughput factor: 3",
      "log_initial_parameters - Sampling batch size: 10,000 records",
      String.raw`update_progress - Progress: 1 of 1 \(100\.0%\) topics completed`,
      "log_summary_stats - Total Partitions: 2",
    ]) {
      expect(ran.stderr).toMatch(new RegExp(`${line}${text}$`, "m"));
    }
  });

  it("takes topics that begin with _ along where they are wanted", async () => {
    const [, topic] = await makeTopic(1, {}, "_schemas");
    expect(topicsOf(await run(topic))).toEqual([]);
    const all = topicsOf(await run("_schemas,__", "--include-internal"));
    expect(all.map((one) => one.topic)).toContain(topic);
    expect(all.every(({ status }) => status !== "error")).toBe(true);
  });

  it("creates no consumer group, commits nothing, and changes no topic", async () => {
    const [admin, topic] = await makeTopic(2, {}, "untouched");
    await send(topic, { records: 100, timestampMs: hoursAgo(1), key: userKey });
    const before = await admin.offsets(topic, 2, "latest");
    await run(topic, "--consumer-throughput", "measured");
    expect(await admin.offsets(topic, 2, "latest")).toEqual(before);
    expect(await groups()).toEqual([]);
  });

  it("proposes counts beside the contract, which stays as it was", async () => {
    const [, topic] = await makeTopic(4, {}, "proposal");
    await send(topic, { records: 3600, timestampMs: hoursAgo(1), key: userKey, valueBytes: 91 });
    const text = `version: 1\ntopics:\n  ${topic}:\n    keys: k.txt # ours\n    partitions: 4\n  gone: { partitions: 2, max_gini: 0.5 }\n`;
    const place = livePlace({ "skew_contract.yml": text });
    const flags = ["--contract", "skew_contract.yml", "--min-throughput", "0", "--factor", "1"];
    const ran = await runLive(recommend(topic, ...flags, "--consumer-throughput", "200"), place);
    expect(ran.stderr).toMatch(new RegExp(`${topic}: 4 → 6 partitions`));
    expect(ran.stderr).toMatch(/gone: not found/);
    const files = contents(place.cwd);
    expect(files["skew_contract.yml"]).toBe(text);
    const [head, ...lines] = (files["skew_contract.proposed.yml"] ?? "").split("\n");
    expect(head).toMatch(/^# Proposed by skew-contract recommend/);
    expect(lines.join("\n")).toBe(text.replace("partitions: 4", "partitions: 6"));
    const again = await runLive(recommend(topic, ...flags), place);
    expect(again.code).toBe(0);
    const foreign = livePlace({
      "skew_contract.yml": text,
      "skew_contract.proposed.yml": "mine\n",
    });
    const refused = await runLive(recommend(topic, ...flags), foreign);
    expectRefusal(refused, /this program did not write it/);
    expect(contents(foreign.cwd)["skew_contract.proposed.yml"]).toBe("mine\n");
  });

  it("is refused before anything is asked where it is not understood", async () => {
    const place = livePlace({
      ".env": "SAMPLING_DAYS=<YOUR_SAMPLING_DAYS>\nMAX_CLUSTER_WORKERS=0\n",
    });
    const bad = await runLive(["recommend", "--factor", "x"], place);
    expectRefusal(bad, /SAMPLING_DAYS/, /MAX_CLUSTER_WORKERS/, /--factor/);
    expect(existsSync(join(place.cwd, "state/skew-contract/journal"))).toBe(false);
    const output = await runLive(["recommend", "--output", "csv:a", "--output", "csv:b"], place);
    expectRefusal(output, /--output csv is given twice/);
    const folder = await runLive(["recommend", "--output", "json:missing/r.json"], livePlace());
    expectRefusal(folder, /the folder of the report missing does not exist/);
    const metrics = await run("x", "--method", "metrics");
    expect(metrics.code).toBe(2);
    expect(metrics.stdout).toMatch(/needs a Cloud API key, and none is set/);
  });
});

/** Consumer groups of ours, as the cluster lists them. */
async function groups(): Promise<string[]> {
  const client = new Admin(adminOptions(connectionOf(plaintext(sharedCluster().bootstrap))));
  const listed = await client.listGroups();
  await client.close();
  return [...listed.keys()].filter((id) => id.includes("skew-contract"));
}
