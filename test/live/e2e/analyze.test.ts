import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { expect, it } from "vitest";
import { loadClient } from "#live/adapters/kafka/native-client.ts";
import { KafkaRecordProducer } from "#live/adapters/kafka/producer.ts";
import { producerPartitioners } from "#live/core/analysis/producer-partitioner.ts";
import schema from "../../../schemas/analysis.schema.json" with { type: "json" };
import type { KafkaUser } from "../../../scripts/kafka.mjs";
import { cliProcess, expectRefusal, folder } from "../../e2e/cli.ts";
import {
  adminOf,
  clientFolder,
  connectionOf,
  describeAnyKafka,
  describeKafka,
  plaintext,
  sharedBootstrap,
  sharedCluster,
} from "../../support/kafka.ts";
import { analysisOf, livePlace, runLive } from "../../support/live-cli.ts";
import { allow } from "../../support/records.ts";

const bootstrap = () => ["--bootstrap", sharedBootstrap()];
const admin = () => adminOf(plaintext(sharedBootstrap()));
const small = ["--records", "1000", "--output", "json"];
const validate = new Ajv({ allErrors: true, strictTypes: false }).compile(schema);
const settings = Object.keys(producerPartitioners) as (keyof typeof producerPartitioners)[];

describeAnyKafka("analyze", () => {
  it("finds every record where murmur2 puts it, and leaves no topic", async () => {
    const place = livePlace();
    const run = await runLive(["analyze", ...bootstrap(), ...small], place);
    const report = analysisOf(run);
    validate(report);
    expect(validate.errors ?? []).toEqual([]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(report.is_as_expected).toBe(true);
    expect(report.producing).toMatchObject({ delivered: 1000, failed: 0, failures: [] });
    expect(report.consuming).toMatchObject({ records: 1000, missing: 0, duplicates: 0 });
    expect(report.explained_by).toEqual(["murmur2"]);
    expect(report.partitioners[0]).toMatchObject({ partitioner: "murmur2", differing_records: 0 });
    expect(report.actual.partition_counts).toEqual(report.partitioners[0]?.partition_counts);
    expect(report.strategies.map(({ strategy }) => strategy)).toHaveLength(5);
    expect(await admin().topic(report.topic.name)).toBeUndefined();
    expect(readdirSync(join(place.cwd, "state/skew-contract/journal"))).toEqual([]);
  });

  // The Python analyzer never sets a partitioner, and compares CRC32 with a murmur2 of its own.
  it.each(settings)("knows where librdkafka's %s puts keys", async (setting) => {
    const keys = `${Array.from({ length: 500 }, (_, i) => `k${i}`).join("\n")}\n\nNULL\nключ\n`;
    const place = livePlace({ "keys.txt": keys });
    const args = ["--partitioner", setting, "--keys", "keys.txt", "--null-token", "NULL"];
    const run = await runLive(
      ["analyze", ...bootstrap(), ...args, "--partitions", "7", "--output", "json"],
      place,
    );
    const report = analysisOf(run);
    const { partitioner: expected, emptyKey } = producerPartitioners[setting];
    expect(report.keys).toMatchObject({ records: 503, null_records: 1, distinct_keys: 502 });
    expect(report.consuming).toMatchObject({ records: 503, missing: 0, altered: 0 });
    expect(report.compared_records).toBe(emptyKey === "hashed" ? 502 : 501);
    expect(report.explained_by).toEqual(expected === undefined ? [] : [expected]);
    expect(run.code).toBe(0);
  });

  it("refuses a topic that exists, and leaves it as it was", async () => {
    const name = `mine-${Date.now()}`;
    const id = await admin().createTopic({
      name,
      partitions: 2,
      replicationFactor: 1,
      config: { "retention.ms": "123456789" },
    });
    await writeRecords(name, 10);
    const state = async () => ({
      topic: await admin().topic(name),
      ends: await admin().offsets(name, 2, "latest"),
      retention: (await admin().topicConfig(name)).get("retention.ms"),
    });
    const before = await state();
    for (const more of [[], ["--keep-topic"]]) {
      const run = await runLive(["analyze", ...bootstrap(), ...small, "--topic", name, ...more]);
      expectRefusal(run, new RegExp(`the topic ${name} already exists`), /not touched/);
    }
    expect(await state()).toEqual(before);
    expect(before).toMatchObject({ topic: { id }, retention: "123456789" });
    expect(before.ends.reduce((sum, end) => sum + end, 0n)).toBe(10n);
  });

  it("refuses a topic of Kafka's own, which the cluster may not have yet", async () => {
    const run = await runLive(["analyze", ...bootstrap(), "--topic", "__consumer_offsets"]);
    expectRefusal(run, /__consumer_offsets is a topic of Kafka itself/, /not touched/);
  });

  it("keeps the topic that it is told to keep", async () => {
    const name = `kept-${Date.now()}`;
    const place = livePlace();
    const args = ["--topic", name, "--keep-topic", "--partitions", "3"];
    const report = analysisOf(await runLive(["analyze", ...bootstrap(), ...small, ...args], place));
    expect(report.topic).toMatchObject({ name, is_kept: true, replication_factor: 1 });
    expect(await admin().topic(name)).toMatchObject({ id: report.topic.id, partitions: 3 });
    expect(readdirSync(join(place.cwd, "state/skew-contract/journal"))).toEqual([]);
    await admin().deleteTopic(name, report.topic.id);
  });

  it("judges what is seen by a contract", async () => {
    const contract = (share: number) =>
      `version: 1\ntopics:\n  t:\n    partitions: 12\n    max_partition_share: ${share}\n    sample_size: 10\n`;
    const place = livePlace({ "good.yml": contract(0.9), "bad.yml": contract(0.5) });
    const hot = ["analyze", ...bootstrap(), ...small, "--simulation", "hot-key"];
    const good = await runLive([...hot, "--contract", "good.yml"], place);
    const bad = await runLive([...hot, "--contract", "bad.yml"], place);
    expect([good.code, bad.code]).toEqual([0, 1]);
    expect(analysisOf(good)).toMatchObject({ is_as_expected: true, gate: { verdict: "pass" } });
    expect(analysisOf(bad)).toMatchObject({ is_as_expected: false, gate: { verdict: "fail" } });
    expect(analysisOf(good).topic.partitions).toBe(12);
    const { max_partition_share: seen } = analysisOf(good).actual;
    expect(analysisOf(good).gate).toMatchObject({ max_partition_share: seen });
  });

  it("takes a user's own partitioner for a strategy", async () => {
    const place = livePlace({
      "mine.mjs": "export default (key, partitions) => key.length % partitions;\n",
    });
    const args = ["analyze", ...bootstrap(), ...small, "--simulation", "more-repetition"];
    const report = analysisOf(await runLive([...args, "--custom", "mine.mjs"], place));
    const custom = report.strategies.find(({ strategy }) => strategy === "custom");
    expect(custom).toMatchObject({ note: "mine.mjs", partition_counts: [1000, 0, 0, 0, 0, 0] });
  });

  it("tries a user's own partitioner before anything is made on the cluster", async () => {
    const place = livePlace({ "wrong.mjs": "export default () => 99;\n" });
    const run = await runLive(["analyze", ...bootstrap(), "--custom", "wrong.mjs"], place);
    expectRefusal(run, /custom partitioner returned 99/, /wrong\.mjs/);
    expect(existsSync(join(place.cwd, "state"))).toBe(false);
  });

  it("says that a report's folder is not there before anything is made on the cluster", async () => {
    const place = livePlace();
    const run = await runLive(["analyze", ...bootstrap(), "--output", "json:none/a.json"], place);
    expectRefusal(run, /the folder of the report none does not exist/, /create the folder/);
    expect(existsSync(join(place.cwd, "state"))).toBe(false);
  });

  // The Python analyzer counts them as delivered.
  it("counts what the cluster refuses as failed, with the reason", async () => {
    const args = ["--records", "20", "--value-bytes", "1000000", "--output", "json"];
    const run = await runLive(["analyze", ...bootstrap(), ...args]);
    const report = analysisOf(run);
    expect(run.code).toBe(1);
    expect(report).toMatchObject({ is_as_expected: false, actual: { total: 0 } });
    expect(report.producing).toMatchObject({
      delivered: 0,
      failed: 20,
      failures: [{ reason: expect.stringMatching(/too large/), records: 20 }],
    });
    expect(report.consuming).toMatchObject({ records: 0, missing: 0, unconfirmed: 0 });
  });

  it("says when an output cannot be written, and has deleted its topic", async () => {
    const place = livePlace();
    const run = await runLive(
      ["analyze", ...bootstrap(), "--records", "100", "--output", "json:/dev/full"],
      place,
    );
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/\/dev\/full/);
    expect(readdirSync(join(place.cwd, "state/skew-contract/journal"))).toEqual([]);
  });

  it("sends real keys in their proportions", async () => {
    const place = livePlace({ "keys.csv": "key,n\nhot,900\nwarm,90\ncold,10\n" });
    const keys = ["--keys", "keys.csv", "--count-column", "n", "--records", "200"];
    const report = analysisOf(
      await runLive(["analyze", ...bootstrap(), ...keys, "--output", "json"], place),
    );
    expect(report.keys).toMatchObject({ source: "keys.csv", records: 200, distinct_keys: 3 });
    expect(Math.max(...report.actual.partition_counts)).toBeGreaterThanOrEqual(180);
  });

  it("says on one screen that the client is missing", async () => {
    const { cwd, env } = livePlace();
    const missing = { ...env, SKEW_CONTRACT_KAFKA_CLIENT: folder() };
    const run = await runLive(["analyze", ...bootstrap()], { cwd, env: missing });
    expectRefusal(run, /needs the Kafka client/, /install-client/, /Linux.*macOS.*Windows/);
    expect(existsSync(join(cwd, "state"))).toBe(false);
  });

  const mistakes: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    "too few records": [["--records", "9"], /--records 9 is not a whole number from 10/],
    "too many records": [["--records", "10000001"], /--records 10000001/],
    "an unknown simulation": [["--simulation", "nrmal"], /unknown --simulation "nrmal".*normal/],
    "an unknown partitioner": [["--partitioner", "murmur3"], /unknown --partitioner/],
    "keys and a simulation": [["--keys", "k", "--simulation", "normal"], /cannot be used together/],
    "a topic of a contract that is not there": [["--contract-topic", "t"], /without --contract/],
    "a module that is not there": [["--custom", "none.mjs"], /module cannot be loaded/],
    "more copies than brokers": [
      ["--replication-factor", "3"],
      /larger than the number of brokers/,
    ],
    "a name that Kafka does not take": [["--topic", "a b"], /letters, digits/],
  };
  it.each(Object.keys(mistakes))("refuses %s", async (name) => {
    const [args, says] = mistakes[name] ?? [[], /./];
    expectRefusal(await runLive(["analyze", ...bootstrap(), ...args]), says);
  });
});

describeKafka("analyze by a login", () => {
  const properties = (user: KafkaUser) => {
    const { listeners, tls } = sharedCluster();
    return [
      `bootstrap.servers=${listeners.saslSsl}`,
      "security.protocol=SASL_SSL",
      `sasl.mechanism=${user.mechanism}`,
      `sasl.username=${user.name}`,
      `sasl.password=${user.password}`,
      "ssl.truststore.type=PEM",
      `ssl.truststore.location=${tls.ca}`,
    ].join("\n");
  };

  it("writes every report, in which no secret stands", async () => {
    const { password } = sharedCluster().users.scram256;
    const place = livePlace({ "client.properties": properties(sharedCluster().users.scram256) });
    const formats = ["text:a.txt", "json:a.json", "markdown:a.md", "html:a.html", "csv:a.csv"];
    const outputs = formats.flatMap((format) => ["--output", format]);
    const args = ["--config", "client.properties", "--records", "1000", "--json", ...outputs];
    const run = await runLive(["analyze", ...args, "--key-pattern", "=cmd-<b>"], place);
    expect(run.code).toBe(0);
    const texts = ["a.txt", "a.json", "a.md", "a.html", "a.csv"].map((file) =>
      readFileSync(join(place.cwd, file), "utf8"),
    );
    for (const text of [...texts, run.stdout, run.stderr]) expect(text).not.toContain(password);
    const [text, json, markdown, html, csv] = texts as [string, string, string, string, string];
    expect(text).toMatch(
      /✓ skew-contract-analyze-[0-9a-f]{16}: all 1,000 keyed records are in the partitions that/,
    );
    expect(JSON.parse(json)).toEqual(
      JSON.parse(run.stdout.trim().split("\n").at(-1) ?? "").analysis,
    );
    expect(markdown).toContain("## ✅ Key distribution on a real cluster");
    expect(html).toContain("<svg");
    expect(html + markdown).not.toContain("<b>");
    expect(csv).toMatch(/^view,name,partition,records,share\nactual,,0,/);
    expect(csv).toContain("pattern,'=cmd-<b>,0,");
  });

  it("says which right is missing", async () => {
    const place = livePlace({ "client.properties": properties(sharedCluster().users.limited) });
    const run = await runLive(["analyze", "--config", "client.properties"], place);
    expectRefusal(
      run,
      /this login is not allowed to (create|describe) the topic/,
      /Grant it the right/,
    );
    expect(existsSync(join(place.cwd, "state"))).toBe(false);
  });

  it("shows what it found out where it may not delete its topic", async () => {
    const name = `undeletable-${Date.now()}`;
    await allow(name, "CREATE", "WRITE", "READ");
    const place = livePlace({ "client.properties": properties(sharedCluster().users.limited) });
    const args = ["--config", "client.properties", "--topic", name];
    // Cleanup leaves what a process that still runs has made.
    const run = await cliProcess(["analyze", ...args, ...small], place);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /could not delete the topic .*: this login is not allowed to delete/,
    );
    expect(analysisOf(run)).toMatchObject({ is_as_expected: true, consuming: { records: 1000 } });
    await allow(name, "DELETE");
    const cleaned = await runLive(["cleanup", "--config", "client.properties"], place);
    expect(cleaned).toMatchObject({ code: 0, stdout: expect.stringContaining(": deleted") });
  });

  it("says that the password is wrong, without it", async () => {
    const user = { ...sharedCluster().users.scram512, password: "not-the-pass-word" };
    const place = livePlace({ "client.properties": properties(user) });
    const run = await runLive(["analyze", "--config", "client.properties"], place);
    expectRefusal(run, /the cluster rejected the login/);
    expect(run.stderr).not.toContain(user.password);
  });
});

async function writeRecords(topic: string, count: number): Promise<void> {
  const library = loadClient({ SKEW_CONTRACT_KAFKA_CLIENT: clientFolder() });
  const connection = connectionOf(plaintext(sharedBootstrap()));
  const producer = await KafkaRecordProducer.connect(library, connection, {
    topic,
    partitioner: "murmur2_random",
    deliveryTimeoutMs: 30_000,
    onFailure: () => undefined,
  });
  for (let i = 0; i < count; i++) producer.send(Buffer.from(`k${i}`), Buffer.from("v"));
  await producer.flush(new AbortController().signal);
  await producer.close();
}
