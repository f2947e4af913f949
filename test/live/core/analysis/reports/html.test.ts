import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysisHtml } from "#live/core/analysis/reports/page.ts";
import {
  ANALYSES,
  broken,
  random,
  renderAnalysis,
  sound,
  wide,
  withText,
} from "../../../../support/analyses.ts";
import { HOSTILE, hostileText, RAW } from "../../../../support/hostile.ts";

const report = (analysis: typeof sound) => renderAnalysis(analysisHtml, analysis);
const tagsOf = (text: string) => text.match(/<[^>]*>/g) ?? [];
const countOf = (text: string, part: string) => text.split(part).length - 1;

describe("the HTML report of an analysis", () => {
  it("says the outcome in its heading, and draws what is there and each strategy", () => {
    const text = report(sound);
    expect(text).toContain("<title>Key distribution: skew-contract-analyze-00</title>");
    expect(text).toContain("All 2,000 keyed records are in the partitions that murmur2 predicts.");
    expect(countOf(text, 'class="chart"')).toBe(6);
    expect(text).toContain("The partitions are exactly those of murmur2.");
    // Where murmur2 puts them is marked across the columns; without one there is nothing to mark.
    expect(countOf(text, 'class="tick"')).toBe(1);
    expect(countOf(report(random), 'class="tick"')).toBe(0);
    expect(report(broken)).toContain("The partitions are exactly those of crc32.");
  });

  it("brings the contract's verdict where one was given", () => {
    expect(report(broken)).toMatch(/Broken<\/span>/);
    expect(report(sound)).not.toContain("Broken</span>");
  });

  it.each(Object.keys(ANALYSES))("has only numbers, and ids once each: %s", (name) => {
    const text = report(ANALYSES[name] ?? sound);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    const ids = [...text.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const named = [...text.matchAll(/aria-labelledby="([^"]*)"/g)].flatMap(([, names = ""]) =>
      names.split(" "),
    );
    expect(named).not.toEqual([]);
    expect(ids).toEqual(expect.arrayContaining(named));
  });

  it("runs nothing and asks for nothing", () => {
    const tags = tagsOf(report(broken)).join("\n");
    expect(tags).not.toMatch(/<script|\son\w+=|\sstyle=|\ssrc=/i);
    expect(report(broken).replaceAll("http://www.w3.org/2000/svg", "")).not.toMatch(/https?:/);
    expect(report(broken)).toContain("default-src &#39;none&#39;");
  });

  it("stays small for 5,000 partitions", () => {
    expect(report(wide).length).toBeLessThan(150_000);
    expect(report(wide)).toContain("The 200 hottest of 5,000 partitions");
  });
});

describe("HTML of what comes from outside", () => {
  const harmless = tagsOf(report(withText(broken, "x")));

  function expectPlain(text: string): void {
    const page = report(withText(broken, text));
    expect(tagsOf(page)).toEqual(harmless);
    expect(page).not.toMatch(RAW);
  }

  it.each(HOSTILE)("adds no tag: %j", expectPlain);

  it("adds none, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectPlain), { numRuns: 50 });
  });
});
