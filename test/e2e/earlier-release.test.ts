import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseContract } from "#core/contract/parse.ts";
import { signedHeader } from "#core/samples/sample-format.ts";
import { cli, folder, root } from "./cli.ts";

/* Files of commit 4438be7, which every later release reads: fixtures/4438be7/README.md. */

const cwd = join(root, "fixtures/4438be7");
const textOf = (name: string) => readFileSync(join(cwd, name), "utf8");

async function json(args: readonly string[], place = cwd) {
  const run = await cli(["check", ...args, "-o", "json"], { cwd: place });
  expect(run.stderr).toBe("");
  return { code: run.code, report: JSON.parse(run.stdout) };
}

describe.concurrent("contracts", () => {
  it("are valid with every field that there was", () => {
    expect(parseContract(textOf("all_fields.yml")).topics).toHaveLength(4);
  });

  it.each([
    ["all_fields", 1],
    ["pass", 0],
    ["warn", 0],
  ])("are judged as they were: %s", async (name, exitCode) => {
    const { code, report } = await json(["-c", `${name}.yml`]);
    expect(code).toBe(exitCode);
    const then = JSON.parse(textOf(`${name}.json`));
    expect(report.verdict).toBe(then.verdict);
    // Fields may be added, sentences and advice may get better, and sample_size no longer counts
    // records without a place.
    const figures = ({ topics }: typeof then) =>
      topics.map(({ suggestions: _, violations, top_keys, ...topic }: typeof then) => ({
        ...topic,
        violations: violations.map(({ message: __, actual, ...one }: typeof then) =>
          one.rule === "sample_size" ? one : { ...one, actual },
        ),
      }));
    expect(figures(report)).toMatchObject(figures(then));
  });
});

describe.concurrent("baselines", () => {
  it.each(["hash", "full", "none"])("are compared with: keys shown as %s", async (mode) => {
    const baseline = `baseline_${mode}.json`;
    const args = ["-c", "all_fields.yml", "--baseline", baseline, "--fail-on", "new"];
    const { code, report } = await json(args);
    expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: "warn" });
    for (const { violations, baseline: change } of report.topics) {
      expect(violations.every(({ standing }: { standing: string }) => standing === "known")).toBe(
        true,
      );
      expect(change).toMatchObject({ moved_keys: 0, mended: [], hot_keys: [] });
    }
  });

  it("know what another partition count moves, and what is worse", async () => {
    const yaml = textOf("pass.yml").replace("partitions: 12", "partitions: 24");
    const place = folder({
      "c.yml": yaml,
      "orders.txt": textOf("orders.txt"),
      "b.json": textOf("pass.json"),
    });
    const { code, report } = await json(["-c", "c.yml", "--baseline", "b.json"], place);
    expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: "warn" });
    expect(report.topics[0]).toMatchObject({
      violations: [{ rule: "remap", standing: "new" }],
      baseline: { partitions: 12, partitioner: "murmur2" },
    });
    expect(report.topics[0].baseline.moved_keys).toBeCloseTo(0.5, 1);
  });

  it.each(["one_topic", "against_baseline"])("may be any report: %s", async (name) => {
    const args = ["-c", "all_fields.yml", "-t", "clicks", "--baseline", `${name}.json`];
    const { code, report } = await json([...args, "--fail-on", "new"]);
    expect({ code, verdict: report.verdict }).toEqual({ code: 0, verdict: "warn" });
  });
});

const ORDERS = [46, 47, 48, 56, 59, 49, 52, 56, 43, 45, 47, 52];
const CLICKS = {
  murmur2: [8, 304, 8, 8, 10, 4, 48, 4, 204, 15, 4, 10],
  crc32: [215, 8, 10, 6, 6, 2, 4, 10, 44, 312, 4, 6],
  fnv1a: [10, 248, 306, 13, 4, 2, 6, 6, 6, 8, 8, 10],
  xxh32: [4, 13, 4, 46, 12, 8, 204, 2, 10, 304, 14, 6],
  "kafkajs-legacy": [15, 14, 204, 306, 4, 46, 10, 2, 12, 6, 8, 0],
};

describe.concurrent("samples", () => {
  it.each([
    ["plain.skew", "none"],
    ["plain.skew.gz", "none"],
    ["plain.skew.zst", "none"],
    ["secret.skew", "3d736c2c1a5a05b2"],
  ])("are judged as they were: %s", async (name, secret) => {
    const { code, report } = await json(["--keys", name, "--partitions", "12"]);
    const topic = { records: 600, unique_keys: 600, sample_secret: secret };
    expect({ code, ...report.topics[0] }).toMatchObject({
      code: 0,
      ...topic,
      partition_counts: ORDERS,
    });
  });

  it.each(Object.entries(CLICKS))("hold the hashes of %s", async (name, counts) => {
    const args = ["--keys", "all_hashes.skew", "--partitions", "12", "--partitioner", name];
    const { report } = await json(args);
    const topic = { records: 632, unique_keys: 44, empty_keys: 7, null_keys: 5 };
    expect(report.topics[0]).toMatchObject({ ...topic, partition_counts: counts });
  });

  it("hold typed keys", async () => {
    const args = ["--key-type", "long", "--partitioner", "fnv1a", "--partitions", "12"];
    const { report } = await json(["--keys", "long.skew", ...args]);
    const counts = [8, 8, 8, 8, 9, 9, 9, 9, 8, 8, 8, 8];
    expect(report.topics[0]).toMatchObject({ records: 100, partition_counts: counts });
  });

  it("of a later release are read, without the fields and hashes that are not known", async () => {
    const sample = readFileSync(join(cwd, "secret.skew"));
    const lineEnd = sample.indexOf("\n");
    const old = JSON.parse(sample.subarray(0, lineEnd).toString());
    const entryBytes = 13;
    const body = Buffer.concat(
      Array.from({ length: old.keys }, (_, i) => {
        const at = lineEnd + 1 + i * entryBytes;
        // Digest, an unknown hash, that of murmur2, a count of one byte.
        return [sample.subarray(at, at + 8), Buffer.alloc(4, 7), sample.subarray(at + 8, at + 13)];
      }).flat(),
    );
    const header = { ...old, hashes: ["jump", ...old.hashes], added: { later: 1 } };
    const sha256 = createHash("sha256").update(signedHeader(header)).update(body).digest("hex");
    const line = Buffer.from(`${JSON.stringify({ ...header, sha256 })}\n`);
    const place = folder({ "k.skew": Buffer.concat([line, body]) });
    const { report } = await json(["--keys", "k.skew", "--partitions", "12"], place);
    expect(report.topics[0]).toMatchObject({ records: 600, partition_counts: ORDERS });
    const args = ["check", "--keys", "k.skew", "--partitions", "12", "--partitioner", "crc32"];
    const refused = await cli(args, { cwd: place });
    expect(refused).toMatchObject({ code: 2 });
    expect(refused.stderr).toContain("no hashes for the partitioner crc32, only murmur2");
  });
});
