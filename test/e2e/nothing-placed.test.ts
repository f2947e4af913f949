import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, contract, folder } from "./cli.ts";

/** 100,000 records without a key, and 500 with one. */
const SOME = `${"\\N\n".repeat(99_500)}${Array.from({ length: 500 }, (_, i) => `k${i}\n`).join("")}`;
const NULLS = "\\N\n".repeat(1000);
const NULL_TOKEN = ["--null-token", "\\N"];
const FIELDS = ["keys: {path: keys, format: lines}", 'null_token: "\\\\N"', "partitions: 12"];

describe.concurrent("records without a key", () => {
  it("are no evidence for sample_size", async () => {
    const cwd = folder({ keys: SOME });
    const flags = ["--keys", "keys", "--partitions", "12", "--sample-size", "100000"];
    const run = await cli(["check", ...flags, ...NULL_TOKEN], { cwd });
    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/✗ sample_size +≥ 100,000 +500\n/);
  });

  it("alone break limits on the sample, with a report of the usual form", async () => {
    const limits = ["max_partition_share: 0.2", "max_null_keys: 0.01", "sample_size: 100"];
    const cwd = folder({ keys: NULLS, "c.yml": contract(...FIELDS, ...limits) });
    const outputs = ["--output", "text", "--output", "json:r.json", "--output", "html:r.html"];
    const run = await cli(["check", "--contract", "c.yml", ...outputs], { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(/^✗ t: contract broken, 2 rules\n/);
    expect(run.stdout).not.toContain("max_partition_share");
    const { topics } = JSON.parse(readFileSync(join(cwd, "r.json"), "utf8"));
    expect(topics[0]).toMatchObject({ records: 1000, placed_records: 0, top_keys: [] });
    expect(readFileSync(join(cwd, "r.html"), "utf8")).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("alone cannot be judged by other limits, nor proposed limits for, nor explained", async () => {
    const text = contract(...FIELDS, "max_gini: 0.1", "sample_size: 1");
    const others = text.replace("sample_size: 1", "max_null_keys: 1");
    const cwd = folder({ keys: NULLS, "broken.yml": text, "others.yml": others });
    const json = folder({ "k.jsonl": '{"key":null}\n' });
    const runs = [
      cli(["check", "--contract", "others.yml"], { cwd }),
      cli(["explain", "--contract", "broken.yml"], { cwd }),
      cli(["init", "--partitions", "12", "k.jsonl"], { cwd: json }),
    ];
    for (const run of await Promise.all(runs)) {
      expect(run).toMatchObject({ code: 2, stdout: "" });
      expect(run.stderr).toMatch(/none of the 1(000)? records gets its partition from its key/);
    }
    expect((await cli(["check", "--contract", "broken.yml"], { cwd })).code).toBe(1);
  });

  it("may be the earlier keys, and the earlier report", async () => {
    const text = contract(...FIELDS, "sample_size: 1", "max_null_keys: 0.5");
    const cwd = folder({ before: NULLS, keys: SOME, "c.yml": text });
    const check = ["check", "--contract", "c.yml"];
    await cli([...check, "--keys", "before", "--report", "before.json"], { cwd });
    for (const baseline of [
      ["--baseline", "before.json"],
      ["--baseline-keys", "before"],
    ]) {
      const run = await cli([...check, ...baseline], { cwd });
      expect(run).toMatchObject({ code: 1, stderr: "" });
      expect(run.stdout).toMatch(/max_null_keys .*was 100 %, known/);
      expect(run.stdout).not.toMatch(/NaN|went hot|gained most/);
    }
  });
});
