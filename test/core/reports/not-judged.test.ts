import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { reports } from "#core/reports/index.ts";
import { gate, type TopicContractFields } from "#doors/library/gate.ts";
import { judgeKeys, numbered } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

const SENTENCE = "min_known_keys was not judged: there are no earlier keys to compare with. See ";
const FIELDS = { topic: "users", partitions: 6, min_known_keys: 0.9 } as const;
const holding = judgeKeys({ ...FIELDS, max_gini: 0.5 }, numbered(600));
const broken = judgeKeys({ ...FIELDS, max_gini: 0.0001 }, numbered(600));

async function report(name: keyof typeof reports, results = [holding]): Promise<string> {
  return render(await reports[name].load(), results, { width: 0 });
}

describe("a rule that could not be judged", () => {
  it("is a line of the text, and its topic is not said to hold without it", async () => {
    for (const result of [holding, broken]) {
      const text = await report("text", [result]);
      expect(text).toMatch(/^ {2}– min_known_keys +≥ 90 % +not judged$/m);
      expect(text.replace(/\s+/g, " ")).toContain(SENTENCE);
    }
    expect(await report("text")).toMatch(/^✓ users: the contract holds, 1 rule not judged$/m);
  });

  it("is a row of Markdown and HTML, which folded topics name too", async () => {
    const markdown = await report("markdown");
    expect(markdown).toContain("➖ `min_known_keys` | ≥ 90 % | not judged");
    expect(markdown).toContain("</code>: 1 rule not judged</summary>");
    const page = await report("html");
    expect(page.replaceAll("<wbr>", "")).toMatch(/min_known_keys<\/code>.*Not judged.*≥ 90 %/);
    expect(page).toContain("Its rule holds. Not judged: 1 rule.");
  });

  it("is a skipped test case of JUnit, as its schema wants it", async () => {
    const contents = await report("junit", [holding, broken]);
    expect(contents).toContain(`<testsuites name="skew-contract" tests="4" failures="1"`);
    expect(
      contents.match(/<skipped\/>\s+<system-out>min_known_keys was not judged: /g),
    ).toHaveLength(2);
    const file = new URL("../../../fixtures/junit/junit.xsd", import.meta.url);
    const xml = { fileName: "report.xml", contents };
    const { errors } = await validateXML({ xml, schema: readFileSync(file, "utf8") });
    expect(errors).toEqual([]);
  });

  it("is a notice at its place in a workflow, and a notification of SARIF", async () => {
    expect(await report("github")).toMatch(
      /^::notice file=config\/skew_contract.yml,.*title=users%3A min_known_keys::min_known_keys was not/,
    );
    const { runs } = JSON.parse(await report("sarif"));
    expect(runs[0].results).toEqual([]);
    expect(runs[0].invocations[0].toolExecutionNotifications).toMatchObject([
      { level: "warning", associatedRule: { id: "min_known_keys" } },
    ]);
  });

  it("is a metric, and a field of the JSON report", async () => {
    expect(await report("prometheus")).toContain(
      'skew_contract_rule_not_judged{topic="users",rule="min_known_keys"} 1\n',
    );
    const json = await report("json");
    expectReport(json);
    expect(JSON.parse(json).topics[0].not_judged).toEqual([
      {
        rule: "min_known_keys",
        limit: 0.9,
        reason: expect.stringMatching(/^There are no earlier/),
      },
    ]);
  });

  it("is a finding of the rule confidence, if that is on", () => {
    const severity = { confidence: "error" } as const;
    const keys = numbered(600).map(([key]) => key as string);
    const judged = (fields: Partial<TopicContractFields>, options = {}) =>
      gate({ ...FIELDS, severity, ...fields }, keys, options);
    expect(judged({})).toMatchObject({
      verdict: "fail",
      violations: [{ rule: "confidence", actual: 1, message: expect.stringContaining("earlier") }],
    });
    expect(judged({}, { baseline: keys })).toMatchObject({ verdict: "pass", violations: [] });
    const off = judged({ severity: { ...severity, min_known_keys: "off" } });
    expect(off.verdict).toBe("pass");
    expect(off).not.toHaveProperty("not_judged");
  });

  it("has none of this said where it was judged", async () => {
    const { not_judged } = gate(FIELDS, ["a", "b"], { baseline: ["a", "b"] });
    expect(not_judged).toBeUndefined();
  });
});
