import { once } from "node:events";
import { request } from "node:http";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import { expect, it, onTestFinished, vi } from "vitest";
import { contract, ended, expectRefusal, start } from "../../e2e/cli.ts";
import { consumerOf, untilAssigned } from "../../support/consumers.ts";
import { describeKafka, sharedCluster } from "../../support/kafka.ts";
import { livePlace, runLive } from "../../support/live-cli.ts";
import { checkMetrics, hasPromtool } from "../../support/prometheus.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";

const POLLING = { timeout: 3 * TIMEOUT_MS, interval: 200 };

function placeFor(topic: string) {
  const yaml = contract("partitions: 3", "max_partition_share: 0.5").replace("  t:", `  ${topic}:`);
  return livePlace({ "skew_contract.yml": yaml });
}

/** A running monitor, and the address of its metrics. */
async function startMonitor(topic: string) {
  const args = ["monitor", "--bootstrap", sharedCluster().bootstrap, "--listen", ":0"];
  const child = start(
    [...args, "--interval", "1s", "--window", "10m", "--sample-records", "1000"],
    placeFor(topic),
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  if (child.stdout === null || child.stderr === null) throw new Error("no output");
  const stderr = text(child.stderr);
  const [url] = await once(createInterface({ input: child.stdout }), "line");
  return { child, url, stderr };
}

const scrape = async (url: string) => (await fetch(url)).text();

function send(url: string, options: object): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => resolve(response.resume().statusCode));
    sent.on("error", reject).end();
  });
}

describeKafka("monitor", () => {
  it("exports how a topic is skewed, until SIGTERM", async () => {
    const [, topic] = await makeTopic(3, {}, "monitor");
    const group = `g-${topic}`;
    const consumer = await consumerOf(group, [topic]);
    await untilAssigned([consumer], 3);
    consumer.commitSync([0, 1, 2].map((partition) => ({ topic, partition, offset: 0 })));
    const { child, url, stderr } = await startMonitor(topic);
    expect(await scrape(url)).toContain(`window_records{topic="${topic}"} 0\n`);
    const producer = await producerOf();
    for (let i = 0; i < 5_000; i++)
      producer.produce(topic, i % 5 < 3 ? 1 : 2, Buffer.alloc(9), "k");
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const metrics = await vi.waitFor(async () => {
      const now = await scrape(url);
      expect(now).toContain(`group_lag_records{topic="${topic}",group="${group}"} 5000\n`);
      expect(now).toContain(`max_key_share_ratio{topic="${topic}"} 1\n`);
      return now;
    }, POLLING);
    for (const line of [
      `max_partition_share_ratio{topic="${topic}"} 0.6`,
      `rule_broken{topic="${topic}",rule="max_partition_share"} 1`,
      `hottest_partition{topic="${topic}"} 1`,
      `group_max_partition_lag_share_ratio{topic="${topic}",group="${group}"} 0.6`,
      `group_consumers{topic="${topic}",group="${group}"} 1`,
      "cluster_up 1",
    ]) {
      expect(metrics).toContain(`skew_contract_live_${line}\n`);
    }
    expect(metrics).toMatch(/partition_size_bytes\{topic="[^"]*",partition="1"\} [1-9]/);
    if (hasPromtool) expect(await checkMetrics(metrics)).toBe("");
    expect(await scrape(url.replace("metrics", "healthz"))).toBe("ok\n");
    child.kill("SIGTERM");
    expect(await ended(child)).toEqual({ code: 0, signal: null });
    expect(await stderr).toContain("Watching 1 topic");
  });

  it("answers only what asks for its pages by its address", async () => {
    const [, topic] = await makeTopic(1, {}, "monitor");
    const { url } = await startMonitor(topic);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    const accept = "application/openmetrics-text;version=1.0.0";
    const response = await fetch(url, { headers: { accept } });
    expect(response.headers.get("content-type")).toBe(
      "application/openmetrics-text; version=1.0.0; charset=utf-8",
    );
    expect(await response.text()).toMatch(/\n# EOF\n$/);
    expect(await send(url, { method: "HEAD" })).toBe(200);
    expect(await send(url, { method: "POST" })).toBe(405);
    expect(await send(url.replace("metrics", "secrets"), {})).toBe(404);
    expect(await send(url, { headers: { host: "rebound.example" } })).toBe(403);
    expect(await send(url, { headers: { host: "localhost" } })).toBe(200);
  });

  it("says before it serves what does not work", async () => {
    const place = placeFor("t");
    const refused = await runLive(["monitor", "--bootstrap", "127.0.0.1:1"], place);
    expectRefusal(refused, "nothing is listening on this port");
    const { bootstrap } = sharedCluster();
    const run = (listen: string) => {
      return runLive(["monitor", "--bootstrap", bootstrap, "--listen", listen], place);
    };
    expectRefusal(await run("9404"), "--listen 9404 is not an address with a port");
    expectRefusal(await run(`:${bootstrap.split(":")[1]}`), "another program is using it");
  });
});
