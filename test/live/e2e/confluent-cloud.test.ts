import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished, vi } from "vitest";
import { ended, expectRefusal, start } from "../../e2e/cli.ts";
import {
  analyzedTopics,
  cloudWithBroker,
  expectNoSecret,
  placeFor,
} from "../../support/cloud-cluster.ts";
import { fakeCloud } from "../../support/confluent-cloud.ts";
import { describeKafka, sharedCluster } from "../../support/kafka.ts";
import { analysisOf, livePlace, runLive, runUntil } from "../../support/live-cli.ts";

const analyze = ["analyze", "--records", "300000"];
const isProducing = ({ phase, done = 0 }: { phase?: string; done?: number }) =>
  phase === "producing" && done > 0;
const topicIn = (text: string) => /topic (skew-contract-analyze-[0-9a-f]+)/.exec(text)?.[1] ?? "";

describeKafka("A cluster of Confluent Cloud", () => {
  it("is analyzed by a key that is made for the run and deleted", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const run = await runLive(["analyze", "--records", "100", "--output", "json"], place);
    expect(analysisOf(run)).toMatchObject({ is_as_expected: true });
    expect(run.stderr).toMatch(/created an API key for .*env-1.*; it is deleted at the end/);
    expect(cloud.requests.filter((line) => line.startsWith("POST"))).toHaveLength(1);
    expect(cloud.keys.size).toBe(0);
    expectNoSecret(cloud, place, run.stdout, run.stderr);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "has neither key nor topic of ours after %s",
    async (signal) => {
      const cloud = await cloudWithBroker();
      const place = placeFor(cloud);
      const run = await runUntil(analyze, place, isProducing, (child) => void child.kill(signal));
      expect(run.code).toBe(signal === "SIGINT" ? 130 : 143);
      expect(cloud.keys.size).toBe(0);
      await expect.poll(analyzedTopics).not.toContain(topicIn(run.stdout));
      expectNoSecret(cloud, place, run.stdout, run.stderr);
    },
  );

  it("has no key of ours where the run is interrupted while the key is made", async () => {
    const cloud = await cloudWithBroker();
    cloud.trouble.push({ status: "slow", of: "POST" });
    const child = start([...analyze], placeFor(cloud));
    await vi.waitFor(() => expect(cloud.keys.size).toBe(1), { timeout: 600_000, interval: 20 });
    child.kill("SIGINT");
    expect(await ended(child)).toEqual({ code: 130, signal: null });
    expect(cloud.keys.size).toBe(0);
  });

  it("has no key of ours where the run is interrupted while its clusters are listed", async () => {
    const cloud = await cloudWithBroker();
    cloud.trouble.push({ status: "slow", of: "GET /org" });
    const place = placeFor(cloud);
    const child = start([...analyze], place);
    await vi.waitFor(() => expect(cloud.requests).toHaveLength(1), {
      timeout: 600_000,
      interval: 20,
    });
    child.kill("SIGINT");
    expect(await ended(child)).toEqual({ code: 130, signal: null });
    expect(cloud.requests.filter((line) => line.startsWith("POST"))).toEqual([]);
    expect(cloud.keys.size).toBe(0);
    expect(existsSync(join(place.cwd, "state"))).toBe(false);
  });

  it("does not keep an interrupted run waiting for its answer", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    onTestFinished(() => void silent.closeAllConnections());
    onTestFinished(() => void silent.close());
    const asked = once(silent, "request");
    const cloud = await cloudWithBroker();
    const { port } = silent.address() as AddressInfo;
    const { cwd, env } = placeFor(cloud);
    const place = { cwd, env: { ...env, CONFLUENT_CLOUD_URL: `http://127.0.0.1:${port}` } };
    const child = start([...analyze], place);
    await asked;
    const startMs = performance.now();
    child.kill("SIGINT");
    expect(await ended(child)).toEqual({ code: 130, signal: null });
    expect(performance.now() - startMs).toBeLessThan(10_000);
  });

  it("is cleaned up after a run that was killed", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const run = await runUntil(analyze, place, isProducing, (child) => void child.kill("SIGKILL"));
    expect(cloud.keys.size).toBe(1);
    expect(await analyzedTopics()).toContain(topicIn(run.stdout));
    expectNoSecret(cloud, place, run.stdout, run.stderr);
    const dry = await runLive(["cleanup", "--dry-run"], place);
    expect(dry.stdout.match(/would be deleted/g)).toHaveLength(2);
    const cleaned = await runLive(["cleanup", "--json"], place);
    expect(cleaned.code).toBe(0);
    const { entries } = JSON.parse(cleaned.stdout);
    expect(
      entries.map(({ kind, outcome }: Record<string, string>) => `${kind} ${outcome}`).sort(),
    ).toEqual(["api-key deleted", "topic deleted"]);
    expect(cloud.keys.size).toBe(0);
    await expect.poll(analyzedTopics).not.toContain(topicIn(run.stdout));
  });

  it("keeps keys that may be in use elsewhere, and loses old ones of ours alone", async () => {
    const cloud = await cloudWithBroker();
    const place = placeFor(cloud);
    const day = 24 * 60 * 60 * 1000;
    const key = (displayName: string, ownerId: string, ageMs: number) => ({
      displayName,
      ownerId,
      clusterId: "lkc-1",
      createdAt: new Date(Date.now() - ageMs).toISOString(),
      secret: "x",
    });
    cloud.keys.set("OLD", key("skew-contract-a", "sa-abc123", 2 * day));
    cloud.keys.set("NEW", key("skew-contract-b", "sa-abc123", day / 2));
    cloud.keys.set("OTHER", key("skew-contract-c", "sa-other", 2 * day));
    cloud.keys.set("PRODUCTION", key("production", "sa-abc123", 2 * day));
    const cleaned = await runLive(["cleanup"], place);
    expect(cleaned.stdout).toMatch(/skew-contract-a on lkc-1: deleted/);
    expect(cleaned.stdout).toMatch(/skew-contract-b on lkc-1: may be in use \(.*--all-keys/);
    expect([...cloud.keys.keys()]).toEqual(["NEW", "OTHER", "PRODUCTION"]);
    expect(cleaned.code).toBe(1);
    await runLive(["cleanup", "--all-keys"], place);
    expect([...cloud.keys.keys()]).toEqual(["OTHER", "PRODUCTION"]);
  });

  it("must be chosen where there are several, and no key is made before", async () => {
    const { listeners } = sharedCluster();
    const bootstrap = listeners.saslSsl;
    const clusters = ["lkc-1", "lkc-2"].map((id) => ({ id, bootstrap }));
    const cloud = await fakeCloud({ environments: { "env-1": clusters } });
    const several = await runLive(analyze, placeFor(cloud));
    expectRefusal(several, /several clusters/, /lkc-1 \(name of lkc-1, in env-1/, /--cluster/);
    const unknown = await runLive([...analyze, "--cluster", "lkc-9"], placeFor(cloud));
    expectRefusal(unknown, /no cluster lkc-9/);
    const none = await runLive(analyze, placeFor(cloud, { KAFKA_CLUSTER_FILTER: "lkc-7" }));
    expectRefusal(none, /can access no cluster, or the filters exclude all of them/);
    expect(cloud.requests.filter((line) => line.startsWith("POST"))).toEqual([]);
  });

  it("is reached by a login that is given, without any key made", async () => {
    const { listeners, users, tls } = sharedCluster();
    const login = {
      environment_id: "env-1",
      kafka_cluster_id: "lkc-1",
      "bootstrap.servers": listeners.saslSsl,
      "sasl.username": users.admin.name,
      "sasl.password": users.admin.password,
    };
    const { cwd, env } = livePlace({ ".env": `KAFKA_CREDENTIALS='${JSON.stringify([login])}'\n` });
    const trust = { NODE_EXTRA_CA_CERTS: tls.ca, SSL_CERT_FILE: tls.ca };
    const run = await runLive(["analyze", "--records", "100", "--output", "json"], {
      cwd,
      env: { ...env, ...trust },
    });
    expect(analysisOf(run)).toMatchObject({ is_as_expected: true });
  });
});
