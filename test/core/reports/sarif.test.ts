import fc from "fast-check";
import type { Log, Run } from "sarif";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import type { GateResult, ReportOptions } from "#core/reports/report.ts";
import { sarifReport } from "#core/reports/sarif.ts";
import { rules } from "#core/rules/index.ts";
import {
  changed,
  failing,
  GOLDEN,
  passing,
  remapped,
  warned,
} from "../../support/example-topics.ts";
import { sarifProblems } from "../../support/github-sarif.ts";
import { HOSTILE, hostileText, keysShownAs, named, RAW } from "../../support/hostile.ts";
import { gateResult, PLACE, render } from "../../support/report.ts";

const report = (topics: readonly TopicResult[], options: Partial<ReportOptions> = {}) =>
  render(sarifReport, topics, options);

function runOf(text: string): Run {
  const [run] = (JSON.parse(text) as Log).runs;
  return run as Run;
}

describe("the SARIF report", () => {
  it.each(GOLDEN)("is as in golden/: %s", async (name, topics) => {
    await expect(report(topics)).toMatchFileSnapshot(`golden/${name}.sarif`);
  });

  it.each(GOLDEN)("is what its schema and GitHub want: %s", (_, topics) => {
    expect(sarifProblems(JSON.parse(report(topics)))).toEqual([]);
  });

  it("is one run with all rules and no results where every rule holds", () => {
    const { results, tool } = runOf(report([passing]));
    expect(results).toEqual([]);
    expect(tool.driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  });

  it("has a result for each broken rule, with its severity", () => {
    const topics = [failing, warned, passing];
    const results = runOf(report(topics)).results?.map(({ ruleId, level }) => [ruleId, level]);
    const found = topics.flatMap(({ findings }) =>
      findings.map(({ rule, severity }) => [rule, severity]),
    );
    expect(results).toEqual(found);
  });

  it("points at the file that makes the key, as seen from the contract", () => {
    const [first] = runOf(report([changed])).results ?? [];
    expect(first?.relatedLocations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe(
      "config/src/clicks.ts",
    );
  });

  it.each([
    ["../src/key.ts", "src/key.ts"],
    ["./key 1#?.ts", "config/key%201%23%3F.ts"],
    ["..\\src\\key.ts", "src/key.ts"],
    ["../../outside.ts", undefined],
    ["../", undefined],
    ["/etc/passwd", undefined],
    ["\\\\server\\share\\key.ts", undefined],
    ["C:\\key.ts", undefined],
  ])("takes the key's source %s for %s", (keySource, uri) => {
    const topic = { ...failing, contract: { ...failing.contract, keySource } };
    const [first] = runOf(report([topic])).results ?? [];
    const [related] = first?.relatedLocations ?? [];
    expect(related?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  it("tells what is new, worse and as before", () => {
    const states = runOf(report([changed, remapped])).results?.map(
      ({ ruleId, baselineState }) => `${ruleId} ${baselineState}`,
    );
    expect(states).toEqual([
      "max_partition_share updated",
      "max_gini new",
      "max_key_share updated",
      "min_unique_keys unchanged",
      "sample_size unchanged",
      "remap new",
    ]);
  });

  it("has fingerprints by topic and rule, whatever was measured", () => {
    const prints = (topics: TopicResult[]) =>
      runOf(report(topics)).results?.map(({ partialFingerprints }) =>
        JSON.stringify(partialFingerprints),
      );
    expect(new Set(prints([failing, named(failing, "other"), warned])).size).toBe(7);
    const measuredElse = {
      ...failing,
      findings: failing.findings.map((one) => ({ ...one, actual: 1, message: "else" })),
    };
    expect(prints([measuredElse])).toEqual(prints([failing]));
  });

  it("ends its category with a slash, however it is written", () => {
    const idOf = (category: string) => runOf(report([], { category })).automationDetails?.id;
    expect(idOf("keys")).toBe("keys/");
    expect(idOf("keys/eu")).toBe("keys/eu/");
    expect(idOf("keys/")).toBe("keys/");
    expect(idOf("")).toBeUndefined();
  });

  it("has no more results than GitHub takes, errors first", () => {
    const { findings } = warned;
    const many = Array.from({ length: 9000 }, () => findings[0] as (typeof findings)[number]);
    const topics = [{ ...warned, findings: many }, { ...warned, findings: many }, failing];
    const text = report([...topics, { ...warned, findings: many }]);
    const log = JSON.parse(text) as Log;
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs[0]?.results?.filter(({ level }) => level === "error")).toHaveLength(3);
  });
});

describe("SARIF of text from outside", () => {
  it("makes no link in a message (SARIF 2.1.0, section 3.11.6)", () => {
    const [first] = runOf(report([named(failing, "[a](https://evil.example) \\")])).results ?? [];
    expect(first?.message.text).toMatch(/^\\\[a\\\]\(https:\/\/evil\.example\) \\\\: /);
  });

  /** With this text wherever a topic, a path, a key or a category can be. */
  function written(text: string): string {
    const topics = [named(failing, text), named(changed, text), named(passing, text)];
    const result: GateResult = {
      ...gateResult(topics),
      placeOf: () => ({ ...PLACE, file: `config/${text.replaceAll("/", "_")}` }),
    };
    const options = { color: false, width: 80, version: "1.2.3", category: text };
    return sarifReport(result, { ...options, ...keysShownAs(text) });
  }

  it.each(HOSTILE)("is what GitHub takes: %j", (text) => {
    expect(sarifProblems(JSON.parse(written(text)))).toEqual([]);
    expect(written(text)).not.toMatch(RAW);
  });

  it("is what GitHub takes, whatever the text", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const written_ = written(text);
        expect(sarifProblems(JSON.parse(written_))).toEqual([]);
        expect(written_).not.toMatch(RAW);
      }),
      { numRuns: 60 },
    );
  });
});
