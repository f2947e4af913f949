import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gate } from "#doors/library/index.ts";
import { cli, contract, expectRefusal, folder, topicOf } from "./cli.ts";

/* Limits on bytes: by the sizes beside the keys, in every format that has them. */

/** 100 keys with 10 records each; one of them has 1,000 bytes in each record, all others have 10. */
const rows = Array.from({ length: 1000 }, (_, i) => {
  return { key: `user-${i % 100}`, bytes: i % 100 === 7 ? 1000 : 10 };
});
const TOTAL = 10 * 1000 + 990 * 10;
const HEAVY = 10_000 / TOTAL;
const CSV = `key,bytes\n${rows.map(({ key, bytes }) => `${key},${bytes}\n`).join("")}`;
const KCAT = rows
  .map(({ key, bytes }) => ({ topic: "t", key, payload: "x".repeat(bytes - key.length) }))
  .map((record) => `${JSON.stringify(record)}\n`)
  .join("");
const SIZED = ["--bytes-column", "bytes"];
const LIMITS = ["--max-partition-bytes-share", "0.3", "--max-key-bytes-share", "0.2"];
const check = ["check", "--partitions", "8", "-o", "json"];

describe.concurrent("limits on bytes", () => {
  it.each<[name: string, file: string, text: string, args: readonly string[]]>([
    ["CSV", "k.csv", CSV, SIZED],
    ["TSV", "k.tsv", CSV.replaceAll(",", "\t"), SIZED],
    ["JSON Lines", "k.jsonl", rows.map((row) => `${JSON.stringify(row)}\n`).join(""), SIZED],
    ["kcat, which has sizes of its own", "k.txt", KCAT, ["--format", "kcat"]],
  ])("are broken by one key's large records in %s", async (_, file, text, args) => {
    const cwd = folder({ [file]: text });
    const run = await cli([...check, "--keys", file, ...args, ...LIMITS], { cwd });
    expect(run.code).toBe(1);
    const report = topicOf(run);
    expect(report.record_bytes?.max_key_share).toBeCloseTo(HEAVY, 12);
    expect(report.max_key_share).toBe(0.01);
    expect(report.violations).toMatchObject([
      { rule: "max_partition_bytes_share", limit: 0.3 },
      { rule: "max_key_bytes_share", limit: 0.2, actual: report.record_bytes?.max_key_share },
    ]);
    const [heaviest, next] = report.record_bytes?.top_keys ?? [];
    expect(heaviest).toMatchObject({ bytes: 10_000, share: HEAVY });
    expect(next).toMatchObject({ bytes: 100 });
    expect(report.suggestions.join()).toMatch(/^Heavy key: .* has 50.3 % of the bytes and 1 % of/);
  });

  it("hold where they are wide enough, and by the same sizes on one thread and on two", async () => {
    const cwd = folder({ "k.csv": CSV });
    const wide = ["--max-partition-bytes-share", "0.8", "--max-key-bytes-share", "0.51"];
    const args = [...check, "--keys", "k.csv", ...SIZED, ...wide, "--threads"];
    const [one, two] = await Promise.all(["1", "2"].map((n) => cli([...args, n], { cwd })));
    expect(one).toMatchObject({ code: 0 });
    expect(two).toEqual(one);
  });

  it("are in the contract, with a severity and a tolerance", async () => {
    const cwd = folder({
      "skew_contract.yml": contract(
        "partitions: 8",
        "keys: { path: k.csv, bytes_column: bytes }",
        "max_partition_bytes_share: 0.3",
        "max_key_bytes_share: 0.2",
        "severity: { max_partition_bytes_share: warning, max_key_bytes_share: off }",
        "tolerance: { max_partition_bytes_share: 0.1 }",
      ),
      "k.csv": CSV,
    });
    const run = await cli(["check", "-o", "json"], { cwd });
    expect(run.code).toBe(0);
    expect(topicOf(run)).toMatchObject({
      verdict: "warn",
      violations: [{ rule: "max_partition_bytes_share", severity: "warning" }],
    });
  });

  it("below an equal share are refused", async () => {
    const args = [...check, "--keys", "k.csv", ...SIZED, "--max-partition-bytes-share", "0.1"];
    const run = await cli(args, { cwd: folder({ "k.csv": CSV }) });
    expectRefusal(run, "below 1/8 = 0.125", "Write 0.25 or more");
  });

  it("are compared with a baseline", async () => {
    const cwd = folder({ "k.csv": CSV });
    const args = [...check, "--keys", "k.csv", ...SIZED, ...LIMITS];
    writeFileSync(join(cwd, "before.json"), (await cli(args, { cwd })).stdout);
    for (const before of [
      ["--baseline", "before.json"],
      ["--baseline-keys", "k.csv"],
    ]) {
      const run = await cli([...args, ...before, "--fail-on", "new"], { cwd });
      expect(run.code).toBe(0);
      const report = topicOf(run);
      expect(report.violations).toMatchObject([
        { rule: "max_partition_bytes_share", standing: "known" },
        { rule: "max_key_bytes_share", standing: "known" },
      ]);
    }
  });

  it("are judged from a sample file with sizes", async () => {
    const cwd = folder({ "k.csv": CSV });
    expect(await cli(["sample", "k.csv", "-o", "k.skew", ...SIZED], { cwd })).toMatchObject({
      code: 0,
    });
    const [keys, sample] = await Promise.all([
      cli([...check, "--keys", "k.csv", ...SIZED, ...LIMITS], { cwd }),
      cli([...check, "--keys", "k.skew", ...LIMITS], { cwd }),
    ]);
    expect(sample.code).toBe(1);
    expect(topicOf(sample).violations).toEqual(topicOf(keys).violations);
  });

  it("are judged by the library", () => {
    const report = gate(
      { partitions: 8, max_key_bytes_share: 0.2 },
      rows.map((row) => ({ ...row, count: 1 })),
    );
    expect(report).toMatchObject({ verdict: "fail", record_bytes: { max_key_share: HEAVY } });
  });
});

describe.concurrent("limits on bytes without sizes", () => {
  const says = [/needs the sizes of records/, /--bytes-column/];

  it.each<[name: string, file: string, text: string]>([
    ["lines", "k.txt", "a\nb\n"],
    ["rows with a size that nobody named", "k.csv", CSV],
  ])("cannot be judged: %s", async (_, file, text) => {
    for (const limit of ["--max-partition-bytes-share", "--max-key-bytes-share"]) {
      const args = [...check, "--keys", file, limit, "0.9", "--no-count-column"];
      const run = await cli(file === "k.txt" ? args.slice(0, -1) : args, {
        cwd: folder({ [file]: text }),
      });
      expectRefusal(run, file, ...says);
    }
  });

  it("cannot be judged where only null keys have a size, or every size is 0", async () => {
    for (const text of ['{"key":null,"b":9}\n{"key":"a","b":0}\n', '{"key":"a","b":0}\n']) {
      const args = [...check, "--keys", "k.jsonl", "--bytes-column", "b", ...LIMITS];
      expectRefusal(await cli(args, { cwd: folder({ "k.jsonl": text }) }), "size above 0");
    }
  });

  it("are judged by the records that have one, with their number", async () => {
    const cwd = folder({
      "skew_contract.yml": contract(
        "partitions: 8",
        "keys: [{ path: k.csv, bytes_column: bytes }, more.txt]",
        "max_key_bytes_share: 0.2",
      ),
      "k.csv": CSV,
      "more.txt": "a\nb\nc\n",
    });
    const run = await cli(["check"], { cwd });
    expect(run.code).toBe(1);
    expect(run.stdout.replace(/\s+/g, " ")).toContain(
      "19,900 bytes (of 1,000 records, whose size is known), at most",
    );
  });
});

describe.concurrent("bytes beside records", () => {
  const args = ["check", "--partitions", "8", "--keys", "k.csv", ...SIZED, ...LIMITS];
  it.each<[report: string, says: readonly RegExp[]]>([
    [
      "text",
      [
        /19,900 bytes, at most 5\d.* % in one partition \(1\d.* % of the records\) and 50.3 % with one key \(1 %\)/,
        /partition share records of bytes/,
        /partition share bytes keys with the most bytes 4 50.3 % 10,000 "sha256/,
      ],
    ],
    [
      "markdown",
      [/50.3 % with one key \(1 %\)/, /partition share records of bytes/, /\| Share \| Bytes \|/],
    ],
    [
      "html",
      [
        /Key with the most bytes<\/dt><dd>50.3 %/,
        />Share of bytes</,
        /Keys with the most bytes<\/h3>/,
      ],
    ],
    [
      "prometheus",
      [
        /skew_contract_max_key_bytes_share_ratio\{topic="keys"\} 0.5025/,
        /skew_contract_max_partition_bytes_share_ratio\{topic="keys"\} 0.5/,
        /skew_contract_limit\{topic="keys",rule="max_key_bytes_share"\} 0.2/,
      ],
    ],
    ["csv", [/^partition,count,share,topic,bytes 0,\d+,0.\d+,keys,\d+ /]],
    ["junit", [/<testcase name="max_key_bytes_share"/]],
    ["sarif", [/"ruleId": "max_key_bytes_share"/]],
    ["github", [/keys%3A max_key_bytes_share::the key with the most bytes has 50.3 %25 of them/]],
  ])("are in the report: %s", async (report, says) => {
    const run = await cli([...args, "-o", report], { cwd: folder({ "k.csv": CSV }) });
    expect(run.code).toBe(1);
    const text = run.stdout.replace(/\s+/g, " ");
    for (const one of says) expect(text).toMatch(one);
  });
});
