import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { analysisMarkdown } from "#live/core/analysis/reports/markdown.ts";
import {
  ANALYSES,
  broken,
  renderAnalysis,
  sound,
  wide,
  withText,
} from "../../../../support/analyses.ts";
import { allOf, linkedByGitHub, rendered, structure, textOf } from "../../../../support/gfm.ts";
import { HOSTILE, hostileText, RAW } from "../../../../support/hostile.ts";

const report = (analysis: typeof sound) => renderAnalysis(analysisMarkdown, analysis);

describe("the Markdown report of an analysis", () => {
  it.each(["sound", "broken"])("is as in golden/: %s", async (name) => {
    const analysis = ANALYSES[name] ?? sound;
    await expect(report(analysis)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  it.each(Object.keys(ANALYSES))("is shown by GitHub as meant: %s", (name) => {
    const text = report(ANALYSES[name] ?? sound);
    const page = rendered(text);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(allOf(page, "h2").length).toBe(ANALYSES[name]?.gate === undefined ? 1 : 2);
    const tables = allOf(page, "table");
    expect(tables.length).toBeGreaterThanOrEqual(3);
    for (const table of tables) {
      const columns = allOf(table, "th").length;
      const [, ...rows] = allOf(table, "tr");
      for (const row of rows) expect(allOf(row, "td"), textOf(row)).toHaveLength(columns);
    }
    expect(linkedByGitHub(page)).toEqual([]);
  });

  it("fits into a comment, with the most partitions and patterns too", () => {
    const [pattern] = sound.patterns;
    const patterns = Array.from({ length: 5000 }, () => pattern).filter((one) => one !== undefined);
    const text = report({ ...wide, patterns, gate: broken.gate });
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain("The 100 hottest of 5,000 partitions");
    expect(text).toContain("The 100 most frequent of 5,000 patterns.");
  });
});

describe("Markdown of what comes from outside", () => {
  /** The elements; code may have spans around what GitHub would link. */
  const shape = (page: ReturnType<typeof rendered>) => structure(page).replaceAll("span()", "");
  const harmless = shape(rendered(report(withText(broken, "x"))));

  function expectPlain(text: string): void {
    const markdown = report(withText(broken, text));
    const page = rendered(markdown);
    expect(markdown).not.toMatch(RAW);
    expect(shape(page)).toBe(harmless);
    expect(linkedByGitHub(page)).toEqual([]);
    for (const tag of ["a", "img", "h1", "script"]) expect(allOf(page, tag)).toEqual([]);
  }

  it.each(HOSTILE)("adds nothing but text: %j", expectPlain);

  it("adds nothing but text, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectPlain), { numRuns: 20 });
  });
});
