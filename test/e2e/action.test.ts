import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { checkout, hasNode24, runAction } from "../support/action.ts";
import { flagsIn } from "../support/shown-flags.ts";
import { commandsIn } from "../support/workflow-commands.ts";
import { cities, folder, manyKeys } from "./cli.ts";

const even = () => checkout(manyKeys(3000), "    max_partition_share: 0.2\n");
const skewed = () =>
  checkout(`${"DE\n".repeat(900)}${manyKeys(100)}`, "    max_partition_share: 0.2\n");
const noComment = { comment: "never" };

describe.skipIf(!hasNode24)("the action", () => {
  it("passes where the contract holds, and says so in outputs and summary", async () => {
    const run = await runAction({ cwd: even(), inputs: noComment });
    expect(run.code).toBe(0);
    expect(commandsIn(run.log)).toEqual([]);
    expect(run.outputs).toMatchObject({
      verdict: "pass",
      "topics-failed": "[]",
      sarif: "",
      html: "",
    });
    expect(Number(run.outputs["max-partition-share"])).toBeLessThan(0.2);
    expect(JSON.parse(readFileSync(run.outputs.report as string, "utf8")).verdict).toBe("pass");
    expect(run.summary).toContain("## ✅ Partition keys satisfy their contract");
    expect(readFileSync(run.outputs.markdown as string, "utf8")).toBe(run.summary);
  });

  it("fails where it is broken, with an annotation at the contract's field", async () => {
    const cwd = skewed();
    const files = {
      "sarif-file": "out/skew.sarif",
      "report-file": "out/skew.json",
      "html-file": "out/skew.html",
    };
    const run = await runAction({ cwd, inputs: { ...noComment, ...files } });
    expect(run.code).toBe(1);
    expect(commandsIn(run.log)).toEqual([
      expect.stringMatching(
        /^::error file=skew_contract.yml,line=6,.*title=orders%3A max_partition_share::partition/,
      ),
    ]);
    expect(run.outputs).toMatchObject({
      verdict: "fail",
      "topics-failed": '["orders"]',
      report: join(cwd, "out/skew.json"),
      sarif: join(cwd, "out/skew.sarif"),
      html: join(cwd, "out/skew.html"),
    });
    expect(
      JSON.parse(readFileSync(join(cwd, "out/skew.sarif"), "utf8")).runs[0].results,
    ).toHaveLength(1);
    expect(readFileSync(join(cwd, "out/skew.html"), "utf8")).toContain("<!DOCTYPE html>");
    expect(run.summary).toContain("## ❌ Partition keys break their contract");
  });

  it("fails with why where nothing can be judged, and never passes", async () => {
    const cwd = folder({ "skew_contract.yml": "version: 1\ntopics:\n  t: {partition: 3}\n" });
    const run = await runAction({ cwd, inputs: { ...noComment, "sarif-file": "skew.sarif" } });
    expect(run.code).toBe(2);
    expect(commandsIn(run.log)[0]).toMatch(
      /^::error title=skew-contract could not judge,file=skew_contract.yml,line=3/,
    );
    expect(run.outputs).toEqual({ verdict: "" });
    expect(run.summary).toContain("could not be judged");
    expect(() => readFileSync(join(cwd, "skew.sarif"))).toThrow();
  });

  it.each<[string, Record<string, string>, string]>([
    ["an unknown one", { "fail-om": "any" }, 'did you mean "fail-on"'],
    ["a wrong value", { comment: "sometimes" }, "always, on-failure, never"],
    ["neither true nor false", { summary: "maybe" }, "neither true nor false"],
    ["two that contradict each other", { "fail-on": "new" }, "needs a baseline"],
    ["a mode that is not there yet", { mode: "recommend" }, "npx skew-contract recommend"],
    [
      "flags without their mode",
      { flags: "--records 10" },
      "flags can only be used with mode: audit or analyze",
    ],
    [
      "an input of the other mode",
      { mode: "analyze", category: "c" },
      "category can only be used with mode: check",
    ],
    ["keys in an audit", { mode: "audit", keys: "k.txt" }, "mode: audit reads no keys"],
    [
      "an audit with the base branch",
      { mode: "audit", baseline: "base" },
      "cannot use baseline: base",
    ],
    ["one file for two reports", { "sarif-file": "x", "report-file": "x" }, "two reports go to"],
    [
      "the contract as an output",
      { "report-file": "skew_contract.yml" },
      "overwrite its own input",
    ],
    [
      "a folder that is not there",
      { "working-directory": "no/such" },
      "cannot change to the working-directory",
    ],
    ["an unknown topic", { topics: "order" }, 'did you mean "orders"'],
  ])("refuses as inputs %s", async (_, inputs, says) => {
    const run = await runAction({ cwd: even(), inputs: { ...noComment, ...inputs } });
    expect(run.code).toBe(2);
    expect(commandsIn(run.log).join("\n")).toContain(says);
  });

  it.each<[string, Record<string, string>, string]>([
    ["keys of no topic", { keys: "k.txt" }, "the input `keys: k.txt` does not name a topic"],
    ["how to say it", { keys: "k.txt" }, "Write the input `keys: TOPIC=k.txt`, or choose a single"],
    ["keys of a topic left out", { keys: "y=k.txt", topics: "x" }, "the input `topics` leaves out"],
    ["keys that are not there", { keys: "x=no.txt\ny=k.txt" }, "or the input `keys`. Paths"],
    ["topics without keys", {}, "or pass the input `keys: x=build/keys.txt`"],
    ["a contract that is not there", { contract: "no.yml" }, "Check the input `contract`"],
    ["no contract", { "working-directory": "empty" }, "Name it with the input `contract: FILE`"],
    [
      "a baseline that is not there",
      { baseline: "no.json", keys: "x=k.txt\ny=l.txt" },
      "or leave the input `baseline` out",
    ],
    ["a file of unclear format", { keys: "x=k.xml\ny=l.txt" }, "keys: {path: …, format: jsonl})."],
  ])("names its inputs, not the flags of the command line: %s", async (_, inputs, says) => {
    const contract = "version: 1\ntopics:\n  x: {partitions: 3}\n  y: {partitions: 3}\n";
    const files = {
      "skew_contract.yml": contract,
      "k.txt": "a\n",
      "l.txt": "a\n",
      "k.xml": "a\n",
    };
    const cwd = folder({ ...files, "empty/a": "" });
    const run = await runAction({ cwd, inputs: { ...noComment, ...inputs } });
    expect(run.code).toBe(2);
    const said = commandsIn(run.log).join("\n").replaceAll("%3A", ":").replaceAll("%2C", ",");
    expect(said).toContain(says);
    expect(flagsIn(said + run.summary)).toEqual([]);
  });

  it("judges the topics and keys that inputs name, in another folder", async () => {
    const cwd = folder({
      "a/skew_contract.yml":
        "version: 1\ntopics:\n  x: {partitions: 3, max_partition_share: 0.5}\n  y: {partitions: 3, max_partition_share: 0.5}\n  z: {partitions: 3}\n",
      "a/x.txt": manyKeys(300),
      "a/y.txt": "one\n",
    });
    const inputs = { "working-directory": "a", topics: "x\n\ny\n", keys: "x=x.txt\ny=y.txt\n" };
    const run = await runAction({ cwd, inputs: { ...noComment, ...inputs } });
    expect([run.code, run.outputs["topics-failed"]]).toEqual([1, '["y"]']);
    const never = await runAction({ cwd, inputs: { ...noComment, ...inputs, "fail-on": "never" } });
    expect([never.code, never.outputs.verdict]).toEqual([0, "warn"]);
  });

  it("fails when a file cannot be written, after everything else was told", async () => {
    const cwd = skewed();
    const run = await runAction({
      cwd,
      inputs: { ...noComment, "report-file": "build", "sarif-file": "x/y.sarif" },
    });
    expect(run.code).toBe(2);
    expect(run.log).toContain("::error::A file could not be written");
    expect(run.outputs).toMatchObject({
      verdict: "fail",
      report: "",
      sarif: expect.stringMatching(/.+/),
    });
    expect(run.summary).toContain("break their contract");
  });

  it("never writes over what it compares with", async () => {
    const cwd = skewed();
    const inputs = {
      ...noComment,
      "fail-on": "new",
      baseline: "b.json",
      "report-file": "./b.json",
    };
    const first = await runAction({ cwd, inputs: { ...noComment, "report-file": "b.json" } });
    expect(first.code).toBe(1);
    const before = readFileSync(join(cwd, "b.json"), "utf8");
    const run = await runAction({ cwd, inputs });
    expect(run.code).toBe(2);
    expect(readFileSync(join(cwd, "b.json"), "utf8")).toBe(before);
  });

  it.each(["null", "[]", "{", '{"pull_request":null,"issue":null}', '{"pull_request":{}}'])(
    "does without an event that says nothing: %s",
    async (payload) => {
      const cwd = even();
      const event = folder({ "e.json": payload });
      const env = { GITHUB_EVENT_PATH: join(event, "e.json") };
      expect((await runAction({ cwd, inputs: noComment, env })).code).toBe(0);
    },
  );

  it("tells what it can where outputs cannot be set, and does not pass", async () => {
    const run = await runAction({
      cwd: even(),
      inputs: noComment,
      env: { GITHUB_OUTPUT: "no/such" },
    });
    expect(run.code).toBe(2);
    expect(run.log).toContain("::error::the outputs could not be written");
    expect(run.summary).toContain("## ✅");
    expect(run.log).not.toContain("    at ");
  });

  it("judges the fixtures as the command line does", async () => {
    for (const [name, code] of [
      ["by-city", 0],
      ["by-country", 1],
    ] as const) {
      const inputs = { ...noComment, contract: `${name}/skew_contract.yml` };
      expect((await runAction({ cwd: cities, inputs })).code).toBe(code);
    }
  });
});

describe.skipIf(!hasNode24)("hostile data", () => {
  const hostile = [
    "::set-output name=verdict::pass",
    "a ::error::forged",
    "##[error]forged",
    "%0A::error::forged",
    "ghadelimiter_x\nverdict<<X",
    "</table><h1>@octocat</h1>",
    "--><script>alert(1)</script>",
    "|`*_~@team/all #1 https://evil.example",
    "\u202e\u001b[31m\u0000",
  ];

  it.skipIf(process.platform !== "linux")("ends where folders cannot be made", async () => {
    const inputs = { ...noComment, "sarif-file": "/proc/x/y/r.sarif" };
    const sarif = await runAction({ cwd: even(), inputs });
    expect(sarif.code).toBe(2);
    expect(sarif.log).toContain("the folder /proc/x does not exist");
    const temporary = await runAction({
      cwd: even(),
      inputs: noComment,
      env: { RUNNER_TEMP: "/proc/1/x" },
    });
    expect(temporary.code).toBe(2);
    expect(temporary.log).toContain("the folder /proc/1/x does not exist");
  });

  it.each(hostile)("in topics and keys forges nothing: %j", async (text) => {
    const keys = `key,count\n"${text.replaceAll('"', '""')}",900\nother,1\n`;
    const cwd = folder({
      "k.csv": keys,
      "skew_contract.yml": `version: 1\ntopics:\n  ${JSON.stringify(text)}: {partitions: 4, max_partition_share: 0.3, keys: {path: k.csv, count_column: count}}\n`,
    });
    const run = await runAction({ cwd, inputs: { ...noComment, "show-keys": "full" } });
    expect(run.code).toBe(1);
    const commands = commandsIn(run.log);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(/^::error file=skew_contract.yml,line=3,/);
    expect(run.outputs.verdict).toBe("fail");
    const failed = run.outputs["topics-failed"] as string;
    expect(JSON.parse(failed)).toEqual([text]);
    expect(failed).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    for (const forged of ["<h1>", "<script", "@octocat", "@team", "https://evil"]) {
      expect(run.summary).not.toContain(forged);
    }
  });
});
