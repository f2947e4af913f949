import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { validateXML } from "xmllint-wasm";
import { expectReport } from "../support/report-schema.ts";
import { cli, contents, expectRefusal, folder, manyKeys } from "./cli.ts";

/* Runs that could not judge everything: what is written all the same, and what is not. */

const YAML = `version: 1
defaults: { partitions: 8, max_partition_share: 0.3 }
topics:
  orders: { keys: k }
  users: { keys: missing }
`;
const PARTIAL = ["text", "markdown", "json", "junit", "html", "github"];
const WHOLE = ["sarif", "prometheus", "csv"];
const outputs = [...PARTIAL, ...WHOLE].flatMap((name) => ["-o", `${name}:out.${name}`]);

const checkout = (more: Readonly<Record<string, string>> = {}) =>
  folder({ ".git": "", "skew_contract.yml": YAML, k: manyKeys(1000), ...more });

const ERROR = {
  topic: "users",
  file: "skew_contract.yml",
  line: 5,
  column: 12,
  message: "the key file missing does not exist",
  next: expect.stringContaining("check `keys` in the contract or --keys"),
};

describe.concurrent("a topic without its key file", () => {
  it("does not silence the others, in reports that can say so, and exits with 2", async () => {
    const cwd = checkout();
    const run = await cli(["check", ...outputs], { cwd });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /^error: the key file missing does not exist\n {2}at skew_contract.yml:5:12/,
    );
    expect(run.stdout).toContain("✓ orders: the contract holds");
    expect(run.stdout).toMatch(/– users was not judged: .*missing does not exist/);
    expect(run.stdout).toContain("1 passing, 1 topic not judged");
    const out = (name: string) => readFileSync(join(cwd, `out.${name}`), "utf8");
    expectReport(out("json"));
    const report = JSON.parse(out("json"));
    expect(report).toMatchObject({ verdict: "error", topics: [{ topic: "orders" }] });
    expect(report.errors).toEqual([ERROR]);
    for (const name of PARTIAL) expect(out(name), name).toContain("missing does not exist");
    expect(out("github")).toMatch(
      /^::error file=skew_contract.yml,line=5,.*::users was not judged/,
    );
    const schema = readFileSync(new URL("../../fixtures/junit/junit.xsd", import.meta.url), "utf8");
    const xml = { fileName: "out.xml", contents: out("junit") };
    expect((await validateXML({ xml, schema })).errors).toEqual([]);
    expect(out("junit")).toContain('tests="2" failures="0" errors="1"');
    for (const name of WHOLE) expect(existsSync(join(cwd, `out.${name}`)), name).toBe(false);
  });

  it("leaves the report of a single topic and the baseline unwritten, and is refused as one", async () => {
    const cwd = checkout();
    const only = await cli(["check", "-t", "users", "--report", "one.json"], { cwd });
    expectRefusal(only, "missing does not exist");
    expectRefusal(await cli(["baseline"], { cwd }), "missing does not exist");
    expect(Object.keys(contents(cwd)).sort()).toEqual([".git", "k", "skew_contract.yml"]);
    await cli(["check", "-o", "json:base.json"], { cwd });
    const run = await cli(["check", "--baseline", "base.json", "-t", "orders"], { cwd });
    expectRefusal(run, "could not judge everything", "at base.json");
  });

  it("is judged as an error even if another contract is broken", async () => {
    const cwd = checkout({ k: "a\n".repeat(99) });
    expect((await cli(["check", "-q"], { cwd })).code).toBe(2);
  });

  it("keeps its other key files from being overwritten", async () => {
    const files = { "skew_contract.yml": YAML.replace("missing", "[u, missing]"), u: "u\n" };
    const cwd = checkout(files);
    const run = await cli(["check", "-o", "json:u"], { cwd });
    expectRefusal(run, "would overwrite its own input u");
    expect(readFileSync(join(cwd, "u"), "utf8")).toBe("u\n");
  });
});

describe.concurrent("an invalid contract", () => {
  const bad = { "bad.yml": "version: 2\ntopics:\n  t: { partitions: 1, keys: k }\n" };

  it.each([
    ["json", /"message": "version is 2/],
    ["github", /^::error file=bad.yml,line=1,.*::Not judged: version is 2/],
    ["junit", /<testsuite name="bad.yml"[\s\S]*<error message="Not judged: version is 2/],
    ["markdown", /^## ⚠️ Some topics could not be judged/],
  ])("is said in %s on standard output", async (format, text) => {
    const run = await cli(["check", "-c", "bad.yml", "-o", format], { cwd: checkout(bad) });
    expect(run).toMatchObject({ code: 2, stdout: expect.stringMatching(text) });
    expect(run.stderr).toContain("error: version is 2");
    if (format === "json") expectReport(run.stdout);
  });

  it("does not silence other contracts, and what may be its keys is not overwritten", async () => {
    const cwd = checkout({ ...bad, "skew_contract.yml": YAML.replace("missing", "u"), u: "u\n" });
    const args = ["check", "bad.yml", "skew_contract.yml", "-o", "json:new.json", "-o", "text:k"];
    const run = await cli(args, { cwd });
    expectRefusal({ ...run, stdout: "" }, "would overwrite its own input k");
    const other = await cli(["check", "bad.yml", "-o", "json:k", "-o", "json:new.json"], { cwd });
    expect(other.code).toBe(2);
    expect(readFileSync(join(cwd, "k"), "utf8")).toBe(manyKeys(1000));
    expect(JSON.parse(readFileSync(join(cwd, "new.json"), "utf8")).errors).toHaveLength(1);
    const both = await cli(["check", "bad.yml", "skew_contract.yml", "-o", "json"], { cwd });
    expect(both.code).toBe(2);
    const { topics, errors } = JSON.parse(both.stdout);
    expect(topics.map((one: { topic: string }) => one.topic)).toEqual(["orders", "users"]);
    expect(errors).toMatchObject([{ file: "bad.yml", line: 1, column: 10 }]);
  });

  it("leaves a run of which nothing is known without a pass", async () => {
    const run = await cli(["check", "-o", "json"], { cwd: folder() });
    expect(run.code).toBe(2);
    expect(JSON.parse(run.stdout)).toMatchObject({ verdict: "error", topics: [] });
  });
});
