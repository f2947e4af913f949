import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Analysis } from "#live/core/analysis/analysis.ts";
import { analysisCsv } from "#live/core/analysis/reports/csv.ts";
import { ANALYSES, empty, renderAnalysis, sound, withText } from "../../../../support/analyses.ts";
import { HOSTILE, hostileText, RAW } from "../../../../support/hostile.ts";

const report = (analysis: Analysis) => renderAnalysis(analysisCsv, analysis);

function rowsOf(analysis: Analysis): Record<string, string>[] {
  return parse(report(analysis), { columns: true, relax_quotes: false, skip_empty_lines: false });
}

describe("the CSV report of an analysis", () => {
  it("is as in golden/", async () => {
    await expect(report(sound)).toMatchFileSnapshot("golden/sound.csv");
  });

  it.each(Object.keys(ANALYSES))("has a row for each partition of each view: %s", (name) => {
    const analysis = ANALYSES[name] ?? sound;
    const { partitioners, strategies, patterns } = analysis;
    const views = [
      ...[{ ...analysis.actual, view: "actual", name: "" }],
      ...partitioners.map((one) => ({ ...one, view: "partitioner", name: one.partitioner })),
      ...strategies.map((one) => ({ ...one, view: "strategy", name: one.strategy })),
      ...patterns.map((one) => ({ ...one, view: "pattern", name: one.pattern })),
    ];
    const expected = views.flatMap(({ view, name: title, loads }) => {
      const total = loads.reduce((sum, load) => sum + load, 0);
      return Array.from(loads, (load, partition) => ({
        view,
        name: title,
        partition: String(partition),
        records: String(load),
        share: String(total === 0 ? 0 : load / total),
      }));
    });
    expect(rowsOf(analysis)).toEqual(expected);
  });
});

describe("CSV of what comes from outside", () => {
  const numbers = (analysis: Analysis) => rowsOf(analysis).map(({ name, ...row }) => row);
  const expected = numbers(empty);

  function expectHarmless(text: string): void {
    const analysis = withText(empty, text);
    expect(numbers(analysis)).toEqual(expected);
    // What a spreadsheet takes for a formula.
    expect(expected).not.toEqual([]);
    for (const { name } of rowsOf(analysis)) expect(name).not.toMatch(/^[\t\r\n=+\-@＝＋－＠]/);
    expect(report(analysis)).not.toMatch(RAW);
  }

  it.each([...HOSTILE, "-1", "@SUM(A1)", "\t=1"])("adds no row, no formula: %j", expectHarmless);

  it("adds neither, whatever it is", () => {
    fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 100 });
  });
});
