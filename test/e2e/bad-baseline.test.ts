import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gate } from "#doors/library/gate.ts";
import { RAW } from "../support/hostile.ts";
import { expectReport } from "../support/report-schema.ts";
import { cli, contents, contract, expectRefusal, folder, manyKeys, topicOf } from "./cli.ts";

/* Baselines that say nothing, or something hostile, through the built command line. */

const yaml = contract("partitions: 8", "max_partition_share: 0.2", "keys: k");
const files = { k: manyKeys(500), "skew_contract.yml": yaml };
const topic = gate({ topic: "t", partitions: 8, max_partition_share: 0.2 }, ["a", "a", "b"]);
const report = (...topics: object[]) => JSON.stringify({ version: 1, verdict: "pass", topics });
const LONG = "x".repeat(1_000_000);
const ESCAPES = "\u001b[2J\u202e\r\n::error::forged";

async function refused(baseline: string | Uint8Array, ...says: (string | RegExp)[]) {
  const cwd = folder({ ...files, "b.json": baseline });
  const before = contents(cwd);
  const run = await cli(["check", "--baseline", "b.json", "-o", "json:r.json"], { cwd });
  expectRefusal(run, "b.json", ...says);
  expect(run.stderr).not.toMatch(RAW);
  expect(run.stderr).not.toMatch(/^::/m);
  expect(contents(cwd)).toEqual(before);
}

describe.concurrent("a baseline is refused on one screen", () => {
  it.each<[string, string | Uint8Array, string | RegExp]>([
    ["that is empty", "", "it is not JSON"],
    ["that is broken JSON", '{"version": 1, "topics": [', "it is not JSON"],
    ["that is no UTF-8", new Uint8Array([0xff, 0xfe, 0x00]), /UTF|not JSON/],
    ["that is the contract", yaml, "it is not JSON"],
    ["that is null", "null", "it is not a report"],
    ["that is a number", "1e999", "it is not a report"],
    ["that is a text", '"report"', "it is not a report"],
    ["that is a list", "[[]]", "it is not a report"],
    ["that is other JSON", '{"name": "x", "version": "1.0.0"}', /version/],
    ["of SARIF", '{"version": "2.1.0", "runs": []}', "version"],
    ["of another version", JSON.stringify({ version: 2, topics: [] }), "version 2"],
    ["of a version without end", JSON.stringify({ version: LONG }), "version"],
    ["of a hostile version", JSON.stringify({ version: ESCAPES }), "version"],
    ["without topics", report(), "it is not a report"],
    ["of another topic", report({ ...topic, topic: "other" }), "only other"],
    [
      "of other topics with long and hostile names",
      report(
        ...Array.from({ length: 9 }, (_, i) => ({ ...topic, topic: `${ESCAPES}${i}${LONG}` })),
      ),
      "has none of the topics",
    ],
    ["with an infinite number", report(topic).replace(/"cv":[\d.]+/, '"cv":1e999'), "/cv"],
    ["with a share above 1", report({ ...topic, max_key_share: 1.5 }), "max_key_share"],
    ["with half a partition", report({ ...topic, partitions: 7.5 }), "/partitions"],
    ["without a record", report({ ...topic, records: 0 }), "/records"],
    ["without its counts", report({ ...topic, partition_counts: undefined }), "/topics/0"],
  ])("%s", async (_, baseline, says) => refused(baseline, says));

  it("that is missing", async () => {
    const run = await cli(["check", "--baseline", "none.json"], { cwd: folder(files) });
    expectRefusal(run, "none.json", "does not exist");
  });

  it("that is a folder", async () => {
    const run = await cli(["check", "--baseline", "d"], { cwd: folder({ ...files, "d/x": "" }) });
    expectRefusal(run, "d");
  });
});

describe.concurrent("a strange baseline that is a report is compared with", () => {
  async function compared(baseline: object) {
    const cwd = folder({ ...files, "b.json": report(baseline) });
    const args = ["check", "--baseline", "b.json"];
    const json = await cli([...args, "-o", "json"], { cwd });
    expect(json.code, json.stderr).toBe(0);
    expectReport(json.stdout);
    const outputs = ["markdown:m", "html:h", "sarif:s", "github:g", "junit:j", "prometheus:p"];
    const all = await cli([...args, ...outputs.flatMap((one) => ["-o", one])], { cwd });
    expect(all).toMatchObject({ code: 0, stderr: "" });
    for (const text of [
      all.stdout,
      ...["m", "h", "s"].map((name) => readFileSync(join(cwd, name), "utf8")),
    ]) {
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      expect(text).not.toMatch(RAW);
    }
    return topicOf(json);
  }

  it("with huge numbers", async () => {
    const huge = { partitions: 1e300, records: 1e308, placed_records: 1e308, gini: 1, cv: 1e308 };
    const { baseline } = await compared({ ...topic, ...huge, unique_keys: 1e308 });
    expect(baseline?.moved_keys).toBeGreaterThan(0);
  });

  it("with no key in it", async () => {
    await compared({ ...topic, partition_counts: [0], top_keys: [], top_partitions: [] });
  });

  it("with counts and keys that cannot be", async () => {
    const counts = Array.from({ length: 8 }, () => 5);
    const [key] = topic.top_keys;
    const keys = Array.from({ length: 10 }, () => ({ ...key, key: ESCAPES, share: 0 }));
    await compared({ ...topic, placed_records: 1, partition_counts: counts, top_keys: keys });
  });

  it("with rules that are none", async () => {
    const names = ["constructor", "__proto__", "toString", ESCAPES, LONG, "max_partition_share"];
    const violations = names.map((rule) => ({
      rule,
      severity: "error",
      limit: 0,
      actual: 1e308,
      message: ESCAPES,
    }));
    const { baseline } = await compared({ ...topic, violations });
    expect(baseline?.mended).toEqual(["max_partition_share"]);
  });

  it("of one topic alone, and with a byte order mark", async () => {
    const text = `\ufeff${JSON.stringify(topic)}`;
    const cwd = folder({ ...files, "b.json": text });
    const run = await cli(["check", "-o", "json", "--baseline", "b.json"], { cwd });
    expect(topicOf(run).baseline?.mended).toEqual(["max_partition_share"]);
  });
});

describe.concurrent("a baseline of a later release", () => {
  const more = { added: { later: [1] } };
  const violation = { limit: 0, actual: 1, message: "m", ...more };
  const [key] = topic.top_keys;
  const [partition] = topic.top_partitions;
  const later = {
    ...topic,
    ...more,
    verdict: "unsure",
    key_type: "avro",
    expected: { ...topic.expected, ...more, method: "exact" },
    top_keys: Array.from({ length: 20 }, () => ({ ...key, ...more })),
    top_partitions: Array.from({ length: 20 }, () => ({ ...partition, ...more })),
    violations: [
      { ...violation, rule: "max_entropy", severity: "fatal", standing: "older" },
      { ...violation, rule: "max_partition_share", severity: "notice" },
    ],
    baseline: {
      partitions: 8,
      partitioner: "later",
      measures: [{ rule: "max_entropy", before: 1, after: 2, ...more }],
      mended: ["max_entropy"],
      moved_keys: 0,
      gained_partitions: [],
      hot_keys: [],
      ...more,
    },
  };
  const whole = (one: object) =>
    JSON.stringify({ version: 1, verdict: "unsure", topics: [one], ...more });

  it.each([
    ["of all topics", whole(later)],
    ["of one topic", JSON.stringify(later)],
  ])("is read, whatever it adds: %s", async (_, baseline) => {
    const cwd = folder({ ...files, "b.json": baseline });
    const run = await cli(["check", "--baseline", "b.json", "-o", "json"], { cwd });
    expect(run.stderr).toBe("");
    expect(topicOf(run).baseline?.mended).toEqual(["max_partition_share"]);
  });

  it.each([
    ["unknown", "md5", '"md5"'],
    ["like a property", "__proto__", '"__proto__"'],
    ["hostile", ESCAPES + LONG, String.raw`"\x1b[2J`],
  ])("is not compared with where its partitioner is %s, in one line", async (_, name, shown) => {
    const broken = contract("partitions: 8", "sample_size: 100000", "keys: k");
    const baseline = whole({ ...later, partitioner: name });
    const cwd = folder({ ...files, "skew_contract.yml": broken, "b.json": baseline });
    const args = ["check", "--baseline", "b.json", "--fail-on", "new"];
    const outputs = ["text", "markdown:m", "html:h", "json:j"];
    const run = await cli([...args, ...outputs.flatMap((one) => ["-o", one])], { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    const line = run.stdout.split("\n").filter((text) => text.includes("Not compared"));
    expect(line).toHaveLength(1);
    expect(run.stdout).toContain(shown);
    expect(run.stdout).not.toMatch(RAW);
    for (const file of ["m", "h"]) {
      const text = readFileSync(join(cwd, file), "utf8");
      expect(text).toContain("Not compared: this release does not know");
      expect(text).not.toMatch(RAW);
    }
    const json = readFileSync(join(cwd, "j"), "utf8");
    expectReport(json);
    expect(JSON.parse(json).topics[0]).not.toHaveProperty("baseline");
  });
});
