import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysisText } from "#live/core/analysis/reports/text.ts";
import {
  ANALYSES,
  analysisOf,
  broken,
  empty,
  keyless,
  random,
  renderAnalysis,
  single,
  sound,
  wide,
  withText,
} from "../../../../support/analyses.ts";
import { HOSTILE, hostileText, RAW } from "../../../../support/hostile.ts";
import { planOf } from "../../../../support/plans.ts";

const report = (analysis: typeof sound) => renderAnalysis(analysisText, analysis);
const firstLine = (analysis: typeof sound) => report(analysis).split("\n")[0];

describe("the text report of an analysis", () => {
  it.each(["sound", "broken", "keyless"])("is as in golden/: %s", async (name) => {
    const analysis = ANALYSES[name] ?? sound;
    await expect(report(analysis)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it("says the outcome first", () => {
    expect(firstLine(sound)).toContain(
      "✓ skew-contract-analyze-00: all 2,000 keyed records are in the partitions that murmur2 predicts",
    );
    expect(firstLine(broken)).toMatch(
      /^✗ .*: not as expected: 10 records not delivered; 5 records/,
    );
    expect(firstLine(random)).toContain("every record was found; keys do not decide the partition");
    expect(firstLine(empty)).toContain("none has a key that decides");
    const one = analysisOf({ plan: planOf([["k", 1]]), partitions: 2 });
    expect(firstLine(one)).toContain(
      "the only keyed record is in the partition that murmur2 predicts",
    );
  });

  it("says that a contract is broken where the cluster did as expected", () => {
    const contract = { max_partition_share: 0.5, sample_size: 10 };
    const judged = analysisOf({ plan: planOf([["hot", 50]]), partitions: 3, contract });
    expect(firstLine(judged)).toMatch(/^✗ .*predicts, but the contract is broken$/);
    expect(report(judged)).toContain("contract broken, 1 rule");
  });

  it("says which partitioner explains what was seen", () => {
    expect(report(sound)).toContain("The partitions are exactly those of murmur2.");
    expect(report(broken)).toContain("The partitions are exactly those of crc32.");
    expect(report(random)).toContain(
      "No partitioner explains the partitions: keys did not decide them.",
    );
    const plan = planOf([
      ["a", 1],
      ["b", 1],
      ["d", 2],
    ]);
    const shifted = analysisOf({ plan, partitions: 1000, seenAt: () => 999 });
    expect(report(shifted)).toMatch(/the closest, [\w-]+,\s+differs for\s+100\s+%/);
  });

  it("folds 5,000 partitions, the hottest first", () => {
    const text = report(wide);
    expect(text.split("\n").length).toBeLessThan(85);
    expect(text).toContain("The 24 hottest of 5,000 partitions; the others have");
    const [, rows = ""] = /partition +actual.*\n([\s\S]*?)\n\s*The 24 hottest/.exec(text) ?? [];
    const actual = rows.split("\n").map((row) => Number(row.trim().split(/\s+/)[1]));
    expect(actual).toHaveLength(24);
    expect(actual).toEqual([...actual].sort((a, b) => b - a));
  });

  it("keeps within the terminal's width, bars too", () => {
    for (const width of [60, 80, 120]) {
      const lines = renderAnalysis(analysisText, sound, { width }).split("\n");
      const bars = lines.filter((line) => line.includes("█"));
      expect(bars).toHaveLength(6);
      expect(Math.max(...bars.map((line) => line.length))).toBeLessThanOrEqual(width);
    }
  });

  it("has colours only where they are wanted", () => {
    expect(report(broken)).not.toContain("\u001b");
    expect(renderAnalysis(analysisText, broken, { color: true })).toContain("\u001b[31m✗");
  });

  it.each(Object.keys(ANALYSES))("has only numbers, and no key: %s", (name) => {
    const text = report(ANALYSES[name] ?? sound);
    expect(text).not.toMatch(/NaN|Infinity|undefined|null/);
    expect(text).not.toMatch(/user-\d|cold-key-\d/);
  });

  it("says where one partition makes everything the same", () => {
    expect(report(single)).toMatch(
      /exactly those of murmur2, murmur2-unsigned, [\s\S]* and\s+kafkajs-legacy\./,
    );
  });

  it("says what is in no theory", () => {
    expect(report(keyless)).toContain("50 records without a key that decides the partition");
    expect(report(sound)).not.toContain("without a key that decides");
  });
});

describe("text of what comes from outside", () => {
  function expectPlain(text: string): void {
    for (const analysis of [sound, broken]) {
      const shown = report(withText(analysis, text));
      expect(shown).not.toMatch(RAW);
      expect(shown).not.toMatch(/^\s*::|##\[/m);
      expect(shown.split("\n").length).toBeLessThan(report(analysis).split("\n").length + 40);
    }
  }

  it.each(HOSTILE)("moves no cursor and gives no command: %j", expectPlain);

  it("does neither, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectPlain), { numRuns: 50 });
  });
});
