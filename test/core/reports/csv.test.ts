import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { csvReport } from "#core/reports/csv.ts";
import { failing, GOLDEN, passing, warned } from "../../support/example-topics.ts";
import { HOSTILE, hostileText, named, RAW } from "../../support/hostile.ts";
import { render } from "../../support/report.ts";

const report = (topics: readonly TopicResult[]) => render(csvReport, topics);

function rowsOf(topics: readonly TopicResult[]): Record<string, string>[] {
  return parse(report(topics), { columns: true, relax_quotes: false, skip_empty_lines: false });
}

describe("the CSV report", () => {
  it.each(GOLDEN)("is as in golden/: %s", async (name, topics) => {
    await expect(report(topics)).toMatchFileSnapshot(`golden/${name}.csv`);
  });

  it("has the records and the share of each partition of each topic", () => {
    const topics = [failing, warned, passing];
    const expected = topics.flatMap(({ contract, measures }) =>
      Array.from(measures.partitionCounts, (count, partition) => ({
        partition: String(partition),
        count: String(count),
        share: String(count / measures.placedRecords),
        topic: contract.topic,
      })),
    );
    expect(rowsOf(topics)).toEqual(expected);
  });
});

describe("CSV of topics from outside", () => {
  const counts = rowsOf([warned]).map(({ topic, ...row }) => row);

  function expectHarmless(text: string): void {
    const rows = rowsOf([named(warned, text)]);
    expect(rows.map(({ topic, ...row }) => row)).toEqual(counts);
    const [{ topic } = { topic: undefined }] = rows;
    // What a spreadsheet takes for a formula, the wide forms of East Asian keyboards included.
    expect(topic).not.toMatch(/^[\t\r\n=+\-@＝＋－＠]/);
    expect(report([named(warned, text)])).not.toMatch(RAW);
  }

  it.each([...HOSTILE, "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])(
    "adds no row and no formula: %j",
    expectHarmless,
  );

  it("adds none, whatever they are", () => {
    fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 100 });
  });

  it("keeps them as they are where they are plain text", () => {
    for (const text of ["orders", 'a "b", c', "a;b", "a=b", "Zürich 東京"]) {
      expect(rowsOf([named(warned, text)])[0]?.topic).toBe(text);
    }
  });
});
