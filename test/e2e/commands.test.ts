import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { cities, cli, contents, contract, expectRefusal, folder, manyKeys, root } from "./cli.ts";

describe.concurrent("validate", () => {
  it("reads the contract and no keys", async () => {
    const cwd = folder({ "skew_contract.yml": contract("partitions: 4", "keys: missing.txt") });
    const run = await cli(["validate"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("skew_contract.yml is valid: 1 topic");
  });

  it("warns once of limits that the fewest allowed keys can break, which check judges", async () => {
    const text = `version: 1
defaults: { partitions: 48, max_gini: 0.1, min_unique_keys: 1000 }
topics: { a: {}, b: { max_gini: 0.05 }, c: {} }
`;
    const cwd = folder({ "skew_contract.yml": text, k: manyKeys(40_000) });
    const run = await cli(["validate"], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("skew_contract.yml is valid: 3 topics");
    expect(run.stderr.match(/warning: max_gini/g)).toHaveLength(2);
    expect(run.stderr).toContain("at skew_contract.yml:2:39");
    expect(run.stderr).toContain("at skew_contract.yml:3:33");
    expect(run.stderr).toMatch(/next: Raise max_gini to 0.18 or more, or min_unique_keys to 3\d00/);
    const judged = await cli(["check", "--topic", "a", "--keys", "k"], { cwd });
    expect(judged).toMatchObject({ code: 0, stderr: "" });
    expect(judged.stdout.replaceAll(/\s+/g, " ")).toContain(
      "Tight limit: max_gini 0.1 is tight for",
    );
  });

  it("finds the contract where check does, or where it is told", async () => {
    const text = contract("partitions: 4");
    const cwd = folder({ ".github/skew_contract.yaml": text, "x.yml": text });
    expect((await cli(["validate"], { cwd })).stdout).toContain(".github/skew_contract.yaml");
    expect((await cli(["validate", "--contract", "x.yml"], { cwd })).stdout).toContain("x.yml");
  });

  it("refuses what check would refuse, in the same words", async () => {
    const cwd = folder({ "skew_contract.yml": contract("partitions: 4", "max_gni: 1") });
    const run = await cli(["validate"], { cwd });
    expectRefusal(run, 'did you mean "max_gini"?');
    expect((await cli(["check"], { cwd })).stderr).toBe(run.stderr);
  });

  it("takes JSON, CRLF and a byte order mark", async () => {
    const text = contract("partitions: 4", "max_gini: 0.5 # half");
    const json = '{"version":1,"topics":{"t":{"partitions":4}}}';
    const files = {
      "crlf.yml": text.replaceAll("\n", "\r\n"),
      "bom.yml": `\ufeff${text}`,
      "c.json": json,
    };
    const cwd = folder(files);
    for (const file of Object.keys(files)) {
      expect(await cli(["validate", "-c", file], { cwd })).toMatchObject({ code: 0, stderr: "" });
    }
  });

  it("takes anchors, merged by aliases, and x- fields for them", async () => {
    const text = `version: 1
x-severity: &soft { max_gini: warning }
topics:
  a: { partitions: 4, severity: *soft }
  b: { partitions: 4, severity: *soft }
`;
    const run = await cli(["validate"], { cwd: folder({ "skew_contract.yml": text }) });
    expect(run).toMatchObject({ code: 0, stderr: "" });
  });
});

describe.concurrent("schema", () => {
  const ajv = new Ajv({ allErrors: true, strictTypes: false });

  it.each([
    ["contract", "skew-contract.schema.json"],
    ["report", "report.schema.json"],
  ])("%s is the file that is published, and valid JSON Schema", async (name, file) => {
    const { code, stdout, stderr } = await cli(["schema", name]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const schema = JSON.parse(stdout);
    expect(schema).toEqual(JSON.parse(readFileSync(join(root, "schemas", file), "utf8")));
    expect(schema.$schema).toBe("http://json-schema.org/draft-07/schema#");
    expect(ajv.validateSchema(schema), JSON.stringify(ajv.errors)).toBe(true);
  });

  it("contract is the default", async () => {
    expect((await cli(["schema"])).stdout).toBe((await cli(["schema", "contract"])).stdout);
  });

  it("report describes every report", async () => {
    const validate = ajv.compile(JSON.parse((await cli(["schema", "report"])).stdout));
    const cwd = folder({
      "skew_contract.yml": `version: 1
defaults: { partitions: 8, sample_size: 1 }
topics:
  good: { keys: good.txt, consumers: 3, max_consumer_share: 1 }
  hot: { keys: hot.csv, max_partition_share: 0.5, max_gini: 0.5, severity: { max_gini: warning } }
  nulls: { keys: nulls.jsonl, max_null_keys: 0, key_type: long, producers: [java, sarama] }
  one: { keys: bytes, partitions: 1 }
`,
      "good.txt": manyKeys(1000),
      "hot.csv": "key,count\na,1000\nA,1\n,3\n",
      "nulls.jsonl": '{"key":null}\n{"key":7}\n{"key":8}\n',
      bytes: Buffer.from([0xff, 0x0a, 0x00, 0x0a]),
    });
    for (const keys of ["full", "hash", "none"]) {
      const { stdout } = await cli(["check", "-o", "json", "--show-keys", keys], { cwd });
      const report = JSON.parse(stdout);
      expect(validate(report), JSON.stringify(validate.errors)).toBe(true);
      const verdicts = report.topics.map(({ verdict }: { verdict: string }) => verdict);
      expect(verdicts).toEqual(["pass", "fail", "fail", "pass"]);
      delete report.topics[0].gini;
      expect(validate(report)).toBe(false);
    }
  });

  it("contract accepts the fixtures' contracts, and no misspelt field", async () => {
    const validate = ajv.compile(JSON.parse((await cli(["schema"])).stdout));
    const topic = { partitions: 48, max_partition_share: 0.08 };
    expect(validate({ version: 1, topics: { t: topic } })).toBe(true);
    expect(validate({ version: 1, topics: { t: { ...topic, max_gni: 1 } } })).toBe(false);
  });
});

describe.concurrent("init", () => {
  const written = (cwd: string, file = "skew_contract.yml") => contents(cwd)[file] ?? "";

  it("proposes a contract that its keys hold, with head-room", async () => {
    const cwd = folder({ "build/user-events.txt": manyKeys(20_000) });
    const run = await cli(["init", "--partitions", "48", "build/user-events.txt"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("skew_contract.yml");
    const text = written(cwd);
    expect(text).toMatch(/^# yaml-language-server: \$schema=/);
    expect(text).toMatch(
      /max_gini: [\d.]+ # today [\d.]+, expected [\d.]+; up to [\d.]+ by chance/,
    );
    expect(text).toMatch(/user-events:\n {4}keys: build\/user-events\.txt\n {4}partitions: 48\n/);
    expect(await cli(["check"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    // Today's keys, but every tenth is hot.
    const hot = manyKeys(20_000).replaceAll(/user-\d*0\n/g, "hot\n");
    writeFileSync(join(cwd, "build/user-events.txt"), hot);
    expect(await cli(["check"], { cwd })).toMatchObject({ code: 1 });
  });

  it("never overwrites", async () => {
    const cwd = folder({ "skew_contract.yml": "mine", k: manyKeys(100) });
    expectRefusal(await cli(["init", "--partitions", "4", "k"], { cwd }), "never overwrites");
    expect(written(cwd)).toBe("mine");
    const args = ["init", "--partitions", "4", "k", "-c", "other.yml"];
    expect(await cli(args, { cwd })).toMatchObject({ code: 0, stderr: "" });
    expectRefusal(await cli(args, { cwd }), "other.yml already exists");
  });

  it("says how to judge by the file it wrote", async () => {
    const cwd = folder({ k: manyKeys(100) });
    const run = await cli(["init", "--partitions", "4", "k", "-c", "other.yml"], { cwd });
    expect(run.stdout).toMatch(/check --contract other\.yml|check -c other\.yml/);
  });

  it.each([
    ["that spread", "by-city", ""],
    ["that are hot, which it notes", "by-country", "note: keys is skewed"],
  ])("works for a real CSV of keys and counts %s", async (_, fixture, note) => {
    const cwd = folder();
    const run = await cli(["init", "--partitions", "48", join(cities, fixture, "keys.csv")], {
      cwd,
    });
    expect(run.code).toBe(0);
    expect(run.stderr.slice(0, note.length || undefined)).toBe(note);
    expect(await cli(["check"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  });

  it("several topics, several files, globs and folders", async () => {
    const cwd = folder({
      "a 1.txt": manyKeys(100),
      "a=2.txt": manyKeys(100),
      "b/x.csv": `key\n${manyKeys(100)}`,
      "b/y.csv": `key,count\nz,100\n${manyKeys(50).replaceAll("\n", ",1\n")}`,
      "c.jsonl.gz": "",
      "d/k[1].txt": manyKeys(100),
    });
    const paths = ["a=a 1.txt", "a=a=2.txt", "b=b/*.csv", "d"];
    const run = await cli(["init", "--partitions", "4", ...paths], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const check = await cli(["check"], { cwd });
    expect(check).toMatchObject({ code: 0, stderr: "" });
    expect(check.stdout).toContain("3 topics: 3 passing");
    expect(check.stdout).toMatch(/a: the contract holds\n {2}200 records/);
  });

  it.each([1, 2, 3, 12, 101])("works for %d keys", async (count) => {
    const cwd = folder({ k: manyKeys(count) });
    const run = await cli(["init", "--partitions", "3", "k"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(await cli(["check"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  });

  it("works for one partition, one key, and keys of a type", async () => {
    const cwd = folder({ k: "7\n".repeat(10) });
    const typed = ["--producer", "librdkafka", "--key-type", "long"];
    for (const [i, args] of [[], typed].entries()) {
      const file = `c${i}.yml`;
      const run = await cli(["init", "--partitions", "1", "k", "-c", file, ...args], { cwd });
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(await cli(["check", "-c", file], { cwd })).toMatchObject({ code: 0, stderr: "" });
    }
    expect(written(cwd, "c1.yml")).toMatch(/producer: librdkafka\n {4}key_type: long/);
  });

  it("writes any topic name so that YAML gives it back", async () => {
    const names = [
      "12",
      "true",
      "null",
      "~",
      "-",
      "a: b",
      "#x",
      "'",
      '"',
      "*a",
      "{x}",
      "1e3",
      "<<",
      "é",
    ];
    const cwd = folder(Object.fromEntries(names.map((_, i) => [`k${i}`, manyKeys(10)])));
    const paths = names.map((name, i) => `${name}=k${i}`);
    const run = await cli(["init", "--partitions", "2", "--", ...paths], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const { stdout } = await cli(["check", "-o", "json"], { cwd });
    const topics = JSON.parse(stdout).topics.map(({ topic }: { topic: string }) => topic);
    expect(topics.sort()).toEqual(names.sort());
  });

  it("writes paths relative to the contract", async () => {
    const cwd = folder({ "build/k.txt": manyKeys(10) });
    mkdirSync(join(cwd, ".github"));
    const run = await cli(
      ["init", "--partitions", "2", "build/k.txt", "-c", ".github/skew_contract.yml"],
      { cwd },
    );
    expect(run.code).toBe(0);
    expect(written(cwd, ".github/skew_contract.yml")).toContain('keys: "../build/k.txt"');
    expect(await cli(["check"], { cwd })).toMatchObject({ code: 0 });
  });

  it("does not propose what check refuses: one file for two topics", async () => {
    const cwd = folder({ k: manyKeys(10) });
    const run = await cli(["init", "--partitions", "2", "a=k", "b=k"], { cwd });
    expectRefusal(run, "share");
    expect(contents(cwd)).toEqual({ k: manyKeys(10) });
  });

  it.each<[string, string[], string | RegExp]>([
    ["without --partitions", ["k"], "--partitions"],
    ["without keys", ["--partitions", "4"], "path"],
    ["of no partitions", ["--partitions", "0", "k"], "at --partitions"],
    ["of a missing file", ["--partitions", "4", "no.txt"], "no.txt does not exist"],
    ["of an empty file", ["--partitions", "4", "empty"], "the input has no keys"],
    ["of an unknown client", ["--partitions", "4", "k", "--producer", "jva"], '"java"'],
    ["into a missing folder", ["--partitions", "4", "k", "-c", "no/c.yml"], /folder/],
  ])("%s is refused, and leaves no file", async (_, args, says) => {
    const files = { k: manyKeys(10), empty: "" };
    const cwd = folder(files);
    expectRefusal(await cli(["init", ...args], { cwd }), says);
    expect(contents(cwd)).toEqual(files);
  });
});
