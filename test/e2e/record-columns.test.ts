import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, contract, expectRefusal, folder, root, topicOf } from "./cli.ts";

/* Partitions, times and sizes beside the keys: scripts/fixtures/details.py has the same records. */

const details = join(root, "fixtures/details");
const START_MS = 1795827200000;
const rows = Array.from({ length: 60 }, (_, i) => {
  return { key: `user-${i % 7}`, partition: i % 3, ts: START_MS + i * 1000, size: 100 + i };
});
const lines = (line: (row: (typeof rows)[number], i: number) => string) =>
  rows.map((row, i) => `${line(row, i)}\n`).join("");
const iso = (ms: number) => new Date(ms).toISOString();

const check = ["check", "--partitions", "3", "-o", "json", "--keys"];
const NAMED = ["--partition-column", "partition", "--time-column", "ts", "--bytes-column", "size"];
const RECORDED = { records: 60, compared_records: 60, outside_records: 0, counts: [20, 20, 20] };
const SPAN = { records: 60, first: iso(START_MS), last: iso(START_MS + 59_000) };
const ALL = {
  recorded_partitions: RECORDED,
  time_span: SPAN,
  record_bytes: { records: 60, total: 60 * 100 + (60 * 59) / 2 },
};

const CSV = `key,partition,ts,size\n${lines((r) => `${r.key},${r.partition},${r.ts},${r.size}`)}`;
const KCAT = lines((r, i) => {
  const { key, partition, ts } = r;
  return JSON.stringify({ topic: "t", partition, offset: i, tstype: "create", ts, broker: 1, key });
});

describe.concurrent("columns beside the key", () => {
  it.each<[name: string, file: string, text: string, args: readonly string[]]>([
    ["CSV", "k.csv", CSV, []],
    ["TSV", "k.tsv", CSV.replaceAll(",", "\t"), []],
    [
      "CSV without a header",
      "k.csv",
      lines((r) => `${r.key},${r.partition},${r.ts},${r.size}`),
      "--no-header --column 1 --partition-column 2 --time-column 3 --bytes-column 4".split(" "),
    ],
    ["JSON Lines", "k.jsonl", lines((r) => JSON.stringify(r)), []],
    ["JSON", "k.json", JSON.stringify(rows), []],
    [
      "JSON with fields elsewhere",
      "k.jsonl",
      lines(({ key, ...meta }) => JSON.stringify({ key, meta })),
      ["/meta/partition", "/meta/ts", "/meta/size"].flatMap((at, i) => [NAMED[2 * i] ?? "", at]),
    ],
    ["kcat", "k.txt", lines((r) => JSON.stringify({ topic: "t", ...r })), ["--format", "kcat"]],
    ["seconds", "k.csv", CSV.replaceAll(/,(\d{10})(\d{3}),/g, ",$1.$2,"), []],
    ["microseconds", "k.csv", CSV.replaceAll(/,(\d{13}),/g, ",$1000,"), []],
    ["ISO 8601", "k.csv", CSV.replaceAll(/\d{13}/g, (ms) => iso(Number(ms))), []],
    [
      "another zone",
      "k.csv",
      CSV.replaceAll(/\d{13}/g, (ms) => {
        return iso(Number(ms) + 5.5 * 3600_000).replace("Z", "+05:30");
      }),
      [],
    ],
  ])("are read in %s", async (_, file, text, args) => {
    const given = args.some((arg) => arg.startsWith("--time")) ? args : [...NAMED, ...args];
    const run = await cli([...check, file, ...given], { cwd: folder({ [file]: text }) });
    expect(topicOf(run)).toMatchObject(ALL);
  });

  it.each([
    "timestamp-s.parquet",
    "timestamp-ms.parquet",
    "timestamp-us.parquet",
    "timestamp-ns.parquet",
    "text.parquet",
    "numbers.avro",
    "optional.avro",
    "connect",
  ])("are read in %s", async (file) => {
    const run = await cli([...check, file, ...NAMED], { cwd: details });
    expect(topicOf(run)).toMatchObject(ALL);
  });

  it.each<[name: string, text: string, args: readonly string[]]>([
    ["kcat -J", KCAT, ["--format", "kcat"]],
    ["kcat -J as JSON Lines", KCAT, ["--format", "jsonl"]],
    [
      "kafka-console-consumer",
      lines((r) => `CreateTime:${r.ts}\tPartition:${r.partition}\t${r.key}\t{"a":1}`),
      ["--format", "console"],
    ],
    [
      "CSV of Kafbat UI",
      `Offset,Key,Partition,Timestamp\n${lines((r, i) => `${i},${r.key},${r.partition},${iso(r.ts)}`)}`,
      ["--format", "csv", "--column", "Key"],
    ],
  ])("are known without being named in %s", async (_, text, args) => {
    const run = await cli([...check, "k.txt", ...args], { cwd: folder({ "k.txt": text }) });
    expect(topicOf(run)).toMatchObject({ recorded_partitions: RECORDED, time_span: SPAN });
  });

  it("may be missing where nobody named them", async () => {
    const text = KCAT.replace('"partition":0', '"partition":-1').replace(/"ts":\d+/, '"ts":-1');
    const run = await cli([...check, "k.txt", "--format", "kcat"], {
      cwd: folder({ "k.txt": text }),
    });
    const { recorded_partitions, time_span } = topicOf(run);
    expect(recorded_partitions).toMatchObject({ records: 59, counts: [19, 20, 20] });
    expect(time_span?.records).toBe(59);
  });

  it("size kcat's records by key and payload", async () => {
    const text = '{"key":"ab","payload":"caf\\u00e9"}\n{"key":null,"payload":null}\n';
    const run = await cli([...check, "k.txt", "--format", "kcat"], {
      cwd: folder({ "k.txt": text }),
    });
    expect(topicOf(run).record_bytes).toMatchObject({ records: 2, total: 7 });
  });

  it("give the shares of bytes by partition and key", async () => {
    const text = "key,size\na,1\nb,1\na,0\nc,98\n";
    const args = [...check, "k.csv", "--bytes-column", "size"];
    const { record_bytes, partition_counts } = topicOf(
      await cli(args, { cwd: folder({ "k.csv": text }) }),
    );
    expect(record_bytes).toMatchObject({ records: 4, total: 100, max_key_share: 0.98 });
    expect(record_bytes?.partition_bytes.reduce((sum, bytes) => sum + bytes)).toBe(100);
    expect(partition_counts.reduce((sum, count) => sum + count)).toBe(4);
  });

  it.each<[file: string, text?: string]>([
    ["k.csv", CSV],
    ["k.tsv", CSV.replaceAll(",", "\t")],
    ["k.jsonl", lines((r) => JSON.stringify(r))],
    ["k.json", JSON.stringify(rows)],
    ["text.parquet"],
    ["timestamp-us.parquet"],
    ["numbers.avro"],
    ["connect"],
  ])(
    "may be named in a contract for %s, with what part of the records the keys are",
    async (file, text) => {
      const columns = "partition_column: partition, time_column: ts, bytes_column: size";
      const path = text === undefined ? join(details, file) : file;
      const cwd = folder({
        "skew_contract.yml": contract(
          "partitions: 3",
          `keys: { path: ${JSON.stringify(path)}, ${columns} }`,
          "sample: census",
        ),
        ...(text === undefined ? {} : { [file]: text }),
      });
      const report = topicOf(await cli(["check", "-o", "json"], { cwd }));
      expect(report).toMatchObject({ ...ALL, sample: "census" });
    },
  );

  it("are kept in a proposed contract", async () => {
    const cwd = folder({ "k.csv": CSV });
    const args = ["init", "--partitions", "3", "k.csv", ...NAMED, "--sample", "random"];
    expect(await cli(args, { cwd })).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, "skew_contract.yml"), "utf8");
    expect(text).toContain("partition_column: partition, time_column: ts, bytes_column: size");
    expect(text).toContain("sample: random");
    expect(topicOf(await cli(["check", "-o", "json"], { cwd }))).toMatchObject(ALL);
  });

  it.each(["csv", "jsonl"])(
    "are read in every row, also beside numbers that may be counts: %s",
    async (ending) => {
      const records = ["k0,1,17,7", "k1,2,17,7", "k0,2,18,7", "k2,0,19,7"].map((row) =>
        row.split(","),
      );
      const json = records.map(([key, part, , b]) => `{"key":"${key}","part":${part},"b":${b}}\n`);
      const csv = `key,part,ts,b\n${records.map((row) => `${row.join()}\n`).join("")}`;
      const cwd = folder({ "k.csv": csv, "k.jsonl": json.join("") });
      const part = ending === "csv" ? "part" : "/part";
      const run = await cli([...check, `k.${ending}`, "--partition-column", part], { cwd });
      const { records: seen, counts } = topicOf(run).recorded_partitions ?? {};
      expect({ seen, counts }).toEqual({ seen: 4, counts: [1, 1, 2] });
    },
  );

  it("are not taken for counts", async () => {
    const text = "key,count,size\na,3,10\nb,4,20\n";
    const run = await cli([...check, "k.csv", "--bytes-column", "count", "--no-count-column"], {
      cwd: folder({ "k.csv": text }),
    });
    expect(topicOf(run)).toMatchObject({ records: 2, record_bytes: { total: 7 } });
  });
});

describe.concurrent("recorded partitions", () => {
  const custom = join(root, "fixtures/exports/sessions-custom-partitioner.jsonl");
  const DISAGREE = /recorded partitions do not agree with murmur2 over 12 partitions: 9.7 %/;
  const text = async (args: readonly string[]) => {
    const run = await cli(["check", "--partitions", "12", "--max-share", "0.2", ...args]);
    expect(run.code).toBe(0);
    return run.stdout.replace(/\s+/g, " ");
  };

  it.each(["text", "markdown", "html"])(
    "that do not fit the partitioner are said in %s",
    async (to) => {
      expect(await text(["--keys", custom, "-o", to])).toMatch(DISAGREE);
    },
  );

  it("that fit it are not worth a word", async () => {
    const even = join(root, "fixtures/exports/users.jsonl");
    expect(await text(["--keys", even])).not.toContain("recorded");
  });

  it("are no reason to refuse another partition count, unless they are named", async () => {
    const cwd = folder({ "k.jsonl": KCAT });
    const args = ["check", "--partitions", "2", "-o", "json", "--keys", "k.jsonl"];
    const { recorded_partitions } = topicOf(await cli(args, { cwd }));
    expect(recorded_partitions).toMatchObject({ records: 60, outside_records: 20 });
    const run = await cli([...args, "--partition-column", "partition"], { cwd });
    expectRefusal(run, "k.jsonl:3", "partition 2, but the topic has 2 partitions");
  });
});

describe.concurrent("what a column should not hold is refused:", () => {
  const with3 = (value: string) => `key,v\na,${value}\n`;
  it.each<[column: string, good: string, bad: string, says: string]>([
    ["partition", "1", "-1", "not a whole number of 0 or more"],
    ["partition", "1", "1.5", "not a whole number of 0 or more"],
    ["partition", "1", "99999999999", "not a whole number of 0 or more"],
    ["partition", "1", "", "the record has nothing in"],
    ["bytes", "1", "1e308", "not a whole number of bytes"],
    ["bytes", "1", "-5", "not a whole number of bytes"],
    ["bytes", "1", "9007199254740993", "2^53 bytes or more"],
    ["bytes", "9007199254740991", "1", "add up to more than 2^53"],
    ["time", "1795827200", "200000-01-01T00:00:00Z", "not a number since the epoch"],
    ["time", "1795827200", "6249223180800", "not a number since the epoch|epoch ms, but"],
    ["time", "1795827200", "1795827200000", "epoch ms, but those before it are epoch s"],
    ["time", "1795827200", "2026-11-28T00:00:00Z", "ISO 8601, but those before it are epoch s"],
    ["time", "2026-11-28T00:00:00Z", "2026-02-30T00:00:00Z", "not a number since the epoch"],
    ["time", "2026-11-28T00:00:00Z", "2026-11-28", "not a number since the epoch"],
    ["time", "1795827200", "7", "not a number since the epoch"],
  ])("%s %s and then %s", async (column, good, bad, says) => {
    const cwd = folder({ "k.csv": `${with3(good)}a,${bad}\n`, "k.jsonl": jsonl(good, bad) });
    for (const file of ["k.csv", "k.jsonl"]) {
      const run = await cli([...check, file, `--${column}-column`, "v"], { cwd });
      expectRefusal(
        run,
        `${file}:${file === "k.csv" ? 3 : 2}`,
        new RegExp(says.replace("^", "\\^")),
      );
    }
  });

  const jsonl = (...values: string[]) =>
    values.map((v) => `${JSON.stringify({ key: "a", v })}\n`).join("");

  it.each<[name: string, file: string, text: string, says: readonly string[]]>([
    ["no such column", "k.csv", "key,w\na,1\n", ['no column "v"', "k.csv:1"]],
    ["a field that one record lacks", "k.jsonl", '{"key":"a","v":1}\n{"key":"a"}\n', ["k.jsonl:2"]],
    ["a list", "k.jsonl", '{"key":"a","v":[1]}\n', ["k.jsonl:1", "whole number"]],
  ])("%s", async (_, file, text, says) => {
    const run = await cli([...check, file, "--partition-column", "v"], {
      cwd: folder({ [file]: text }),
    });
    expectRefusal(run, ...says);
  });

  it.each<[file: string, args: readonly string[], says: string]>([
    ["missing.parquet", ["--partition-column", "partition"], 'nothing in "partition"'],
    ["date.parquet", ["--time-column", "ts"], "has the type DATE"],
    ["numbers.avro", ["--time-column", "when"], 'no column "when"'],
    ["numbers.avro", ["--time-column", "key"], "not a number since the epoch"],
    ["timestamp-ms.parquet", ["--bytes-column", "bytes"], 'no column "bytes"'],
  ])("%s %j", async (file, args, says) => {
    expectRefusal(await cli([...check, file, ...args], { cwd: details }), file, says);
  });

  it.each(["lines", "uniq", "console"])("columns in format %s", async (format) => {
    const args = [...check, "k.txt", "--format", format, "--bytes-column", "v"];
    const run = await cli(args, { cwd: folder({ "k.txt": "1 a\n" }) });
    expectRefusal(run, `format ${format} has no columns`);
  });
});
