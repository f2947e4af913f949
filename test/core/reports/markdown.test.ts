import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { markdownReport } from "#core/reports/markdown.ts";
import type { ReportOptions } from "#core/reports/report.ts";
import {
  changed,
  failing,
  GOLDEN,
  passing,
  remapped,
  warned,
} from "../../support/example-topics.ts";
import { allOf, linkedByGitHub, rendered, structure, textOf } from "../../support/gfm.ts";
import { HOSTILE, hostileText, keysShownAs, named, RAW } from "../../support/hostile.ts";
import { type Counted, judgeKeys, numbered } from "../../support/judge-keys.ts";
import { gateResult, render } from "../../support/report.ts";

const MAX_CHARACTERS = 60_000;
const report = (topics: readonly TopicResult[], options: Partial<ReportOptions> = {}) =>
  render(markdownReport, topics, { showKeys: "full", ...options });

type Page = ReturnType<typeof rendered>;

/** Each row of each table has as many cells as the table's head. */
function expectWholeTables(page: Page): void {
  for (const table of allOf(page, "table")) {
    const columns = allOf(table, "th").length;
    const [, ...rows] = allOf(table, "tr");
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(allOf(row, "td"), textOf(row)).toHaveLength(columns);
  }
}

describe("the Markdown report", () => {
  it.each(GOLDEN)("is as in golden/: %s", async (name, topics) => {
    await expect(report(topics)).toMatchFileSnapshot(`golden/${name}.md`);
  });

  it.each(GOLDEN)("is shown by GitHub as meant: %s", (_, topics) => {
    const text = report(topics);
    const page = rendered(text);
    const broken = topics.filter(({ verdict }) => verdict !== "pass");
    expect(allOf(page, "h2")).toHaveLength(1);
    expect(allOf(page, "h3").map(textOf)).toEqual(
      broken.map(({ contract }) => expect.stringContaining(contract.topic)),
    );
    expect(allOf(page, "table").length).toBeGreaterThanOrEqual(topics.length);
    expectWholeTables(page);
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("shows no key that is not to be shown", () => {
    for (const showKeys of ["hash", "none"] as const) {
      const text = render(markdownReport, [changed], { showKeys });
      expect(text).not.toContain("hot</code>");
    }
  });

  it("says the hint only where keys are", () => {
    const hint = "Keys are hashed here.";
    expect(report([failing], { hint })).toContain(`<sub>${hint}</sub>`);
    expect(report([passing], { hint })).not.toContain(hint);
  });
});

describe("Markdown of text from outside", () => {
  /** With this text wherever a topic, a path or a key can be. */
  function written(text: string): string {
    const topics = [failing, warned, changed, remapped, passing].map((one) => named(one, text));
    const options = { color: false, width: 80, version: "1.2.3" };
    return markdownReport(gateResult(topics), { ...options, ...keysShownAs(text) });
  }

  /** The elements; code may have spans around what GitHub would link. */
  const shape = (page: Page) => structure(page).replaceAll("span()", "");
  const harmless = shape(rendered(written("x")));

  function expectPlain(text: string): void {
    const markdown = written(text);
    const page = rendered(markdown);
    expect(markdown).not.toMatch(RAW);
    expect(shape(page)).toBe(harmless);
    expect(linkedByGitHub(page)).toEqual([]);
    for (const tag of ["a", "img", "h1", "script"]) expect(allOf(page, tag)).toEqual([]);
    expectWholeTables(page);
  }

  it.each(HOSTILE)("adds nothing but text: %j", expectPlain);

  it("adds nothing but text, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectPlain), { numRuns: 20 });
  });

  it("is read as it was, where it is of printable characters", () => {
    const text = 'a@b.co <b> & "q" | `c` \\ *d* #1 http://x.y [z](w)';
    const codes = allOf(rendered(written(text)), "code").map(textOf);
    expect(codes.filter((code) => code === text).length).toBeGreaterThan(10);
  });

  it("is judged by a test that sees links and people", () => {
    const seen = (markdown: string) => linkedByGitHub(rendered(markdown));
    expect(seen("see <code>a&#64;b.co</code>")).toEqual(["a@b.co"]);
    expect(seen("thanks &#64;octocat, #5")).toEqual([" @octocat", " #5"]);
    expect(seen("`a@b.co`")).toEqual(["a@b.co"]);
  });
});

describe("a comment is no longer than GitHub takes", () => {
  const expectShort = (text: string) => {
    expect(text.length).toBeLessThanOrEqual(MAX_CHARACTERS);
    expect(text).toContain("Some details are left out");
    const page = rendered(text);
    expectWholeTables(page);
    expect(linkedByGitHub(page)).toEqual([]);
  };
  const copies = (count: number, kinds: readonly TopicResult[]) =>
    Array.from({ length: count }, (_, i) => {
      const topic = kinds[i % kinds.length] as TopicResult;
      return { ...topic, contract: { ...topic.contract, topic: `topic-${i}` } };
    });

  it("for 10,000 topics, those that are broken first", () => {
    const text = report(copies(10_000, [passing, passing, warned, passing]));
    expectShort(text);
    expect(text).toContain("10,000 topics");
    expect(text).toMatch(/… and [\d,]+ more topics\./);
    expect(text.indexOf("topic-2<")).toBeLessThan(text.indexOf("more topics"));
  });

  it("for 500 failing topics with 10 hostile keys each", () => {
    const keys = Array.from({ length: 10 }, (_, i): Counted => {
      return [`${"<@|`*_~&>#".repeat(7).slice(0, 63)}${i}`, 900 - i];
    });
    const topic = judgeKeys({ partitions: 48, max_partition_share: 0.03 }, [
      ...keys,
      ...numbered(400),
    ]);
    expectShort(report(copies(500, [topic])));
  });

  it("for one topic it is whole", () => {
    expect(report([failing])).not.toContain("left out here");
  });
});
