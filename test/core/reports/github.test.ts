import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TopicResult } from "#core/judge.ts";
import { githubReport } from "#core/reports/github.ts";
import type { Place } from "#core/reports/report.ts";
import { changed, failing, GOLDEN, passing, warned } from "../../support/example-topics.ts";
import { HOSTILE, hostileText, keysShownAs, named, RAW } from "../../support/hostile.ts";
import { gateResult, PLACE, render } from "../../support/report.ts";
import { workflowCommands } from "../../support/workflow-commands.ts";

const report = (topics: readonly TopicResult[]) => render(githubReport, topics);
const commandsOf = (topics: readonly TopicResult[]) => workflowCommands(report(topics));
const copies = (count: number, topic: TopicResult) =>
  Array.from({ length: count }, (_, i) => ({
    ...topic,
    contract: { ...topic.contract, topic: `topic-${i}` },
  }));

/** The report where every field stands there. */
function placedAt(place: Place | undefined, topics: readonly TopicResult[]): string {
  const options = { color: false, width: 80, version: "1.2.3" };
  const result = { ...gateResult(topics), placeOf: () => place };
  return githubReport(result, { ...options, ...keysShownAs("key") });
}

describe("the report as workflow commands", () => {
  it.each(GOLDEN)("is as in golden/: %s", async (name, topics) => {
    await expect(report(topics)).toMatchFileSnapshot(`golden/${name}.github.txt`);
  });

  it("has a command for each broken rule, at its place in the contract", () => {
    const commands = commandsOf([failing, warned]);
    const { file, line, endLine, column, endColumn } = PLACE;
    expect(commands).toHaveLength(4);
    for (const [i, { rule, message }] of failing.findings.entries()) {
      const place = { file, line: `${line}`, endLine: `${endLine}`, col: `${column}` };
      expect(commands[i]).toEqual({
        name: "error",
        properties: { ...place, endColumn: `${endColumn}`, title: `user-events: ${rule}` },
        message,
      });
    }
    expect(commands[3]).toMatchObject({ name: "warning" });
  });

  it("is empty where every rule holds", () => {
    expect(report([passing])).toBe("");
  });

  it("has no columns for a place of several lines, which GitHub refuses", () => {
    const [command] = workflowCommands(placedAt({ ...PLACE, endLine: 9 }, [failing]));
    expect(Object.keys(command?.properties ?? {})).toEqual(["file", "line", "endLine", "title"]);
  });

  it("points nowhere where there is no file", () => {
    const [command] = workflowCommands(placedAt(undefined, [failing]));
    expect(Object.keys(command?.properties ?? {})).toEqual(["title"]);
  });

  it("has 10 lines at most, the worst first, and says how many more there are", () => {
    const commands = commandsOf([...copies(8, warned), ...copies(3, failing)]);
    expect(commands.map(({ name }) => name)).toEqual([
      ...Array.from({ length: 9 }, () => "error"),
      "warning",
    ]);
    expect(commands[9]?.message).toContain("8 more rules broken");
    const errors = commandsOf([...copies(30, warned), ...copies(10, failing)]);
    expect(errors.map(({ name }) => name)).toEqual(Array.from({ length: 10 }, () => "error"));
    expect(errors[9]?.message).toContain("51 more rules broken");
  });

  it("has exactly 10 lines for 10 broken rules", () => {
    expect(commandsOf([...copies(10, warned)]).map(({ message }) => message)).not.toContainEqual(
      expect.stringContaining("more rule"),
    );
    expect(commandsOf(copies(10, warned))).toHaveLength(10);
  });

  it("only warns of what was broken before, where only new ones are to fail", () => {
    const topic = { ...changed, contract: { ...changed.contract, failOn: "new" as const } };
    expect(commandsOf([topic]).map(({ name }) => name)).toEqual([
      "error",
      "error",
      "error",
      "warning",
      "warning",
    ]);
  });
});

describe("workflow commands of text from outside", () => {
  /** With this text wherever a topic, a path, a key or a message can be. */
  function written(text: string): string {
    const spoken = { ...named(failing, text), findings: withMessage(failing, text) };
    return placedAt({ ...PLACE, file: text }, [spoken, named(warned, text)]);
  }
  function withMessage({ findings }: TopicResult, text: string) {
    return findings.map((one) => ({ ...one, message: `${one.message} ${text}` }));
  }

  function expectHarmless(text: string): void {
    const commands = workflowCommands(written(text));
    expect(commands.map(({ name }) => name)).toEqual(["error", "error", "error", "warning"]);
    for (const { properties, message } of commands) {
      expect(Object.keys(properties)).toEqual([
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
      ]);
      expect(properties.title).not.toMatch(/[\r\n]/);
      expect(properties.title?.length).toBeLessThanOrEqual(255);
      expect(message).not.toMatch(/[\r\n]/);
      expect(properties.file).not.toMatch(RAW);
    }
    expect(written(text)).not.toMatch(RAW);
  }

  it.each(HOSTILE)("add no command, line or property: %j", expectHarmless);

  it("add none, whatever the text", () => {
    fc.assert(fc.property(hostileText, expectHarmless), { numRuns: 100 });
  });
});
