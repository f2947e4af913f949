import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import { CostCounter } from "#live/core/cluster/costs.ts";
import type { RecordColumns } from "#live/core/records/record-columns.ts";
import { type KafkaCluster, startKafka } from "../../../scripts/kafka.mjs";
import { entriesOf, journalOf, ownTopics, topicIn } from "../../support/journal.ts";
import {
  adminOf,
  connectionOf,
  describeAnyKafka,
  describeKafka,
  plaintext,
  sharedBootstrap,
} from "../../support/kafka.ts";
import { livePlace, runLive, runUntil } from "../../support/live-cli.ts";
import { done, producerOf, TIMEOUT_MS } from "../../support/records.ts";

const bootstrap = sharedBootstrap;
const large = (brokers: string) => ["analyze", "--bootstrap", brokers, "--records", "400000"];

describeAnyKafka("An interrupted analysis", () => {
  const phases = ["producing", "reading back"];
  const signals = [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const;
  const cases = phases.flatMap((phase) =>
    signals.map(([signal, code]) => ({ phase, signal, code })),
  );

  it.each(cases)("leaves no topic at $signal while $phase", async ({ phase, signal, code }) => {
    const place = livePlace();
    const run = await runUntil(
      large(bootstrap()),
      place,
      (event) => event.phase === phase && (event.done ?? 0) > 0,
      (child) => void child.kill(signal),
    );
    expect(run).toMatchObject({ code });
    expect(run.stderr).toContain(`${signal}: cleaning up`);
    expect(run.events.some(({ event }) => event === "result")).toBe(false);
    const topic = topicIn(run.stdout);
    expect(topic).not.toBe("");
    expect(await ownTopics(bootstrap(), [topic])).toEqual([]);
    expect(entriesOf(place)).toEqual([]);
  });

  it("leaves no topic when it is interrupted as the topic is made", async () => {
    const place = livePlace();
    const run = await runUntil(
      large(bootstrap()),
      place,
      ({ event }) => event === "note",
      (child) => void child.kill("SIGINT"),
    );
    expect(run.code).toBe(130);
    expect(await ownTopics(bootstrap(), [topicIn(run.stdout)])).toEqual([]);
    expect(entriesOf(place)).toEqual([]);
  });
});

describeAnyKafka("cleanup", () => {
  const isProducing = ({ phase, done = 0 }: { phase?: string; done?: number }) =>
    phase === "producing" && done > 0;

  it("deletes what a killed run has left behind, and nothing else", async () => {
    const place = livePlace();
    const run = await runUntil(large(bootstrap()), place, isProducing, (child) => {
      child.kill("SIGKILL");
    });
    const topic = topicIn(run.stdout);
    expect(await ownTopics(bootstrap(), [topic])).toEqual([topic]);
    const [entry = ""] = entriesOf(place);
    expect(JSON.parse(readFileSync(join(journalOf(place), entry), "utf8"))).toMatchObject({
      possession: { kind: "topic", name: topic },
    });
    const cleanup = ["cleanup", "--bootstrap", bootstrap()];
    const dry = await runLive([...cleanup, "--dry-run"], place);
    expect(dry).toMatchObject({ code: 1, stdout: expect.stringContaining(`${topic} on`) });
    expect(dry.stdout).toContain("would be deleted");
    const before = await adminOf(plaintext(bootstrap())).topicNames();
    const wet = await runLive(cleanup, place);
    expect(wet).toMatchObject({ code: 0, stdout: expect.stringContaining(": deleted") });
    const after = await adminOf(plaintext(bootstrap())).topicNames();
    expect(before.filter((name) => !after.includes(name))).toContain(topic);
    expect(entriesOf(place)).toEqual([]);
    const again = await runLive(cleanup, place);
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining("nothing is left") });
  });

  it("leaves a topic alone that somebody has made anew under the same name", async () => {
    const place = livePlace();
    const run = await runUntil(large(bootstrap()), place, isProducing, (child) => {
      child.kill("SIGKILL");
    });
    const name = topicIn(run.stdout);
    const admin = adminOf(plaintext(bootstrap()));
    const old = await admin.topic(name);
    await admin.deleteTopic(name, old?.id ?? "");
    const id = await admin.createTopic({ name, partitions: 1, replicationFactor: 1, config: {} });
    const cleaned = await runLive(["cleanup", "--bootstrap", bootstrap()], place);
    expect(cleaned.stdout).toContain("gone already");
    expect(await admin.topic(name)).toMatchObject({ id });
    await admin.deleteTopic(name, id);
  });

  it("does not touch what a running process uses", async () => {
    const place = livePlace();
    let cleaned = "";
    await runUntil(large(bootstrap()), place, isProducing, async () => {
      cleaned = (await runLive(["cleanup", "--bootstrap", bootstrap()], place)).stdout;
    });
    expect(cleaned).toMatch(/in use \(by process \d+\)/);
  });
});

describeKafka("Three brokers", () => {
  let cluster: KafkaCluster;
  const isUnderWay = ({ phase, done = 0 }: { phase?: string; done?: number }) =>
    phase === "producing" && done > 50_000;

  beforeAll(async () => {
    cluster = await startKafka({ brokers: 3 });
    return () => cluster.stop();
  });

  it("are read from the one that is nearest, and keep no trace of it", async () => {
    const admin = adminOf(plaintext(cluster.bootstrap));
    const topic = { name: "replicated", partitions: 3, replicationFactor: 3, config: {} };
    await admin.createTopic(topic);
    const producer = await producerOf(
      { partitioner: "murmur2_random" },
      plaintext(cluster.bootstrap),
    );
    const records = 300;
    for (let i = 0; i < records; i++)
      producer.produce(topic.name, null, randomBytes(10_000), `${i}`);
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const ends = await admin.offsets(topic.name, 3, "latest");
    const ranges = ends.map((end, partition) => ({ topic: topic.name, partition, start: 0n, end }));
    const costs = new CostCounter();
    const settings = { ...plaintext(cluster.bootstrap), "client.rack": "rack-2" };
    const brake = new Brake(Number.POSITIVE_INFINITY);
    const options = { stallMs: 30_000, brake };
    const reader = new KafkaRecordReader({ ...connectionOf(settings), costs }, options);
    let read = 0;
    const take = ({ size }: RecordColumns) => {
      read += size;
    };
    expect(await reader.read(ranges, take, { signal: new AbortController().signal })).toEqual([]);
    await reader.close();
    expect(read).toBe(records);
    const received = [...costs.receivedByBroker()].sort(([, a], [, b]) => b - a);
    const [[nearest, most], [, second]] = received as [[string, number], [string, number]];
    expect(nearest).toBe(cluster.bootstrap.split(",")[1]);
    expect(most).toBeGreaterThan(records * 10_000);
    expect(second).toBeLessThan(100_000);
    const contract = `version: 1\ntopics:\n  ${topic.name}:\n    partitions: 3\n    keys: keys.skew\n`;
    const place = livePlace({ "skew_contract.yml": contract });
    const bootstrap = ["--bootstrap", cluster.bootstrap];
    for (const args of [
      ["recommend", "--dry-run"],
      ["recommend", "--output", "json"],
      ["sample", "--topic", topic.name, "--all", "-o", "keys.skew"],
      ["audit"],
    ]) {
      const run = await runLive([...args, ...bootstrap], place);
      expect({ args, ...run }).toMatchObject({ args, code: 0 });
    }
    // A reader that joins a group or commits creates the topic of the offsets.
    expect((await admin.consumerGroups()).groups).toEqual([]);
    expect(await admin.topicNames()).toEqual([topic.name]);
  });

  it("lose nothing where one dies and comes back", async () => {
    const args = [...large(cluster.bootstrap), "--replication-factor", "3"];
    const run = await runUntil(args, livePlace(), isUnderWay, async () => {
      await cluster.kill(1);
      await cluster.restart(1);
    });
    expect(run.stderr).toBe("");
    expect(run.events.at(-1)).toMatchObject({
      event: "result",
      analysis: {
        is_as_expected: true,
        producing: { delivered: 400_000, failed: 0 },
        consuming: { records: 400_000, missing: 0, duplicates: 0, altered: 0, foreign: 0 },
      },
    });
    expect(run.code).toBe(0);
  });

  // The last test, as the broker stays away.
  it("leave neither record nor topic behind where one stays away as all is read back", async () => {
    const place = livePlace();
    // Slowly, so that there is much left to read.
    const args = [...large(cluster.bootstrap), "--replication-factor", "3", "--max-rate", "1M"];
    const isReading = ({ phase, done = 0 }: { phase?: string; done?: number }) =>
      phase === "reading back" && done > 100_000;
    const run = await runUntil(args, place, isReading, () => cluster.kill(0));
    expect(run.stderr).toBe("");
    expect(run.events.at(-1)).toMatchObject({
      analysis: { is_as_expected: true, consuming: { records: 400_000, duplicates: 0 } },
    });
    expect(run.code).toBe(0);
    expect(await ownTopics(cluster.bootstrap, [topicIn(run.stdout)])).toEqual([]);
    expect(entriesOf(place)).toEqual([]);
  });
});
