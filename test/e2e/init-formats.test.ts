import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cli, folder, judge, root, topicOf } from "./cli.ts";
import { zstdStored } from "./zstd.ts";

/* A contract that init proposes is satisfied by the same files, which it says how to read. */

const KEYS = Array.from({ length: 400 }, (_, i) => (i % 3 === 0 ? "hot" : `user-${i % 90}`));
const rows = (row: (key: string, i: number) => string, header = "") =>
  header + KEYS.map((key, i) => `${row(key, i)}\n`).join("");

const LINES = rows((key) => key);
const CSV = rows((key, i) => `${key},x${i}`, "key,note\n");
const JSONL = rows((key, i) => JSON.stringify({ key, note: `x${i}` }));
const KCAT = rows((key, offset) => JSON.stringify({ topic: "t", offset, key, payload: "x" }));
const CONSOLE = rows((key, i) => `CreateTime:${1700000000000 + i}\t${key}\t{"a":1}`);
const TYPED = rows((_, i) => String(i % 90));

type Case = [name: string, file: string, content: string | Uint8Array, flags?: string];

/** Reading flags, and the fields that they must become. */
const FIELDS: Readonly<Record<string, string>> = {
  "--format": "format",
  "--column": "column",
  "--count-column": "count_column",
  "--no-count-column": "count_column: false",
  "--delimiter": "delimiter",
  "--no-header": "header: false",
  "--pointer": "pointer",
  "--missing-null": 'missing: "null"',
  "--key-type": "key_type",
  "--sample": "sample",
};

async function expectSatisfied(cwd: string, path: string, flags: readonly string[]) {
  const init = await cli(["init", "--partitions", "8", `t=${path}`, ...flags], { cwd });
  expect(init, init.stderr).toMatchObject({ code: 0 });
  const text = readFileSync(join(cwd, "skew_contract.yml"), "utf8");
  for (const flag of flags.filter((word) => word.startsWith("--"))) {
    expect(text).toContain(FIELDS[flag]);
  }
  const check = await cli(["check", "-o", "json"], { cwd });
  expect(check, check.stderr + check.stdout).toMatchObject({ code: 0 });
  const byFlags = topicOf(await cli([...judge, "-o", "json", "--keys", path, ...flags], { cwd }));
  const { records, unique_keys, null_keys, partition_counts } = byFlags;
  expect(topicOf(check)).toMatchObject({ records, unique_keys, null_keys, partition_counts });
}

describe.concurrent("init and then check read", () => {
  it.each<Case>([
    ["lines", "k.txt", LINES],
    ["typed lines", "k.txt", TYPED, "--key-type long"],
    ["gzipped lines", "k.txt.gz", gzipSync(LINES)],
    ["zstd lines", "k.txt.zst", zstdStored(LINES)],
    ["CSV", "k.csv", CSV],
    ["gzipped CSV", "k.csv.gz", gzipSync(CSV)],
    ["zstd CSV", "k.csv.zst", zstdStored(CSV)],
    ["CSV by its content", "export", CSV, "--format csv"],
    ["another column", "k.csv", CSV.replace("key", "user_id"), "--column user_id"],
    ["counts", "k.csv", "key,count\na,30\nb,20\nc,25\n"],
    ["named counts", "k.csv", "key,total\na,30\nb,20\nc,25\n", "--count-column total"],
    ["no counts", "k.csv", "key,amount\na,30\nb,20\nc,25\n", "--no-count-column"],
    ["Excel's semicolons", "k.csv", `sep=;\r\n${CSV.replaceAll(",", ";")}`],
    ["a delimiter", "k.csv", CSV.replaceAll(",", "|"), "--delimiter |"],
    ["^A", "k", CSV.replaceAll(",", "\x01"), "--delimiter \\x01 --column key"],
    ["CSV without a header", "k.csv", CSV.replace(/.*\n/, ""), "--no-header --column 1"],
    ["TSV", "k.tsv", CSV.replaceAll(",", "\t")],
    ["TSV by its name", "k", CSV.replaceAll(",", "\t"), "--format tsv"],
    ["JSON Lines", "k.jsonl", JSONL],
    ["gzipped JSON Lines", "k.jsonl.gz", gzipSync(JSONL)],
    ["a pointer", "k.jsonl", JSONL.replaceAll('"key"', '"a/b"'), "--pointer /a~1b"],
    ["missing keys", "k.jsonl", `${JSONL}{}\n`, "--missing-null"],
    [
      "a JSON list",
      "k.json",
      JSON.stringify(
        JSONL.trim()
          .split("\n")
          .map((x) => JSON.parse(x)),
      ),
    ],
    ["JSON over several lines", "k.json", rows((key) => JSON.stringify({ key }, null, 2))],
    ["JSON by its name", "k", rows((key) => JSON.stringify({ key }, null, 2)), "--format json"],
    ["kcat", "k.txt", KCAT, "--format kcat"],
    ["kafka-console-consumer", "k.txt", CONSOLE, "--format console"],
    [
      "kafka-console-consumer with headers and a separator",
      "k.txt",
      rows((key) => `Partition:1|NO_HEADERS|${key}|x`),
      "--format console --delimiter |",
    ],
    ["uniq -c", "k.txt", "     30 a\n     20 b c\n     25 d\n", "--format uniq"],
    ["a part of the records", "k.txt", LINES, "--sample random"],
  ])("%s", async (_, file, content, flags = "") => {
    await expectSatisfied(folder({ [file]: content }), file, flags.split(" ").filter(Boolean));
  });

  it.each([
    ["keys-snappy.parquet"],
    ["duckdb-counts.parquet"],
    ["user.parquet", "--column", "user_id"],
    ["nullable.parquet"],
    ["spark-parquet"],
    ["spark-parquet/part-*.parquet"],
    ["spark-text"],
    ["spark-counts"],
    ["days"],
    ["keys-deflate.avro"],
    ["nullable.avro"],
  ])("%s", async (path, ...flags) => {
    const cwd = folder();
    const name = path.split("/")[0] ?? path;
    cpSync(join(root, "fixtures/exports", name), join(cwd, name), { recursive: true });
    await expectSatisfied(cwd, path, flags);
  });

  it("key counts without the keys' text", async () => {
    const cwd = folder({ "k.txt": LINES });
    await cli(["sample", "k.txt", "--output", "k.skew"], { cwd });
    await expectSatisfied(cwd, "k.skew", []);
  });
});
