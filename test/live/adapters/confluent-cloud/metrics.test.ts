import { describe, expect, it } from "vitest";
import { CloudMetrics } from "#live/adapters/confluent-cloud/metrics.ts";
import type { RetryLimits } from "#live/adapters/confluent-cloud/rest.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import { type FakeCloud, fakeCloud } from "../../../support/confluent-cloud.ts";
import { hasOpenApi, openApiErrors } from "../../../support/openapi.ts";
import { expectHidden, rejectedBy } from "../../../support/secrets.ts";

const QUICK: RetryLimits = { tries: 4, firstWaitMs: 1, maxWaitMs: 2_000, timeoutMs: 5_000 };
const HOUR = 3_600_000;
const START = Date.parse("2026-11-20T00:00:00Z");
const span = { clusterId: "lkc-1", startMs: START, endMs: START + 3 * HOUR };
const path = "/v2/metrics/cloud/query";

const metricsOf = ({ url, key, secret }: FakeCloud) =>
  new CloudMetrics({ key, secret: new Secret(secret) }, { baseUrl: url, retryLimits: QUICK });

const counts = Array.from({ length: 5 }, (_, i) => ({
  clusterId: "lkc-1",
  metric: "received_bytes",
  topic: `topic-${i}`,
  hours: { [START - HOUR]: 9, [START]: i, [START + 2 * HOUR]: 10 * i, [START + 3 * HOUR]: 9 },
}));
const expected = new Map(
  counts.map(({ topic }, i) => [
    topic,
    new Map([
      [START, i],
      [START + 2 * HOUR, 10 * i],
    ]),
  ]),
);

const cloudWith = (more = {}) =>
  fakeCloud({
    environments: {},
    metrics: counts,
    unknownMetrics: ["hot_partition_ingress"],
    ...more,
  });

describe("A metric", () => {
  it("comes for all topics at once, by topic and hour, from whole hours only", async () => {
    const cloud = await cloudWith();
    expect(await metricsOf(cloud).hourly("received_bytes", span)).toEqual(expected);
    expect(cloud.requests).toEqual([`POST ${path}`]);
  });

  it("comes in pages, by the token of each", async () => {
    const cloud = await cloudWith({ pageSize: 2 });
    expect(await metricsOf(cloud).hourly("received_bytes", span)).toEqual(expected);
    const pages = ["", "?page_token=token-2", "?page_token=token-4"];
    expect(cloud.requests).toEqual(pages.map((page) => `POST ${path}${page}`));
  });

  it("is asked for anew where a token has expired, without what came before counting twice", async () => {
    const cloud = await cloudWith({ pageSize: 2 });
    cloud.trouble.push({ status: 400, of: `POST ${path}?page_token=token-4` });
    expect(await metricsOf(cloud).hourly("received_bytes", span)).toEqual(expected);
    expect(cloud.requests).toHaveLength(6);
  });

  it("is not asked for for ever where tokens always expire", async () => {
    const cloud = await cloudWith({ pageSize: 2 });
    for (let i = 0; i < 9; i++) cloud.trouble.push({ status: 400, of: `POST ${path}?page_token` });
    const [error] = await rejectedBy(metricsOf(cloud).hourly("received_bytes", span));
    expect(error?.parts.what).toMatch(/cannot read the metric received_bytes: HTTP 400/);
    expect(cloud.requests).toHaveLength(6);
  });

  it.each(["", "null", "[]", '"text"', "{}", '{"data":{}}', '{"data":"text"}'])(
    "is not taken from an answer that is none: %s",
    async (body) => {
      const cloud = await cloudWith();
      cloud.trouble.push({ status: 200, body });
      const [error] = await rejectedBy(metricsOf(cloud).hourly("received_bytes", span));
      expect(error?.parts.what).toMatch(/received_bytes: .*the response contains no data/);
      expect(cloud.requests).toHaveLength(1);
    },
  );

  it("is made of the points that are some", async () => {
    const point = { timestamp: "2026-11-20T01:00:00Z", value: 5, "metric.topic": "orders" };
    const wrong = [{ value: "1" }, { value: -1 }, { value: null }, { timestamp: "soon" }];
    const points = [null, 7, [], {}, ...wrong.map((one) => ({ ...point, ...one })), point];
    const cloud = await cloudWith();
    cloud.trouble.push({ status: 200, body: JSON.stringify({ data: points, meta: null }) });
    const found = await metricsOf(cloud).hourly("received_bytes", span);
    expect(found).toEqual(new Map([["orders", new Map([[START + HOUR, 5]])]]));
  });

  it("does not turn in a circle where a page has itself as the next one", async () => {
    const cloud = await cloudWith();
    const body = JSON.stringify({ data: [], meta: { pagination: { next_page_token: "same" } } });
    for (let i = 0; i < 9; i++) cloud.trouble.push({ status: 200, body });
    const [error] = await rejectedBy(metricsOf(cloud).hourly("received_bytes", span));
    expect(error?.parts.what).toMatch(/links to itself/);
    expect(cloud.requests).toHaveLength(2);
  });

  it("says which role its reader needs where the key may not", async () => {
    const cloud = await cloudWith();
    cloud.trouble.push({ status: 403 });
    const [error] = await rejectedBy(metricsOf(cloud).hourly("received_bytes", span));
    expect(error?.parts.next).toMatch(/MetricsViewer/);
  });

  it.each([
    [{ status: 429, headers: { "retry-after": "0" } }],
    [{ status: 429 }],
    [{ status: 503 }],
    [{ status: "cut" }],
  ] as const)("is waited for: %o", async (trouble) => {
    const cloud = await cloudWith();
    cloud.trouble.push(trouble, trouble);
    expect(await metricsOf(cloud).hourly("received_bytes", span)).toEqual(expected);
  });

  it("is empty where nothing was counted, and undefined where there is no such metric", async () => {
    const metrics = metricsOf(await cloudWith());
    expect(await metrics.hourlyIfAny("sent_bytes", span)).toEqual(new Map());
    expect(await metrics.hourlyIfAny("hot_partition_ingress", span)).toBeUndefined();
  });

  it("is told of where the key may not read it, without the key", async () => {
    const cloud = await cloudWith();
    const wrong = new Secret("wrong-secret");
    const options = { baseUrl: cloud.url, retryLimits: QUICK };
    const metrics = new CloudMetrics({ key: cloud.key, secret: wrong }, options);
    const [error] = await rejectedBy(metrics.hourly("received_bytes", span));
    expect(error?.parts.what).toMatch(/the API key was rejected/);
    expectHidden(error, ["wrong-secret"]);
  });

  it.runIf(hasOpenApi)("is asked for as the published OpenAPI document says", () => {
    const exchange = { method: "POST", path, query: new URLSearchParams(), status: 200 };
    const request = { aggregations: [], granularity: "PT1H", intervals: ["a/b"] };
    const answer = { data: [{ timestamp: "2026-11-20T00:00:00Z" }] };
    expect(openApiErrors({ ...exchange, request, answer })).toEqual(
      expect.arrayContaining([
        "/aggregations must NOT have fewer than 1 items",
        "/data/0 must have required property 'value'",
      ]),
    );
  });
});
