import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { prometheusReport } from "#core/reports/prometheus.ts";
import { failing, GOLDEN, passing, warned } from "../../support/example-topics.ts";
import { HOSTILE, hostileText, named, RAW } from "../../support/hostile.ts";
import { render } from "../../support/report.ts";

const report = (topics: readonly TopicResult[]) => render(prometheusReport, topics);

interface Sample {
  readonly metric: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const LABEL = /(\w+)="((?:[^"\\\n]|\\["\\n])*)"/g;
const LINE = /^(\w+)\{((?:\w+="(?:[^"\\\n]|\\["\\n])*",?)*)\} (\S+)$/;

/** The samples, by the words of Prometheus's exposition formats; throws for any other line. */
function samplesOf(text: string): Sample[] {
  const lines = text.split("\n").filter((line) => !line.startsWith("#") && line !== "");
  return lines.map((line) => {
    const [, metric, labels = "", value] = LINE.exec(line) ?? [];
    if (metric === undefined) throw new Error(`no sample: ${line}`);
    const pairs = [...labels.matchAll(LABEL)].map(([, name, raw = ""]) => {
      return [name, raw.replace(/\\(.)/g, (_, one) => (one === "n" ? "\n" : one))];
    });
    return { metric, labels: Object.fromEntries(pairs), value: Number(value) };
  });
}

function valuesOf(samples: readonly Sample[], metric: string, labels: object): number[] {
  const fitting = samples.filter(
    (one) =>
      one.metric === `skew_contract_${metric}` &&
      JSON.stringify(one.labels) === JSON.stringify(labels),
  );
  return fitting.map(({ value }) => value);
}

describe("the report as Prometheus's metrics", () => {
  it.each(GOLDEN)("is as in golden/: %s", async (name, topics) => {
    await expect(report(topics)).toMatchFileSnapshot(`golden/${name}.prom`);
  });

  it("has what was measured, each limit, and which rule is broken", () => {
    const samples = samplesOf(report([passing, warned, failing]));
    for (const { contract, measures } of [passing, warned, failing]) {
      const labels = { topic: contract.topic };
      expect(valuesOf(samples, "gini_ratio", labels)).toEqual([measures.gini]);
      expect(valuesOf(samples, "unique_keys", labels)).toEqual([measures.uniqueKeys]);
    }
    const rule = { topic: "user-events", rule: "max_gini" };
    expect(valuesOf(samples, "limit", rule)).toEqual([0.15]);
    expect(valuesOf(samples, "rule_broken", rule)).toEqual([1]);
    expect(valuesOf(samples, "rule_broken", { ...rule, topic: "payments" })).toEqual([0]);
    expect(valuesOf(samples, "holds", { topic: "user-events" })).toEqual([0]);
    expect(valuesOf(samples, "holds", { topic: "orders" })).toEqual([1]);
    expect(valuesOf(samples, "max_consumer_share_ratio", { topic: "orders" })).toEqual([]);
  });

  it("has the lines of a metric together, under one TYPE", () => {
    const lines = report([passing, failing]).trimEnd().split("\n");
    const metrics = lines.map((line) => /(?:# \w+ )?(\w+)/.exec(line)?.[1]);
    const changes = metrics.filter((metric, i) => metric !== metrics[i - 1]);
    expect(new Set(changes).size).toBe(changes.length);
    expect(lines.filter((line) => line.startsWith("# TYPE"))).toHaveLength(changes.length);
  });
});

describe("metrics of topics from outside", () => {
  const shape = samplesOf(report([failing])).map(({ metric, value }) => [metric, value]);

  function expectHarmless(text: string): void {
    const written = report([named(failing, text)]);
    const samples = samplesOf(written);
    expect(samples.map(({ metric, value }) => [metric, value])).toEqual(shape);
    expect(new Set(samples.map(({ labels }) => labels.topic)).size).toBe(1);
    expect(written).not.toMatch(RAW);
  }

  it.each(HOSTILE)("add no sample: %j", expectHarmless);

  it("add none, whatever they are", () => {
    fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 100 });
  });

  it("have the name that Kafka knows, so that they match other exporters' metrics", () => {
    const kafkaName = fc.stringMatching(/^[a-zA-Z0-9._-]{1,249}$/);
    fc.assert(
      fc.property(kafkaName, (topic) => {
        const [sample] = samplesOf(report([named(failing, topic)]));
        expect(sample?.labels.topic).toBe(topic);
      }),
    );
  });

  it("stay apart where only what is escaped tells them apart", () => {
    const topics = ["a\u202eb", "a\\u{202e}b", "a\\\\u{202e}b"];
    const samples = samplesOf(report(topics.map((topic) => named(failing, topic))));
    expect(new Set(samples.map(({ labels }) => labels.topic)).size).toBe(3);
  });
});
