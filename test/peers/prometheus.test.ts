import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { prometheusReport } from "#core/reports/prometheus.ts";
import { failing, GOLDEN } from "../support/example-topics.ts";
import { HOSTILE, hostileText, named } from "../support/hostile.ts";
import { checkMetrics, hasPromtool } from "../support/prometheus.ts";
import { render } from "../support/report.ts";

const report = (topics: readonly TopicResult[]) => render(prometheusReport, topics);

describe.skipIf(!hasPromtool).concurrent("Prometheus accepts", () => {
  it.each(GOLDEN)("the metrics: %s", async (_, topics) => {
    expect(await checkMetrics(report(topics))).toBe("");
  });

  it("those of topics with any names", async () => {
    const texts = [...HOSTILE, ...fc.sample(hostileText, 100)];
    const topics = [...new Set(texts)].map((text) => named(failing, text));
    expect(await checkMetrics(report(topics)), JSON.stringify(texts)).toBe("");
  });

  it("not what is none, which these tests would see", async () => {
    const text = report([failing]);
    await expect(checkMetrics(text.replace('topic="', 'topic="a\nb'))).rejects.toThrow("promtool");
    await expect(checkMetrics(`${text}${text}`)).rejects.toThrow("promtool");
  });
});
