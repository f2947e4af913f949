import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { TopicReport } from "#doors/library/index.ts";
import { cli, contract, expectRefusal, folder, judge, manyKeys, shell, topicOf } from "./cli.ts";
import { zstdStored } from "./zstd.ts";

type Files = Record<string, string | Uint8Array>;

async function judged(files: Files, keys: readonly string[], input?: Uint8Array | string) {
  const args = keys.flatMap((path) => ["--keys", path]);
  const cwd = folder(files);
  const run = await cli([...judge, "-o", "json", "--show-keys", "full", ...args], {
    cwd,
    ...(input === undefined ? {} : { input }),
  });
  return topicOf(run);
}

async function judgedBy(keysField: string, files: Files): Promise<TopicReport> {
  const text = contract("partitions: 8", `keys: ${keysField}`);
  const cwd = folder({ "skew_contract.yml": text, ...files });
  const report = topicOf(await cli(["check", "-o", "json", "--show-keys", "full"], { cwd }));
  return { ...report, topic: "keys" };
}

/** Three times a, an empty key, twice ä, twice `b, "c"`. */
const LINES = 'a\n\nä\nb, "c"\na\nä\na\nb, "c"\n';
const counted = 'key,count\na,3\n,1\n"ä",2\n"b, ""c""",2\n';
const rows = 'key\na\n""\nä\n"b, ""c"""\na\nä\n"a"\n"b, ""c"""\n';
const bom = (text: string) => Buffer.from(`\ufeff${text}`);
const crlf = (text: string) => text.replaceAll("\n", "\r\n");
const json = (key: (key: string) => unknown) =>
  LINES.trimEnd()
    .split("\n")
    .map((text) => `${JSON.stringify(key(text))}\n`)
    .join("");
const [half, otherHalf] = [LINES.slice(0, 12), LINES.slice(12)];
const gzipTwice = (text: string) => {
  return Buffer.concat([gzipSync(text.slice(0, 4)), gzipSync(text.slice(4))]);
};
const padded = (...members: readonly Uint8Array[]) => {
  return Buffer.concat(members.flatMap((member) => [member, Buffer.alloc(512)]));
};
const zstdTwice = (text: string) => {
  return Buffer.concat([zstdStored(text.slice(0, 4)), zstdStored(text.slice(4))]);
};

describe.concurrent("the same keys in another form are the same sample:", async () => {
  const plain = await judged({ "keys.txt": LINES }, ["keys.txt"]);

  /** Only records are taken for a random sample, which intervals need, not counts. */
  function expectAlike(report: TopicReport): void {
    const { confidence, ...sample } = plain;
    expect(report).toEqual({ ...sample, ...(report.confidence && { confidence }) });
  }

  it("what they are", () => {
    expect(plain).toMatchObject({ records: 8, unique_keys: 4, empty_keys: 1, null_keys: 0 });
    expect(plain.top_keys.map(({ key, count }) => [key, count])).toEqual([
      ["a", 3],
      ['b, "c"', 2],
      ["ä", 2],
      ["", 1],
    ]);
  });

  it.each<[string, Files, string[]]>([
    ["CRLF", { "k.txt": crlf(LINES) }, ["k.txt"]],
    ["no end of the last line", { "k.txt": LINES.trimEnd() }, ["k.txt"]],
    ["a byte order mark", { "k.txt": bom(LINES) }, ["k.txt"]],
    ["an ending that tells nothing", { k: LINES }, ["k"]],
    ["CSV of keys and counts", { "k.csv": counted }, ["k.csv"]],
    ["CSV of keys", { "k.csv": rows }, ["k.csv"]],
    ["CSV with CRLF and a byte order mark", { "k.CSV": bom(crlf(counted)) }, ["k.CSV"]],
    ["CSV without the last line's end", { "k.csv": counted.trimEnd() }, ["k.csv"]],
    ["JSON Lines", { "k.jsonl": json((key) => ({ key })) }, ["k.jsonl"]],
    [
      "NDJSON, CRLF, blank lines",
      { "k.ndjson": crlf(`\n${json((key) => ({ key }))}\n`) },
      ["k.ndjson"],
    ],
    ["gzip", { "k.gz": gzipSync(LINES) }, ["k.gz"]],
    ["gzip under another name", { "k.txt": gzipSync(LINES) }, ["k.txt"]],
    ["gzip of two members", { "k.gz": gzipTwice(LINES) }, ["k.gz"]],
    ["gzip with NULs behind it", { "k.gz": padded(gzipSync(LINES)) }, ["k.gz"]],
    [
      "gzip with NULs between its members",
      { "k.gz": padded(gzipSync(half), gzipSync(otherHalf)) },
      ["k.gz"],
    ],
    ["gzip of a byte order mark", { "k.gz": gzipSync(bom(LINES)) }, ["k.gz"]],
    ["CSV in gzip", { "k.csv.gz": gzipTwice(counted) }, ["k.csv.gz"]],
    ["zstd", { "k.zst": zstdStored(LINES) }, ["k.zst"]],
    ["zstd of two frames", { "k.zst": zstdTwice(LINES) }, ["k.zst"]],
    ["JSON Lines in zstd", { "k.jsonl.zst": zstdTwice(json((key) => ({ key }))) }, ["k.jsonl.zst"]],
    ["two files", { a: half, b: otherHalf }, ["a", "b"]],
    [
      "two files of two formats",
      { a: `${half}a\nä\na\n`, "b.csv": 'key\n"b, ""c"""\n' },
      ["a", "b.csv"],
    ],
    ["a glob", { "k1.txt": half, "k2.txt": otherHalf, "x.txt": "x\n" }, ["k*.txt"]],
    ["a deep glob", { "k/1/a.txt": half, "k/2/3/b.txt": otherHalf }, ["k/**/*.txt"]],
    ["a folder", { "k/a": half, "k/b/c": otherHalf, "k/_SUCCESS": "x", "k/.crc": "x" }, ["k"]],
    ["a name that looks like a glob", { "k[1].txt": LINES, "k1.txt": "x\n" }, ["k[1].txt"]],
    ["one file named twice", { k: LINES }, ["k", "./k", "k*"]],
  ])("%s", async (_, files, keys) => {
    expectAlike(await judged(files, keys));
  });

  it.each<[string, string, Files]>([
    ["a list", "[a, b]", { a: half, b: otherHalf }],
    ["a CSV column", "{path: k.csv, column: id}", { "k.csv": rows.replace("key", "id") }],
    [
      "CSV columns, whatever the file's ending",
      "{path: k.txt, column: id, count_column: n}",
      { "k.txt": `x,n,id\n1,3,a\n2,1,\n3,2,ä\n4,2,"b, ""c"""\n` },
    ],
    [
      "a JSON pointer",
      "{path: k.json, pointer: /a~1b/0/id}",
      { "k.json": json((id) => ({ "a/b": [{ id }] })) },
    ],
    ["the whole JSON value", '{path: k.jsonl, pointer: ""}', { "k.jsonl": json((key) => key) }],
    [
      "JSON with counts",
      "{path: k.jsonl, count_pointer: /n}",
      {
        "k.jsonl":
          '{"key":"a","n":3}\n{"key":"","n":1}\n{"key":"ä","n":2}\n{"key":"b, \\"c\\"","n":2}\n{"key":"x","n":0}\n',
      },
    ],
    ["lines, whatever the file's ending", "{path: k.csv, format: lines}", { "k.csv": LINES }],
  ])("%s, named in the contract", async (_, field, files) => {
    expectAlike(await judgedBy(field, files));
  });

  it.each([
    ["plain", Buffer.from(LINES)],
    ["gzip", gzipTwice(LINES)],
    ["zstd", zstdTwice(LINES)],
    ["a byte order mark", bom(LINES)],
  ])("standard input: %s", async (_, input) => {
    expect(await judged({}, ["-"], input)).toEqual(plain);
  });

  it("standard input and a file", async () => {
    expect(await judged({ k: half }, ["k", "-"], otherHalf)).toEqual(plain);
  });

  it("a link beside its file", async () => {
    const cwd = folder({ k: LINES });
    symlinkSync("k", join(cwd, "link"));
    const args = ["--keys", "k", "--keys", "link", "-o", "json", "--show-keys", "full"];
    expect(topicOf(await cli([...judge, ...args], { cwd }))).toEqual(plain);
  });
});

describe.concurrent("pipes that have a name", () => {
  const files = { k: LINES };
  const command = `skew ${judge.join(" ")} -o json --show-keys full`;

  it.each([
    ["/dev/stdin", `cat k | ${command} --keys /dev/stdin`],
    ["bash's <(…)", `${command} --keys <(cat k)`],
    ["a FIFO", `mkfifo f; cat k > f & ${command} --keys f`],
  ])("%s", async (_, line) => {
    expect(topicOf(await shell(line, { cwd: folder(files) }))).toMatchObject({ records: 8 });
  });
});

describe.concurrent("a pipe that nobody writes to ends in an error:", { timeout: 600_000 }, () => {
  const nobody = "nothing was written to it";
  it.skipIf(process.platform === "win32").each([
    ["keys", `skew ${judge.join(" ")} --keys f`],
    ["a contract", "skew validate --contract f"],
    ["a baseline", `skew ${judge.join(" ")} --keys k --baseline f`],
    ["a secret", "skew sample k -o k.skew --secret-file f"],
  ])("%s", async (_, line) => {
    expectRefusal(await shell(`mkfifo f; ${line}`, { cwd: folder({ k: LINES }) }), nobody);
  });

  it.skipIf(process.platform === "win32").each([
    ["opened later", "mkfifo f; (sleep 1; cat c > f) & skew validate --contract f"],
    ["written slowly", "mkfifo f; (cat c; sleep 1; cat x) > f & skew validate --contract f"],
    ["bash's <(…), slowly", "skew validate --contract <(sleep 1; cat c)"],
    ["keys opened later", `mkfifo f; (sleep 1; cat k > f) & skew ${judge.join(" ")} --keys f`],
    ["keys written slowly", `skew ${judge.join(" ")} --keys <(sleep 1; cat k; sleep 1; cat k)`],
  ])("but one that somebody writes to is read: %s", async (_, line) => {
    const cwd = folder({ k: LINES, c: contract("partitions: 8"), x: "    max_gini: 1\n" });
    expect(await shell(line, { cwd })).toMatchObject({ code: 0, stderr: "" });
  });
});

describe.concurrent("zstd as the zstd program writes it", () => {
  // seq 1 40 | sed 's/^/user-/' | zstd -19 | base64 -w0
  const compressed = Buffer.from(
    "KLUv/WQ3ACUCADJDCg/QtQFgtHAku7t3yrcothFgKPGs6O488azo7jjxrOjuNPGs6AYNQ5ASJ6gQ6G4G8NUQEukDOVo0vff6/59bBVIKFK81EA==",
    "base64",
  );
  const plain = Array.from({ length: 40 }, (_, i) => `user-${i + 1}\n`).join("");

  it("has the same keys", async () => {
    const expected = await judged({ k: plain }, ["k"]);
    expect(expected.unique_keys).toBe(40);
    expect(await judged({ "k.zst": compressed }, ["k.zst"])).toEqual(expected);
  });

  it("of pzstd, which begins with a frame to skip, has them too", async () => {
    const skip = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, compressed.length, 0, 0, 0]);
    const file = Buffer.concat([skip, compressed]);
    expect(await judged({ "k.zst": file }, ["k.zst"])).toMatchObject({ unique_keys: 40 });
  });

  it("is refused where a byte is wrong, as its checksum tells", async () => {
    const damaged = Buffer.from(compressed);
    damaged.writeUInt8(damaged.readUInt8(60) ^ 0x10, 60);
    const run = await cli([...judge, "--keys", "k.zst"], { cwd: folder({ "k.zst": damaged }) });
    expectRefusal(run, "damaged");
  });
});

describe.concurrent("keys are bytes", () => {
  it("that are no UTF-8 stay apart", async () => {
    const keys = Buffer.from([0x61, 0xff, 0x0a, 0x61, 0xfe, 0x0a, 0x61, 0xef, 0xbf, 0xbd, 0x0a]);
    const report = await judged({ k: keys }, ["k"]);
    expect(report.unique_keys).toBe(3);
    expect(report.top_keys.map(({ key_hex }) => key_hex)).toEqual([undefined, "61fe", "61ff"]);
    const csv = Buffer.concat([Buffer.from("key\n"), keys]);
    expect(await judged({ "k.csv": csv }, ["k.csv"])).toEqual(report);
  });

  it("with NUL, tab, CR inside, blanks around and marks further on stay apart", async () => {
    const keys = [
      "a",
      "a\0",
      "a\0b",
      " a",
      "a ",
      "a\t",
      "a\rb",
      "a\r",
      "\ufeffa",
      "A",
      "ä",
      "a\u0308",
    ];
    const text = keys
      .map((key) => `${key}\n`)
      .join("")
      .replace("a\r\n", "a\r\r\n");
    const report = await judged({ k: text }, ["k"]);
    expect(report.unique_keys).toBe(keys.length);
  });

  it("across the chunks a file is read in", async () => {
    const text = `${"x".repeat(1024 * 1024 - 3)}\nuser-ä-1\r\n${manyKeys(200_000)}last`;
    const report = await judged({ k: text, "k.gz": gzipSync(text) }, ["k"]);
    expect(report).toMatchObject({ records: 200_003, unique_keys: 200_003 });
    expect(await judged({ "k.gz": gzipSync(text) }, ["k.gz"])).toEqual(report);
    expect(await judged({ "k.zst": zstdStored(text) }, ["k.zst"])).toEqual(report);
  });

  it("and a blank line is an empty key, in the partition that Java gives it", async () => {
    const report = await judged({ k: "\n\r\n\n" }, ["k"]);
    expect(report).toMatchObject({ records: 3, unique_keys: 1, empty_keys: 3 });
    // murmur2("") & 0x7fffffff = 275646681
    expect(report.top_partitions[0]).toEqual({ partition: 275646681 % 8, count: 3, share: 1 });
  });

  it("and null keys are none: they are counted apart and have no partition", async () => {
    const report = await judged({ "k.jsonl": '{"key":null}\n{"key":"a"}\n{"key":null}\n' }, [
      "k.jsonl",
    ]);
    expect(report).toMatchObject({ records: 3, placed_records: 1, null_keys: 2, unique_keys: 1 });
    expect(report.partition_counts.reduce((sum, count) => sum + count)).toBe(1);
  });

  it("and JSON's numbers keep their digits", async () => {
    const keys = await judged(
      { "k.jsonl": '{"key":12345678901234567890}\n{"key":0.10}\n{"key":7}\n{"key":"7"}\n' },
      ["k.jsonl"],
    );
    const shown = keys.top_keys.map(({ key, count }) => [key, count]);
    expect(shown).toEqual([
      ["7", 2],
      ["0.10", 1],
      ["12345678901234567890", 1],
    ]);
  });
});

it.each([
  ["as a flag", ["--keys", "kv.txt", "--partitions", "8", "--max-gini", "1"], {}],
  ["in a contract", [], { "skew_contract.yml": contract("partitions: 8", "keys: kv.txt") }],
])("names delimiter for lines of plain text after a separator, %s", async (_, args, files) => {
  const lines = Array.from({ length: 90 }, (_, i) => `user${i % 30};note ${i}\n`).join("");
  const { code, stdout } = await cli(["check", ...args], {
    cwd: folder({ "kv.txt": lines, ...files }),
  });
  expect(code).toBe(0);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    'set format: console and delimiter: ";" under keys',
  );
});
