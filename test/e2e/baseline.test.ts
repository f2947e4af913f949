import { describe, expect, it } from "vitest";
import { serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { TopicReport } from "#doors/library/index.ts";
import { utf8 } from "../support/judge-keys.ts";
import { expectReport } from "../support/report-schema.ts";
import { cli, contents, contract, expectRefusal, folder, manyKeys, topicOf } from "./cli.ts";

/* What changed since an earlier report or earlier keys, through the built command line. */

const EVEN = manyKeys(2000);
const HOT = `${EVEN}${"hot\n".repeat(600)}`;
const HOTTER = `${EVEN}${"hot\n".repeat(1500)}`;
const LIMIT = contract("partitions: 8", "max_partition_share: 0.16", "keys: k");
const check = ["check", "-o", "json", "--show-keys", "full"];

interface Earlier {
  readonly yaml?: string;
  readonly earlierYaml?: string;
  readonly showKeys?: string;
}

/** A folder with keys now, and base.json, the report of keys before. */
async function afterwards(
  before: string,
  now: string,
  { yaml = LIMIT, earlierYaml, showKeys = "full" }: Earlier = {},
): Promise<string> {
  const cwd = folder({ k: before, "skew_contract.yml": earlierYaml ?? yaml });
  const run = await cli(["check", "-o", "json", "--show-keys", showKeys], { cwd });
  expect(run.code, run.stderr).toBeLessThan(2);
  return folder({ k: now, old: before, "skew_contract.yml": yaml, "base.json": run.stdout });
}

const baseline = ["--baseline", "base.json"];
const standings = ({ violations }: TopicReport) =>
  violations.map(({ rule, standing }) => `${rule} ${standing}`);

describe.concurrent("beside a report of an earlier run, a rule is", () => {
  it.each([
    ["newly broken", EVEN, HOT, "new", [1, 1, 0]],
    ["known", HOT, HOT, "known", [1, 0, 0]],
    ["worse", HOT, HOTTER, "worse", [1, 1, 0]],
    ["known, though better", HOTTER, HOT, "known", [1, 0, 0]],
  ])("%s, and fails as --fail-on says", async (_, before, now, standing, codes) => {
    const cwd = await afterwards(before, now);
    const json = await cli([...check, ...baseline], { cwd });
    const report = topicOf(json);
    expect(standings(report)).toEqual([`max_partition_share ${standing}`]);
    expectReport(json.stdout);
    for (const [i, mode] of ["any", "new", "never"].entries()) {
      const run = await cli([...check, ...baseline, "--fail-on", mode], { cwd });
      expect(run.code, mode).toBe(codes[i]);
      expect(topicOf(run).verdict).toBe(codes[i] === 1 ? "fail" : "warn");
    }
  });

  it("mended", async () => {
    const run = await cli([...check, ...baseline], { cwd: await afterwards(HOT, EVEN) });
    expect(run.code).toBe(0);
    expect(topicOf(run).baseline).toMatchObject({ mended: ["max_partition_share"] });
    expectReport(run.stdout);
  });

  it("of what it was, in every report", async () => {
    const cwd = await afterwards(EVEN, HOT);
    const text = await cli(["check", "-o", "text", ...baseline], { cwd });
    expect(text.stdout).toMatch(/max_partition_share .*\(was .* %, new\)/);
    const markdown = await cli(["check", "-o", "markdown", ...baseline], { cwd });
    expect(markdown.stdout).toContain("| Base | Change |");
    const sarif = await cli(["check", "-o", "sarif", ...baseline], { cwd });
    expect(sarif.stdout).toContain('"baselineState": "new"');
  });

  it("held by the contract's fail_on and tolerance, which --fail-on overrules", async () => {
    const fields = ["partitions: 8", "max_partition_share: 0.16", "keys: k", "fail_on: new"];
    const strict = contract(...fields);
    const lax = contract(...fields, "tolerance: { max_partition_share: 1 }");
    const tight = contract(...fields, "tolerance: { max_partition_share: 0 }");
    const codeOf = async (before: string, now: string, yaml: string, ...flags: string[]) =>
      (
        await cli([...check, ...baseline, ...flags], {
          cwd: await afterwards(before, now, { yaml }),
        })
      ).code;
    expect(await codeOf(HOT, HOT, strict)).toBe(0);
    expect(await codeOf(HOT, HOTTER, strict)).toBe(1);
    expect(await codeOf(HOT, HOTTER, lax)).toBe(0);
    expect(await codeOf(HOT, `${HOT}hot\n`, strict)).toBe(0);
    expect(await codeOf(HOT, `${HOT}${"hot\n".repeat(200)}`, tight)).toBe(1);
    expect(await codeOf(HOT, `${HOT}hot\n`, tight)).toBe(0);
    expect(await codeOf(HOT, HOT, strict, "--fail-on", "any")).toBe(1);
    expect(await codeOf(EVEN, HOT, strict, "--fail-on", "never")).toBe(0);
  });
});

describe.concurrent("beside earlier keys", () => {
  const keysFlags = ["--baseline-keys", "old"];

  it("partitions that gained and keys that went hot are told", async () => {
    const cwd = await afterwards(EVEN, HOT);
    const run = await cli([...check, ...keysFlags], { cwd });
    expectReport(run.stdout);
    const hot = partitionFor(utf8("hot"), 8);
    const { baseline: change, ...report } = topicOf(run);
    expect(standings(report as TopicReport)).toEqual(["max_partition_share new"]);
    expect(change?.hot_keys).toEqual([
      { key: "hot", partition: hot, before: 0, after: 600 / 2600 },
    ]);
    expect(change?.gained_partitions.map(({ partition }) => partition)).toEqual([hot]);
    expect(change?.gained_partitions[0]?.after).toBe((report.partition_counts[hot] ?? 0) / 2600);
    const hashed = await cli([...check, "--show-keys", "hash", ...keysFlags].slice(0, 3), { cwd });
    expect(hashed.stdout).not.toContain('"hot"');
  });

  it.each(["full", "hash"])("and beside a report that shows keys as %s", async (showKeys) => {
    const cwd = await afterwards(`${EVEN}${"hot\n".repeat(60)}`, HOT, { showKeys });
    const { baseline: change } = topicOf(await cli([...check, ...baseline], { cwd }));
    expect(change?.hot_keys).toMatchObject([{ key: "hot", before: 60 / 2060 }]);
  });

  it("that are still there are counted, and min_known_keys limits their share", async () => {
    const now = EVEN + manyKeys(2000, "v2:");
    const yaml = contract("partitions: 8", "keys: k", "min_known_keys: 0.6");
    const cwd = await afterwards(EVEN, now, { yaml, earlierYaml: LIMIT });
    const run = await cli([...check, ...keysFlags], { cwd });
    expect(run.code).toBe(1);
    expectReport(run.stdout);
    expect(topicOf(run)).toMatchObject({
      violations: [{ rule: "min_known_keys", limit: 0.6, actual: 0.5, standing: "new" }],
      baseline: {
        known_keys: { earlier_keys: 2000, kept_keys: 2000, kept_share: 1, known_share: 0.5 },
      },
    });
    const text = await cli(["check", "-o", "text", ...keysFlags], { cwd });
    expect(text.stdout).toContain(
      "All 2,000 earlier keys are still there; 50 % of the records now",
    );
    const flags = ["--partitions", "8", "--topic", "t", "--keys", "k", "--min-known-keys", "0.5"];
    expect((await cli(["check", ...flags, ...keysFlags], { cwd })).code).toBe(0);
    const beside = await cli(["check", "-o", "text", ...baseline], { cwd });
    expect(beside.code).toBe(0);
    expect(beside.stdout).toContain("min_known_keys was not judged: there are no earlier keys");
  });

  it("not together with a report", async () => {
    const cwd = await afterwards(EVEN, HOT);
    expectRefusal(
      await cli(["check", ...baseline, ...keysFlags], { cwd }),
      "cannot be used together",
    );
  });

  it("that are missing it is an error", async () => {
    const cwd = await afterwards(EVEN, HOT);
    expectRefusal(await cli(["check", "--baseline-keys", "none"], { cwd }), "none");
  });
});

describe.concurrent("the same ids by another key_type", () => {
  it("are a remap", async () => {
    const ids = Array.from({ length: 3000 }, (_, i) => String(100_000 + i));
    const keys = `${ids.join("\n")}\n`;
    const now = contract(
      "partitions: 8",
      "keys: k",
      "key_type: long",
      "severity: { remap: error }",
    );
    const cwd = await afterwards(keys, keys, {
      yaml: now,
      earlierYaml: contract("partitions: 8", "keys: k"),
    });
    const run = await cli([...check, ...baseline], { cwd });
    const moved = ids.filter(
      (id) => partitionFor(utf8(id), 8) !== partitionFor(serializeKey("long", id), 8),
    );
    expect(run.code).toBe(1);
    expectReport(run.stdout);
    expect(topicOf(run)).toMatchObject({
      violations: [{ rule: "remap", actual: moved.length / ids.length }],
      baseline: { key_type: "string", moved_keys: moved.length / ids.length, hot_keys: [] },
    });
  });
});

describe.concurrent("keys that go elsewhere than before", () => {
  const keys = Array.from({ length: 2000 }, (_, i) => utf8(`user-${i}`));
  const shareMoved = (place: (key: Uint8Array) => number) =>
    keys.filter((key) => place(key) !== partitionFor(key, 8)).length / keys.length;

  it.each([
    ["by the partition count", ["partitions: 12"], (k: Uint8Array) => partitionFor(k, 12)],
    [
      "by the partitioner",
      ["partitions: 8", "partitioner: crc32"],
      (k: Uint8Array) => partitionFor(k, 8, "crc32"),
    ],
    [
      "by both",
      ["partitions: 6", "partitioner: fnv1a"],
      (k: Uint8Array) => partitionFor(k, 6, "fnv1a"),
    ],
  ] as const)("are counted, and warned of: %s", async (_, fields, place) => {
    const yaml = contract(...fields, "keys: k");
    const cwd = await afterwards(EVEN, EVEN, { yaml, earlierYaml: LIMIT });
    const run = await cli([...check, ...baseline], { cwd });
    const report = topicOf(run);
    expect(run.code).toBe(0);
    expect(report.verdict).toBe("warn");
    expect(report.violations).toMatchObject([
      { rule: "remap", severity: "warning", limit: 0, actual: shareMoved(place), standing: "new" },
    ]);
    expect(report.baseline).toMatchObject({ moved_keys: shareMoved(place), partitions: 8 });
    expectReport(run.stdout);
  });

  it.each([
    ["error", 1, 1],
    ["off", 0, 0],
    ["warning", 0, 1],
  ])("are of the severity %s where the contract says so", async (severity, code, findings) => {
    const yaml = contract("partitions: 12", "keys: k", `severity: { remap: ${severity} }`);
    const cwd = await afterwards(EVEN, EVEN, { yaml, earlierYaml: LIMIT });
    const run = await cli([...check, ...baseline], { cwd });
    expect(run.code).toBe(code);
    expect(topicOf(run).violations).toHaveLength(findings);
  });

  it("cannot be counted in a sample without the hashes for that", async () => {
    const cwd = await afterwards(EVEN, EVEN, {
      yaml: contract("partitions: 8", "partitioner: crc32", "keys: k.skew"),
      earlierYaml: LIMIT,
    });
    const args = ["sample", "k", "--output", "k.skew", "--hashes", "crc32"];
    expect(await cli(args, { cwd })).toMatchObject({ code: 0 });
    expectRefusal(await cli([...check, ...baseline], { cwd }), "murmur2", "--hashes");
  });

  it("are none where nothing about them is different", async () => {
    const run = await cli([...check, ...baseline], { cwd: await afterwards(EVEN, EVEN) });
    expect(topicOf(run)).toMatchObject({ violations: [], baseline: { moved_keys: 0 } });
  });
});

it("the keys and those to compare with cannot both come from standard input", async () => {
  const args = ["check", "--partitions", "4", "--keys", "-", "--baseline-keys", "-"];
  expectRefusal(await cli(args, { input: "a\n" }), "both come from standard input");
});

describe.concurrent("a baseline stays as it is", () => {
  it("also where a report is to go over it", async () => {
    const cwd = await afterwards(EVEN, HOT);
    const before = contents(cwd);
    await cli(["check", "-q", ...baseline], { cwd });
    await cli(["check", "-q", "--fail-on", "never", ...baseline], { cwd });
    expect(contents(cwd)).toEqual(before);
    for (const output of ["json:base.json", "text:./base.json"]) {
      expectRefusal(await cli(["check", ...baseline, "-o", output], { cwd }), "its own input");
    }
    const keysAs = ["--baseline-keys", "old", "-o", "json:old"];
    expectRefusal(await cli(["check", ...keysAs], { cwd }), "its own input");
    expect(contents(cwd)).toEqual(before);
  });
});

it("fails for every further change of the partition count, however the earlier one was told", async () => {
  const yaml = (partitions: number) =>
    contract(`partitions: ${partitions}`, "keys: k", "severity: { remap: error }", "fail_on: new");
  const cwd = folder({
    k: manyKeys(500),
    "12.yml": yaml(12),
    "24.yml": yaml(24),
    "48.yml": yaml(48),
  });
  const check = (name: string, ...args: string[]) =>
    cli(["check", "-c", `${name}.yml`, "-q", "-o", `json:${name}.json`, ...args], { cwd });
  expect((await check("12")).code).toBe(0);
  expect((await check("24", "--baseline", "12.json")).code).toBe(1);
  expect((await check("48", "--baseline", "24.json")).code).toBe(1);
});
