import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it, vi } from "vitest";
import type { recommendationObject } from "#live/core/recommendation/reports/json.ts";
import { type KafkaCluster, type KafkaDescription, startKafka } from "../../../scripts/kafka.mjs";
import { contents, ended, type Run, start } from "../../e2e/cli.ts";
import { type FakeCloud, fakeCloud } from "../../support/confluent-cloud.ts";
import { adminOf, describeKafka, plaintext, sharedCluster } from "../../support/kafka.ts";
import { type LivePlace, livePlace, runLive } from "../../support/live-cli.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";
import { HOUR_MS, MIB } from "../../support/traffic.ts";

type Cluster = ReturnType<typeof recommendationObject>["clusters"][number];

const clustersOf = ({ stdout, stderr, code }: Run): Cluster[] => {
  if (stdout === "") throw new Error(`exit ${code}: ${stderr}`);
  return JSON.parse(stdout).clusters;
};

/** Both brokers' authorities, for Node and for OpenSSL. */
function trust(place: LivePlace, ...clusters: readonly KafkaDescription[]): LivePlace {
  const file = join(place.cwd, "ca.pem");
  writeFileSync(file, clusters.map(({ tls }) => readFileSync(tls.ca, "utf8")).join("\n"));
  return { ...place, env: { ...place.env, NODE_EXTRA_CA_CERTS: file, SSL_CERT_FILE: file } };
}

function loginOf(id: string, { listeners, users }: KafkaDescription, address?: string): object {
  return {
    environment_id: "env-1",
    kafka_cluster_id: id,
    "bootstrap.servers": address ?? listeners.saslSsl,
    "sasl.username": users.admin.name,
    "sasl.password": users.admin.password,
  };
}

describeKafka("A second cluster", () => {
  let second: KafkaCluster;

  beforeAll(async () => {
    second = await startKafka({ brokers: 3 });
    return () => second.stop();
  });

  it("is looked at beside others; one that fails does not stop the others", async () => {
    const admin = adminOf(plaintext(second.bootstrap));
    await admin.createTopic({ name: "other", partitions: 3, replicationFactor: 1, config: {} });
    const [, topic] = await makeTopic(2, {}, "several");
    const producer = await producerOf();
    for (let i = 0; i < 50; i++) producer.produce(topic, 0, Buffer.alloc(10), `k${i}`);
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const logins = [
      loginOf("lkc-1", sharedCluster()),
      loginOf("lkc-2", second),
      loginOf("lkc-3", sharedCluster(), "127.0.0.1:1"),
    ];
    const settings = `TOPIC_FILTER=${topic},other\nMAX_CLUSTER_WORKERS=3\n`;
    const env = `KAFKA_CREDENTIALS='${JSON.stringify(logins)}'\n${settings}`;
    const place = trust(livePlace({ ".env": env }), sharedCluster(), second);
    const args = ["recommend", "--output", "json", "--output", "csv"];
    const run = await runLive(args, place);
    expect(run.code).toBe(2);
    const clusters = clustersOf(run);
    expect(clusters.map(({ cluster_id: id, status }) => [id, status])).toEqual([
      ["lkc-1", "done"],
      ["lkc-2", "done"],
      ["lkc-3", "failed"],
    ]);
    const topics = clusters.map((one) => ("topics" in one ? one.topics : [])?.map((t) => t.topic));
    expect(topics).toEqual([[topic], ["other"], []]);
    expect(JSON.stringify(clusters[2])).toMatch(
      /127\.0\.0\.1:1: nothing is listening on this port/,
    );
    const names = readdirSync(place.cwd).filter((name) => name.endsWith(".csv"));
    expect(names.map((name) => name.replace(/\d{10}/, "…")).sort()).toEqual([
      "lkc-1-recommender-…-detail-report.csv",
      "lkc-1-recommender-…-summary-report.csv",
      "lkc-2-recommender-…-detail-report.csv",
      "lkc-2-recommender-…-summary-report.csv",
    ]);
    const { users } = sharedCluster();
    for (const text of [run.stdout, run.stderr]) expect(text).not.toContain(users.admin.password);
    const only = await runLive([...args, "--cluster", "lkc-2"], place);
    expect(only.code).toBe(0);
    expect(clustersOf(only).map(({ cluster_id: id }) => id)).toEqual(["lkc-2"]);
  });

  it("hides partitions that only a broker has that is down: they are named, and the others known", async () => {
    const admin = adminOf(plaintext(second.bootstrap));
    await admin.createTopic({ name: "torn", partitions: 3, replicationFactor: 1, config: {} });
    await admin.createTopic({ name: "whole", partitions: 3, replicationFactor: 3, config: {} });
    const producer = await producerOf({}, plaintext(second.bootstrap));
    for (const topic of ["torn", "whole"]) {
      for (let i = 0; i < 300; i++) producer.produce(topic, i % 3, Buffer.alloc(10), `k${i}`);
    }
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const offsets = () => admin.offsets("whole", 3, "latest");
    expect(await offsets()).toEqual([100n, 100n, 100n]);
    await second.kill(2);
    // Those who have asked before wait for the other brokers to take over.
    expect(await offsets()).toEqual([100n, 100n, 100n]);
    await vi.waitFor(async () => expect((await admin.topic("torn"))?.offline).toHaveLength(1), {
      timeout: 600_000,
      interval: 200,
    });
    const args = ["recommend", "--bootstrap", second.bootstrap, "--topic-filter", "torn,whole"];
    const run = await runLive([...args, "--output", "json"]);
    expect(run.code).toBe(2);
    const [found] = clustersOf(run);
    if (found === undefined || !("topics" in found)) throw new Error(run.stdout);
    const [torn, whole] = found.topics ?? [];
    expect(torn).toMatchObject({
      topic: "torn",
      records: 200,
      unread_partitions: [{ reason: "it has no leader" }],
    });
    expect(whole).toMatchObject({ topic: "whole", records: 300, unread_partitions: [] });
  });
});

describeKafka("CSV files", () => {
  it("are a pair for each cluster, also of those whose ids are alike, and never elsewhere", async () => {
    const [, topic] = await makeTopic(1, {}, "alike");
    const logins = ["../lkc-1", "..:lkc-1"].map((id) => loginOf(id, sharedCluster()));
    const env = `KAFKA_CREDENTIALS='${JSON.stringify(logins)}'\nTOPIC_FILTER=${topic}\n`;
    const place = trust(livePlace({ ".env": env }), sharedCluster());
    expect((await runLive(["recommend"], place)).code).toBe(0);
    const names = readdirSync(place.cwd).filter((name) => name.endsWith(".csv"));
    expect(names.map((name) => name.replace(/\d{10}/, "…")).sort()).toEqual([
      "___lkc-1-2-recommender-…-detail-report.csv",
      "___lkc-1-2-recommender-…-summary-report.csv",
      "___lkc-1-recommender-…-detail-report.csv",
      "___lkc-1-recommender-…-summary-report.csv",
    ]);
  });

  it("want a folder that is there, which is known before anything is asked", async () => {
    const place = livePlace({ file: "" });
    for (const folder of ["missing", "file"]) {
      const args = ["recommend", "--bootstrap", "127.0.0.1:1", "--output", `csv:${folder}`];
      const run = await runLive(args, place);
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(
        new RegExp(`the folder of the CSV files ${folder} does not exist`),
      );
      expect(run.stdout).toBe("");
    }
  });
});

describeKafka("A contract, where several clusters are looked at", () => {
  it("may have topics of one of them only; others may have one name", async () => {
    const [[, meant], [, other]] = await Promise.all([
      makeTopic(2, {}, "contract"),
      makeTopic(2, {}, "contract"),
    ]);
    const ids = ["lkc-1", "lkc-2"];
    const logins = ids.map((id) => loginOf(id, sharedCluster()));
    const files = {
      ".env": `KAFKA_CREDENTIALS='${JSON.stringify(logins)}'\n`,
      "other.yml": `version: 1\ntopics:\n  elsewhere: { keys: k.txt, partitions: 2 }\n`,
      "meant.yml": `version: 1\ntopics:\n  ${meant}: { keys: k.txt, partitions: 2 }\n`,
    };
    const place = trust(livePlace(files), sharedCluster());
    const by = (contract: string, ...flags: readonly string[]) =>
      runLive(
        ["recommend", "--topic-filter", `${meant},${other}`, "--contract", contract, ...flags],
        place,
      );
    const fine = await by("other.yml");
    expect(fine.stderr).toMatch(/elsewhere: not found/);
    expect(fine.code).toBe(0);
    const unclear = await by("meant.yml");
    expect(unclear.stderr).toMatch(/several clusters have a topic .*Choose a cluster/s);
    expect(unclear.code).toBe(2);
    const chosen = await by("meant.yml", "--cluster", "lkc-2");
    expect(chosen.stderr).toMatch(new RegExp(`${meant}: 2 → 6 partitions`));
    expect(chosen.code).toBe(0);
  });
});

const HOUR = HOUR_MS;
/** Beginnings of hours that are over, the latest first. */
const hour = (ago: number) => Math.floor(Date.now() / HOUR) * HOUR - (ago + 1) * HOUR;

async function cloudWithBroker(topic: string): Promise<FakeCloud> {
  const { listeners, users } = sharedCluster();
  const count = (metric: string, hours: Readonly<Record<number, number>>, of = topic) => {
    return { clusterId: "lkc-1", metric, topic: of, hours };
  };
  return fakeCloud({
    environments: { "env-1": [{ id: "lkc-1", bootstrap: `SASL_SSL://${listeners.saslSsl}` }] },
    newKey: () => ({ id: users.admin.name, secret: users.admin.password }),
    // A page each, so that topics and metrics do not stand in one order.
    pageSize: 1,
    metrics: [
      count("received_bytes", { [hour(1)]: 9e15 }, "another-topic"),
      count("received_bytes", { [hour(3)]: 3600 * 30 * MIB, [hour(1)]: 3600 * MIB }),
      count("received_records", { [hour(1)]: 3600, [hour(3)]: 36_000 }),
      count("sent_bytes", { [hour(3)]: 7200 * 30 * MIB }),
      count("hot_partition_ingress", { [hour(3)]: 1 }),
    ],
    unknownMetrics: ["sent_records"],
  });
}

function cloudPlace(cloud: FakeCloud, ...lines: readonly string[]): LivePlace {
  const credential = {
    confluent_cloud_api_key: cloud.key,
    confluent_cloud_api_secret: cloud.secret,
  };
  const env = [
    `CONFLUENT_CLOUD_CREDENTIAL='${JSON.stringify(credential)}'`,
    "PRINCIPAL_ID=sa-abc123",
    "USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS=True",
    "SAMPLING_DAYS=1",
    ...lines,
  ];
  const place = trust(livePlace({ ".env": `${env.join("\n")}\n` }), sharedCluster());
  const urls = { CONFLUENT_CLOUD_URL: cloud.url, CONFLUENT_CLOUD_METRICS_URL: cloud.url };
  return { ...place, env: { ...place.env, ...urls } };
}

describeKafka("The Metrics API", () => {
  it("tells the traffic of all topics in a query a metric, joined by hour and topic", async () => {
    const [, topic] = await makeTopic(6, { "cleanup.policy": "compact" }, "metered");
    const cloud = await cloudWithBroker(topic);
    const place = cloudPlace(cloud, "USE_SAMPLE_RECORDS=False", `TOPIC_FILTER=${topic}`);
    const run = await runLive(["recommend", "--output", "json", "--output", "csv"], place);
    expect(run.stderr).toMatch(/created an API key for lkc-1/);
    expect(run.code).toBe(0);
    const [cluster] = clustersOf(run);
    if (cluster === undefined || !("topics" in cluster)) throw new Error(run.stdout);
    expect(cluster).toMatchObject({ cluster_id: "lkc-1", method: "metrics" });
    expect(cluster.topics).toMatchObject([
      {
        topic,
        is_compacted: true,
        records: 39_600,
        bytes: 3600 * 31 * MIB,
        peak_bytes_per_second: 30 * MIB,
        mean_bytes_per_second: expect.closeTo((31 * MIB) / 24, 3),
        required_bytes_per_second: 90 * MIB,
        recommended_partitions: 9,
        sent: { peak_bytes_per_second: 60 * MIB },
        hot_partition: { ingress: true, egress: false },
      },
    ]);
    const queries = cloud.requests.filter((line) => line.includes("/v2/metrics/"));
    // Six metrics, one of them in two pages.
    expect(queries).toHaveLength(7);
    expect(cloud.keys.size).toBe(0);
    const csv = Object.entries(contents(place.cwd)).find(([name]) => name.endsWith("l-report.csv"));
    const row = csv?.[1].split("\n")[1] ?? "";
    expect(row).toMatch(`metrics_api,${topic},yes,39600,6,90,10,9,yes,no,active,`);
    for (const text of [run.stdout, run.stderr, ...Object.values(contents(place.cwd))]) {
      if (!text.startsWith("CONFLUENT_CLOUD")) expect(text).not.toContain(cloud.secret);
    }
  });
});

describeKafka("A key that is made for the run", () => {
  it("is deleted at the end, whether the cluster can be looked at or not", async () => {
    const [, topic] = await makeTopic(1, {}, "key");
    const cloud = await cloudWithBroker(topic);
    const run = await runLive(
      ["recommend", "--output", "json"],
      cloudPlace(cloud, `TOPIC_FILTER=${topic}`),
    );
    expect(run.code).toBe(0);
    expect(cloud.requests.filter((line) => line === "POST /iam/v2/api-keys")).toHaveLength(1);
    expect(cloud.keys.size).toBe(0);
    for (let i = 0; i < 9; i++) cloud.trouble.push({ status: 403, of: "POST /v2/metrics" });
    const place = cloudPlace(cloud, "USE_SAMPLE_RECORDS=False");
    const failed = await runLive(["recommend", "--output", "json"], place);
    expect(failed.code).toBe(2);
    expect(clustersOf(failed)).toMatchObject([
      {
        status: "failed",
        reason: expect.stringMatching(/received_bytes: this API key lacks permission/),
      },
    ]);
    expect(cloud.keys.size).toBe(0);
  });

  it("is deleted where the run is interrupted", async () => {
    const [, topic] = await makeTopic(1, {}, "interrupted");
    const cloud = await cloudWithBroker(topic);
    cloud.trouble.push({ status: "slow", of: "POST /v2/metrics" });
    const child = start(["recommend"], cloudPlace(cloud, "USE_SAMPLE_RECORDS=False"));
    await vi.waitFor(() => expect(cloud.keys.size).toBe(1), { timeout: 600_000, interval: 20 });
    child.kill("SIGINT");
    expect(await ended(child)).toEqual({ code: 130, signal: null });
    expect(cloud.keys.size).toBe(0);
  });
});
