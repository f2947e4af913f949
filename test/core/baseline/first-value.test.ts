import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { htmlReport } from "#core/reports/html.ts";
import { keyDisplay } from "#core/reports/key-display.ts";
import { markdownReport } from "#core/reports/markdown.ts";
import { parseReport } from "#core/reports/parse-report.ts";
import { textReport } from "#core/reports/text.ts";
import { type TopicReport, topicReport } from "#core/reports/topic-report.ts";
import { type Counted, numbered, tableOf } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

const FIELDS = { topic: "t", partitions: 8, max_key_share: 0.1 } as const;
const OTHERS = numbered(20_000);
const displayKey = keyDisplay("none");

/** A report of these keys beside an earlier report, as JSON would carry it. */
function report(keys: Iterable<Counted>, earlier?: TopicReport, fields: object = {}): TopicReport {
  const before = earlier && baselineOfReport(earlier, "string");
  const result = judge(contractFromFields({ ...FIELDS, ...fields }), tableOf(keys), { before });
  const text = JSON.stringify(topicReport(result, displayKey));
  expectReport(`{"version":1,"verdict":"pass","topics":[${text}]}`);
  return parseReport(text)[0] as TopicReport;
}

const withShare = (share: number): Counted[] => [
  ["hot", Math.round((OTHERS.length * share) / (1 - share))],
  ...OTHERS,
];
const standing = ({ violations }: TopicReport) => violations[0]?.standing;

describe("a known breach is compared with its first value", () => {
  it("so that 39 steps of 4.8 % are worse as soon as they add up to more than the tolerance", () => {
    const standings: unknown[] = [];
    let share = 0.129;
    let latest = report(withShare(share));
    const first = latest.violations[0]?.actual;
    for (let step = 0; step < 39; step++) {
      share = Math.min(0.9, share * 1.048);
      latest = report(withShare(share), latest);
      standings.push(standing(latest));
      expect(latest.violations[0]?.first?.actual).toBe(first);
    }
    // √(0.112·2/23,000)·3.09 is 0.0096: from 0.129 to 0.1386, and 0.1456 with 5 %.
    expect(standings).toEqual(["known", "known", ...Array(37).fill("worse")]);
  });

  it("which text, Markdown and HTML show where it is another than the baseline's", () => {
    const second = report(withShare(0.202), report(withShare(0.2)));
    const before = baselineOfReport(second, "string");
    const result = judge(contractFromFields(FIELDS), tableOf(withShare(0.204)), { before });
    expect(render(textReport, [result])).toContain("(was 20.2 %, known, first 20 %)");
    expect(render(markdownReport, [result])).toContain("broken before, no worse, first 20 %");
    expect(render(htmlReport, [result])).toContain("20.2 %<br><small>up 1 %, first 20 %</small>");
    const same = judge(contractFromFields(FIELDS), tableOf(withShare(0.2)), {
      before: baselineOfReport(report(withShare(0.2)), "string"),
    });
    for (const form of [textReport, markdownReport, htmlReport]) {
      expect(render(form, [same])).not.toContain("first 20 %");
    }
  });

  it("until it is clearly better", () => {
    const better = report(withShare(0.2), report(withShare(0.3)));
    expect(better.violations[0]).toMatchObject({ standing: "known" });
    expect(better.violations[0]).not.toHaveProperty("first");
    expect(standing(report(withShare(0.25), better))).toBe("worse");
    const hardly = report(withShare(0.295), report(withShare(0.3)));
    expect(hardly.violations[0]?.first?.actual).toBeCloseTo(0.3, 4);
  });

  it("but for reports of earlier releases, which have neither it nor the sample's facts", () => {
    const { squared_key_shares: _, ...old } = report(withShare(0.2));
    expect(standing(report(withShare(0.209), old))).toBe("known");
    expect(standing(report(withShare(0.211), old))).toBe("worse");
    expect(report(withShare(0.211), old).violations[0]).not.toHaveProperty("first");
  });
});
