import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { sarifProblems } from "../support/github-sarif.ts";
import { workflowCommands } from "../support/workflow-commands.ts";
import { cli, contents, contract, expectRefusal, folder, manyKeys, measured } from "./cli.ts";

/* Every report through the built command line. */

const BROKEN = contract("partitions: 8", "max_partition_share: 0.13", "keys: k");
const HOLDS = contract("partitions: 8", "keys: k");
const keys = { k: `${manyKeys(500)}${"hot\n".repeat(200)}` };

const FILES: Readonly<Record<string, string>> = {
  json: "r.json",
  sarif: "r.sarif",
  markdown: "r.md",
  github: "r.github",
  junit: "r.xml",
  html: "r.html",
  prometheus: "r.prom",
  csv: "r.csv",
};
const ALL = Object.entries(FILES).flatMap(([name, path]) => ["--output", `${name}:${path}`]);

function sarifOf(cwd: string, path = "r.sarif"): Log {
  return JSON.parse(contents(cwd)[path] ?? "") as Log;
}

describe.concurrent("all reports at once", () => {
  it("are written, and say the same", async () => {
    const cwd = folder({ ...keys, "skew_contract.yml": BROKEN });
    const run = await cli(["check", "--output", "text", ...ALL], { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toContain("contract broken");
    const files = contents(cwd);
    const [topic] = JSON.parse(files["r.json"] ?? "").topics;
    expect(topic.verdict).toBe("fail");
    expect(sarifProblems(sarifOf(cwd))).toEqual([]);
    expect(sarifOf(cwd).runs[0]?.results).toHaveLength(topic.violations.length);
    expect(workflowCommands(files["r.github"] ?? "")).toHaveLength(topic.violations.length);
    expect(files["r.xml"]?.match(/<failure /g)).toHaveLength(topic.violations.length);
    expect(files["r.prom"]).toContain('skew_contract_holds{topic="t"} 0\n');
    expect(files["r.html"]).toContain("Contract broken");
    expect(files["r.md"]).toContain("Partition keys break their contract");
    const rows: { count: string }[] = parse(files["r.csv"] ?? "", { columns: true });
    expect(rows.map(({ count }) => Number(count))).toEqual(topic.partition_counts);
  });

  it("leave the exit code alone, also where all rules hold", async () => {
    const cwd = folder({ ...keys, "skew_contract.yml": HOLDS });
    expect(await cli(["check", "-q", ...ALL], { cwd })).toMatchObject({ code: 0, stdout: "" });
    expect(sarifOf(cwd).runs.map(({ results }) => results)).toEqual([[]]);
    expect(contents(cwd)["r.github"]).toBe("");
  });

  it.each([
    ["full", '"user:null"', '":null"'],
    ["hash", "sha256:", '":null"'],
    ["none", "(not shown)", "the key (not shown)"],
  ])("name placeholders with --show-keys %s", async (mode, top, placeholder) => {
    const placeholders = `${manyKeys(2000)}${"user:null\n".repeat(900)}`;
    const cwd = folder({ k: placeholders, "skew_contract.yml": BROKEN });
    const run = await cli(["check", "--show-keys", mode, "-o", "markdown:r.md"], { cwd });
    const text = run.stdout.replace(/\s+/g, " ");
    expect(run.code).toBe(1);
    expect(text).toContain(top);
    expect(text).toMatch(/what to do • Placeholder keys: 900 records \(31.03 %\)/);
    expect(text).toContain(`keys that end in ${placeholder} (31.03 %)`);
    expect(text).not.toMatch(/Salting|Splitting off/);
    const expected = mode === "none" ? "the key (not shown)" : "<code>&#58;null</code>";
    expect(contents(cwd)["r.md"]).toContain(`keys that end in ${expected} (31.03 %)`);
  });

  it("show keys by their hashes only", async () => {
    const cwd = folder({ k: "jane-doe\n".repeat(90), "skew_contract.yml": BROKEN });
    expect(await cli(["check", "-q", ...ALL], { cwd })).toMatchObject({ code: 1 });
    for (const [name, path] of Object.entries(FILES)) {
      expect(contents(cwd)[path], name).not.toContain("jane-doe");
    }
  });

  it("but for one that cannot be written: the others are, and it is exit 2", async () => {
    const cwd = folder({ ...keys, "skew_contract.yml": HOLDS });
    const bad = ["--output", "csv:missing/r.csv", "--output", "junit:k/r.xml"];
    const run = await cli(["check", "-q", ...bad, ...ALL], { cwd });
    expectRefusal(run, "missing", "k/r.xml");
    const written = Object.keys(contents(cwd)).sort();
    expect(written).toEqual([...Object.values(FILES), "k", "skew_contract.yml"].sort());
  });

  it.each(Object.keys(FILES))("two to one file are refused: %s", async (name) => {
    const cwd = folder({ ...keys, "skew_contract.yml": HOLDS });
    const run = await cli(["check", "-o", `${name}:r`, "-o", "text:./r"], { cwd });
    expectRefusal(run, "two reports go to");
    expect(existsSync(join(cwd, "r"))).toBe(false);
  });
});

describe.concurrent("SARIF", () => {
  const output = ["-q", "-o", "sarif:r.sarif"];

  it.each([
    ["keys are missing", {}],
    ["keys are broken", { k: new Uint8Array([0x22, 0xff, 0]), "k.csv": '"open' }],
    ["there is no key", { k: "" }],
  ])("is not written where %s: that would close alerts", async (_, files) => {
    const path = "k.csv" in files ? "k.csv" : "k";
    const text = contract("partitions: 8", `keys: ${path}`);
    const cwd = folder({ ...files, "skew_contract.yml": text });
    expectRefusal(await cli(["check", ...output], { cwd }));
    expect(existsSync(join(cwd, "r.sarif"))).toBe(false);
  });

  it("is left as it was where the keys of one topic of two are missing", async () => {
    const topics = "topics:\n  a: { keys: k }\n  b: { keys: missing }\n";
    const text = `version: 1\ndefaults: { partitions: 4, sample_size: 1 }\n${topics}`;
    const cwd = folder({ ...keys, "skew_contract.yml": text, "r.sarif": "earlier" });
    expectRefusal(await cli(["check", ...output], { cwd }), "missing");
    expect(contents(cwd)["r.sarif"]).toBe("earlier");
  });

  it.each(["", "services/orders", "services/my orders"])(
    'has paths from the root of the repository, run from "%s"',
    async (subfolder) => {
      const root = folder({ [join(subfolder, "skew_contract.yml")]: BROKEN });
      mkdirSync(join(root, ".git"));
      const cwd = join(root, subfolder);
      const run = await cli(["check", ...output, "-k", "-"], { cwd, input: keys.k });
      expect(run).toMatchObject({ code: 1 });
      const log = sarifOf(cwd);
      expect(sarifProblems(log)).toEqual([]);
      const [result] = log.runs[0]?.results ?? [];
      const place = result?.locations?.[0]?.physicalLocation;
      const prefix = subfolder === "" ? "" : `${subfolder.replace(" ", "%20")}/`;
      expect(place?.artifactLocation?.uri).toBe(`${prefix}skew_contract.yml`);
      const lines = BROKEN.split("\n");
      const startLine = lines.findIndex((line) => line.includes("max_partition_share")) + 1;
      const startColumn = (lines[startLine - 1] ?? "").indexOf("0.13") + 1;
      const region = { startLine, startColumn, endLine: startLine, endColumn: startColumn + 4 };
      expect(place?.region).toEqual(region);
    },
  );

  it("points at the keys where there is no contract file, and nowhere else", async () => {
    const cwd = folder(keys);
    const flags = ["--partitions", "8", "--max-share", "0.13"];
    expect(await cli(["check", ...output, ...flags, "-k", "k"], { cwd })).toMatchObject({
      code: 1,
    });
    expect(sarifProblems(sarifOf(cwd))).toEqual([]);
    const piped = await cli(["check", ...output, ...flags, "-k", "-"], { cwd, input: keys.k });
    expectRefusal(piped, "SARIF needs a file to point at");
  });

  it("has its category, and none unless asked", async () => {
    const cwd = folder({ ...keys, "skew_contract.yml": HOLDS });
    await cli(["check", ...output], { cwd });
    expect(sarifOf(cwd).runs[0]?.automationDetails).toBeUndefined();
    await cli(["check", ...output, "--category", "keys/eu"], { cwd });
    expect(sarifOf(cwd).runs[0]?.automationDetails).toEqual({ id: "keys/eu/" });
  });
});

describe("a contract of 2,000 topics", () => {
  it("is judged, with every report written, in some seconds", async () => {
    const names = Array.from({ length: 2000 }, (_, i) => `topic-${i}`);
    const topics = names.map((name, i) => {
      const limit = i % 100 === 0 ? 0.3 : 0.9;
      return `  ${name}: { keys: keys/${name}, max_partition_share: ${limit} }\n`;
    });
    const shared = "version: 1\ndefaults: { partitions: 4, sample_size: 1 }\ntopics:\n";
    const keyFiles = names.map((name) => [`keys/${name}`, "a\na\nb\nc\nd\n"]);
    const cwd = folder({
      ...Object.fromEntries(keyFiles),
      "skew_contract.yml": shared + topics.join(""),
    });
    const run = await measured(["check", "-q", ...ALL], { cwd });
    expect(run.processorMs).toBeLessThan(18_000);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    const files = contents(cwd);
    expect(JSON.parse(files["r.json"] ?? "").topics).toHaveLength(2000);
    expect(workflowCommands(files["r.github"] ?? "")).toHaveLength(10);
    expect(files["r.md"]?.length).toBeLessThanOrEqual(65_536);
    expect(sarifProblems(sarifOf(cwd))).toEqual([]);
  });
});
