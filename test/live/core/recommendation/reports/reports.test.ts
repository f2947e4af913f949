import { Ajv } from "ajv";
import formats from "ajv-formats";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { detailCsv } from "#live/core/recommendation/reports/detail-csv.ts";
import { recommendJson } from "#live/core/recommendation/reports/json.ts";
import { recommendMarkdown } from "#live/core/recommendation/reports/markdown.ts";
import { recommendHtml } from "#live/core/recommendation/reports/page.ts";
import { summaryCsv } from "#live/core/recommendation/reports/summary-csv.ts";
import { recommendText } from "#live/core/recommendation/reports/text.ts";
import type { ClusterResult } from "#live/core/recommendation/result.ts";
import schema from "../../../../../schemas/recommendation.schema.json" with { type: "json" };
import { allOf, linkedByGitHub, rendered, structure, textOf } from "../../../../support/gfm.ts";
import { HOSTILE, hostileText, RAW } from "../../../../support/hostile.ts";
import {
  bySeed,
  known,
  many,
  metered,
  outcomes,
  RECOMMENDATIONS,
  renderRecommendation,
  resultOf,
  withText,
} from "../../../../support/recommendations.ts";
import { hoursOf, MIB, trafficOf } from "../../../../support/traffic.ts";

const ajv = new Ajv({ allErrors: true, strictTypes: false });
formats.default(ajv);
const validate = ajv.compile(schema);
const names = Object.keys(RECOMMENDATIONS);
const clustersOf = (name: string) => RECOMMENDATIONS[name] ?? [];
const csvRows = (text: string): Record<string, string>[] =>
  parse(text, { columns: true, relax_quotes: false });

describe("the text report", () => {
  it("is as in golden/", async () => {
    const text = renderRecommendation(recommendText, outcomes);
    await expect(text).toMatchFileSnapshot("golden/outcomes.txt");
  });

  it.each(names)("has only numbers: %s", (name) => {
    const text = renderRecommendation(recommendText, clustersOf(name));
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
  });

  it.each([
    [
      undefined,
      /Consumer throughput: 10 MiB\/s, the default \(set yours with --consumer-throughput\)/,
    ],
    [25 * 1024 * 1024, /Consumer throughput: 25 MiB\/s, as configured\./],
    [
      "measured",
      /Consumer throughput: measured by reading from here; the default for 1 topic with too little/,
    ],
  ] as const)("says how it is known what a consumer takes: %s", (consumerThroughput, says) => {
    const result = resultOf([trafficOf()], { consumerThroughput });
    const text = renderRecommendation(recommendText, [result]);
    expect(text.replace(/\s+/g, " ")).toMatch(says);
  });

  it("does not call traffic none of which only the bytes were counted", () => {
    const buckets = hoursOf(30 * MIB).map((bucket) => ({ ...bucket, records: 0 }));
    const result = resultOf([trafficOf({ buckets })], { method: "metrics" });
    const text = renderRecommendation(recommendText, [result]);
    expect(text).toMatch(/orders +6 +9 +30 MiB\/s/);
    expect(detailCsv(result)).toMatch(/,active,/);
  });

  it("says the Python tool's totals as such", () => {
    const text = renderRecommendation(recommendText, [bySeed]);
    expect(text).toContain("Legacy formula, for comparison");
    expect(text).not.toMatch(/^ +orders .*MiB\/s +\d+ .*MiB\/s.*MiB\/s/m);
  });

  it("shows those that lack most first, and says how many there are", () => {
    const text = renderRecommendation(recommendText, outcomes);
    expect(text.indexOf("  orders ")).toBeLessThan(text.indexOf("  quiet "));
    expect(renderRecommendation(recommendText, [many])).toMatch(/The first \d+ of 3,000 topics/);
  });
});

describe("the Markdown report", () => {
  it("is as in golden/", async () => {
    const text = renderRecommendation(recommendMarkdown, outcomes);
    await expect(text).toMatchFileSnapshot("golden/outcomes.md");
  });

  it.each(names)("is shown by GitHub as meant: %s", (name) => {
    const text = renderRecommendation(recommendMarkdown, clustersOf(name));
    const page = rendered(text);
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
    for (const table of allOf(page, "table")) {
      const columns = allOf(table, "th").length;
      const [, ...rows] = allOf(table, "tr");
      for (const row of rows) expect(allOf(row, "td"), textOf(row)).toHaveLength(columns);
    }
    expect(linkedByGitHub(page)).toEqual([]);
  });

  const shape = (page: ReturnType<typeof rendered>) => structure(page).replaceAll("span()", "");
  const harmless = shape(rendered(renderRecommendation(recommendMarkdown, withText("x"))));
  const expectPlain = (text: string) => {
    const markdown = renderRecommendation(recommendMarkdown, withText(text));
    expect(markdown).not.toMatch(RAW);
    const page = rendered(markdown);
    expect(shape(page)).toBe(harmless);
    expect(linkedByGitHub(page)).toEqual([]);
  };
  it.each(HOSTILE)("adds nothing but text: %j", expectPlain);
  it("adds nothing but text, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectPlain), { numRuns: 20 });
  });
});

describe("the HTML report", () => {
  const report = (clusters: (typeof RECOMMENDATIONS)[string]) =>
    renderRecommendation(recommendHtml, clusters);
  const tagsOf = (text: string) => text.match(/<[^>]*>/g) ?? [];

  it.each(names)("has only numbers, and ids once each: %s", (name) => {
    const text = report(clustersOf(name));
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("runs nothing and asks for nothing", () => {
    const tags = tagsOf(report(outcomes)).join("\n");
    expect(tags).not.toMatch(/<script|\son\w+=|\sstyle=|\ssrc=/i);
    expect(report(outcomes)).toContain("default-src &#39;none&#39;");
  });

  const harmless = tagsOf(report(withText("x")));
  const expectPlain = (text: string) => {
    const page = report(withText(text));
    expect(tagsOf(page)).toEqual(harmless);
    expect(page).not.toMatch(RAW);
  };
  it.each(HOSTILE)("adds no tag: %j", expectPlain);
  it("adds none, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectPlain), { numRuns: 50 });
  });
});

describe("the JSON report", () => {
  it.each(names)("is as its schema says: %s", (name) => {
    const text = renderRecommendation(recommendJson, clustersOf(name));
    validate(JSON.parse(text));
    expect(validate.errors ?? []).toEqual([]);
  });

  it.each(HOSTILE)("keeps what comes from outside, and shows none of it raw: %j", (text) => {
    const shown = renderRecommendation(recommendJson, withText(text));
    expect(shown).not.toMatch(RAW);
    expect(JSON.parse(shown).clusters[1]).toEqual({
      cluster_id: text,
      status: "failed",
      reason: text,
    });
  });

  it("says what to know, with stable ids", () => {
    const { clusters } = JSON.parse(renderRecommendation(recommendJson, outcomes));
    const advice = Object.fromEntries(
      clusters[0].topics.map(
        ({ topic, advice = [] }: { topic: string; advice?: { id: string }[] }) => [
          topic,
          advice.map(({ id }) => id),
        ],
      ),
    );
    expect(advice).toEqual({
      "app-store-changelog": ["minimum", "streams-internal", "unknown-settings"],
      clicks: ["hot-partition", "hot-key"],
      orders: ["skew", "moved-keys", "co-partitioned"],
      payments: ["skew", "moved-keys", "compacted", "co-partitioned", "log-size", "gaps"],
      quiet: ["enough"],
      secret: [],
      torn: ["unread"],
      zoned: ["hot-partition", "unexplained-partitions"],
    });
  });
});

describe("the CSV files", () => {
  it("have a line a topic, and one of those that failed", () => {
    const rows = csvRows(detailCsv(outcomes[0] as ClusterResult));
    expect(rows.map(({ topic_name: topic, status }) => [topic, status])).toEqual([
      ["app-store-changelog", "active"],
      ["clicks", "active"],
      ["orders", "active"],
      ["payments", "active"],
      ["quiet", "empty"],
      ["secret", "error"],
      ["torn", "active"],
      ["zoned", "active"],
    ]);
    expect(rows[2]).toMatchObject({
      method: "sampling_records",
      is_compacted: "no",
      number_of_partitions: "6",
      required_throughput: "90",
      consumer_throughput: "10",
      peak_throughput: "30",
      mean_record_bytes: "100",
      partitions_by_throughput: "9",
    });
    expect(rows[6]).toMatchObject({
      hot_partition_ingress: "yes",
      hot_partition_egress: "no",
      unread_partitions: "2 4",
      peak_sent_throughput: "5",
    });
    expect(rows[7]).toMatchObject({
      hottest_partition_now: "3",
      hottest_partition_share_now: "1",
      hottest_partition_share_simulated: "",
      placed_by: "",
      placed_by_basis: "unexplained",
      count_reason: "now",
    });
    expect(rows[2]).toMatchObject({ placed_by: "murmur2", placed_by_basis: "sample" });
    expect(rows[5]).toMatchObject({
      reason: "this login is not allowed to read it",
      recommended_partitions: "",
    });
  });

  it("sum up what was found", () => {
    const stats = Object.fromEntries(
      csvRows(summaryCsv(outcomes[0] as ClusterResult)).map(({ stat, value }) => [stat, value]),
    );
    const rows = csvRows(detailCsv(outcomes[0] as ClusterResult));
    const sum = (name: string) => rows.reduce((all, row) => all + Number(row[name]), 0);
    expect(stats).toMatchObject({
      total_topics: "8",
      active_topic_count: "6",
      total_partitions: String(sum("number_of_partitions")),
      total_recommended_partitions: String(sum("recommended_partitions")),
      active_total_partition_count: String(sum("number_of_partitions") - 24),
      failed_topic_count: "1",
    });
    expect(Number(stats.total_records)).toBe(sum("number_of_records"));
    const growth = sum("recommended_partitions") / (sum("number_of_partitions") - 24) - 1;
    expect(Number(stats.percentage_increase) / 100).toBeCloseTo(Math.max(0, growth), 10);
    expect(Number(stats.percentage_decrease) / 100).toBeCloseTo(Math.max(0, -growth), 10);
  });

  it("name the method as the Python tool does", () => {
    expect(csvRows(detailCsv(metered))[0]?.method).toBe("metrics_api");
    expect(summaryCsv(metered)).toContain("\nmethod,metrics_api\n");
  });

  const expectHarmless = (text: string) => {
    const [cluster] = withText(text) as [ClusterResult];
    const rows = csvRows(detailCsv(cluster));
    expect(rows).toHaveLength(cluster.topics.length);
    const cells = [...rows, ...csvRows(summaryCsv(cluster))].flatMap((row) => Object.values(row));
    for (const cell of cells) expect(cell).not.toMatch(/^[\t\r\n=+@＝＋－＠]|^-(?![\d.]+$)/);
    expect(detailCsv(cluster) + summaryCsv(cluster)).not.toMatch(RAW);
  };
  it.each([...HOSTILE, "-1+cmd", "@SUM(A1)", "\t=1"])("have no formula: %j", expectHarmless);
  it("have none, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 50 });
  });
});

it("a topic with the same keys and as many partitions is named as what may be joined", () => {
  const text = renderRecommendation(recommendText, known);
  expect(text.replace(/\s+/g, " ")).toMatch(/orders: It has the same frequent keys .* as payments/);
  const names = (resultOf([]).topics[0] as { topic: string }).topic;
  expect(names).toBe("secret");
});
