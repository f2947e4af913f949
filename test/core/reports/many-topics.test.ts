import { describe, expect, it } from "vitest";
import { markdownReport } from "#core/reports/markdown.ts";
import { textReport } from "#core/reports/text.ts";
import { judgeKeys, numbered } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";

const fields = { partitions: 6, max_partition_share: 0.4, max_gini: 0.3 };
const passing = (i: number) => judgeKeys({ ...fields, topic: `team-${i}.holding` }, numbered(600));
const broken = judgeKeys({ ...fields, topic: "hot" }, [...numbered(60), ["hot", 600]]);

/** One broken topic among many, in the middle. */
const many = (count: number) => {
  const all = Array.from({ length: count }, (_, i) => passing(i));
  return [...all.slice(0, count / 2), broken, ...all.slice(count / 2)];
};

describe("the text on many topics", () => {
  it("has a line for each that passes, the broken one in full at the end, and a summary", () => {
    const lines = render(textReport, many(300)).trimEnd().split("\n");
    expect(
      lines.slice(0, 300).every((line) => /^✓ team-\d+\.holding +\d.* % ≤ 40 % +Gini 0/.test(line)),
    ).toBe(true);
    expect(lines.findIndex((line) => line.startsWith("✗ hot: contract broken"))).toBe(301);
    expect(lines.at(-2)).toMatch(/^✗ hot {2}max_partition_share 9\d(\.\d)? % > 40 %, max_gini$/);
    expect(lines.at(-1)).toBe("301 topics: 300 passing, 1 broken");
    expect(lines.length).toBeLessThan(360);
  });

  it("is whole for up to five, in the contract's order", () => {
    const lines = render(textReport, many(4)).split("\n");
    expect(lines.filter((line) => /^[✓✗] /.test(line)).map((line) => line.slice(0, 8))).toEqual([
      "✓ team-0",
      "✓ team-1",
      "✗ hot: c",
      "✓ team-2",
      "✓ team-3",
    ]);
  });
});

describe("a comment on many topics", () => {
  it.each([2, 110, 150, 300, 1000])(
    "has advice, chart and keys of a broken one beside %d others",
    (count) => {
      const text = render(markdownReport, many(count));
      expect(text.length).toBeLessThanOrEqual(60_000);
      for (const part of ["**What helps**", "<summary>Partitions</summary>", "Hottest keys"]) {
        expect(text).toContain(part);
      }
      expect(text).toContain(`topics: 1 broken, ${count} passing.`);
    },
  );
});
