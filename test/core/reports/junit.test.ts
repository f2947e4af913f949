import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { TopicResult } from "#core/judge.ts";
import { junitReport } from "#core/reports/junit.ts";
import { changed, failing, GOLDEN, passing, warned } from "../../support/example-topics.ts";
import { HOSTILE, hostileText, keysShownAs, named, RAW } from "../../support/hostile.ts";
import { judgeKeys, numbered } from "../../support/judge-keys.ts";
import { gateResult, PLACE, render } from "../../support/report.ts";

const schema = readFileSync(new URL("../../../fixtures/junit/junit.xsd", import.meta.url), "utf8");
const report = (topics: readonly TopicResult[]) => render(junitReport, topics);

/** What libxml2 has against these documents; empty where it has nothing. */
async function problemsOf(...documents: readonly string[]): Promise<string[]> {
  const xml = documents.map((contents, i) => ({ fileName: `${i}.xml`, contents }));
  const { valid, errors } = await validateXML({ xml, schema, maxMemoryPages: 4096 });
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage);
}

describe("the JUnit report", () => {
  it.each(GOLDEN)("is as in golden/: %s", async (name, topics) => {
    await expect(report(topics)).toMatchFileSnapshot(`golden/${name}.junit.xml`);
  });

  it("is what its schema wants", async () => {
    const unchecked = judgeKeys({ topic: "logs", partitions: 6 }, numbered(60));
    const topics = [...GOLDEN.map(([, some]) => some), [unchecked]];
    expect(await problemsOf(...topics.map(report))).toEqual([]);
  });

  it("is judged by a schema that refuses what is none", async () => {
    const text = report([failing]);
    const broken = [
      text.replace(/ tests="\d+"/, ""),
      text.replace("</testsuites>", ""),
      text.replace(/<failure/, "<failed").replace("</failure", "</failed"),
      text.replace("records", "\u0008"),
    ];
    for (const one of broken) expect(await problemsOf(one)).not.toEqual([]);
  });

  it("has a case for each rule that is checked, and counts those that fail", () => {
    const text = report([failing, warned, passing]);
    const counts = [...text.matchAll(/tests="(\d+)" failures="(\d+)"/g)].map(([, ...two]) => two);
    expect(counts).toEqual([
      ["10", "3"],
      ["4", "3"],
      ["1", "0"],
      ["5", "0"],
    ]);
    expect(text.match(/<testcase /g)).toHaveLength(10);
    expect(text.match(/<failure /g)).toHaveLength(3);
    expect(text.match(/<system-out>warning: /g)).toHaveLength(1);
  });

  it("fails only what breaks the contract beside what was before", () => {
    const topic = { ...changed, contract: { ...changed.contract, failOn: "new" as const } };
    expect(report([changed]).match(/<failure /g)).toHaveLength(5);
    expect(report([topic]).match(/<failure /g)).toHaveLength(3);
  });
});

describe("JUnit's XML of text from outside", () => {
  /** With this text wherever a topic, a path, a key or a message can be. */
  function written(text: string): string {
    const topics = [failing, warned, passing].map((one) => ({
      ...named(one, text),
      findings: one.findings.map((finding) => ({ ...finding, message: `${text}.` })),
    }));
    const result = { ...gateResult(topics), placeOf: () => ({ ...PLACE, file: text }) };
    const options = { color: false, width: 80, version: "1.2.3" };
    return junitReport(result, { ...options, ...keysShownAs(text) });
  }
  const tagsOf = (xml: string) => xml.replace(/"[^"]*"/g, '""').match(/<[^>]*>/g);
  const harmless = tagsOf(written("x"));

  it.each(HOSTILE)("adds no element and no character that XML forbids: %j", (text) => {
    expect(tagsOf(written(text))).toEqual(harmless);
    expect(written(text)).not.toMatch(RAW);
  });

  it("is what its schema wants", async () => {
    expect(await problemsOf(...HOSTILE.map(written))).toEqual([]);
  });

  it("is what its schema wants, whatever the text", async () => {
    const texts = fc.sample(hostileText, 100);
    const documents = texts.map(written);
    for (const one of documents) expect(tagsOf(one)).toEqual(harmless);
    expect(await problemsOf(...documents), JSON.stringify(texts)).toEqual([]);
  });
});
