import { describe, expect, it } from "vitest";
import { cli, folder } from "./cli.ts";

/* Records as tools print or write them, which are not one key per line, and keys that resemble them. */

const rows = (row: (i: number) => string, before = "", after = "") =>
  before + Array.from({ length: 60 }, (_, i) => `${row(i)}\n`).join("") + after;
const key = (i: number) => `u${i % 7}`;
const check = ["check", "--partitions", "4", "--sample-size", "1", "--keys"];

describe.concurrent("a file is refused that has", () => {
  it.each<[what: string, file: string, content: string, says: string]>([
    [
      "records of psql -x",
      "k",
      rows((i) => `-[ RECORD ${i + 1} ]\nkey | ${key(i)}`),
      "a line per field",
    ],
    [
      "records of mysql -E",
      "k",
      rows((i) => `**** ${i + 1}. row ****\nkey: ${key(i)}`),
      "a line per field",
    ],
    [
      "lines of sqlite3",
      "k",
      rows((i) => `  key = ${key(i)}\namount = ${i}\n`),
      "a line per field",
    ],
    [
      "a column of psql",
      "k",
      rows((i) => ` ${key(i)}`, " key \n-----\n", "(60 rows)\n"),
      "a table",
    ],
    ["psql's row count", "k", rows((i) => `${key(i)}|x`, "key|note\n", "(60 rows)\n"), "psql"],
    ["SQL", "k", rows((i) => `INSERT INTO o VALUES('${key(i)}',${i});`), "SQL statements"],
    [
      "JSON among fields",
      "k",
      rows((i) => `${key(i)}|{"a":${i}}|${i}`),
      "--format csv --no-header --delimiter '|' --column 1",
    ],
    [
      "JSON in quotes",
      "k",
      rows((i) => `${key(i)},"{""a"":${i}}",${i}`),
      "--format csv --no-header --column 1",
    ],
    [
      "a header above numbers",
      "k",
      rows((i) => `${key(i)}|${i * 37}`, "user_id|amount\n"),
      "--delimiter '|' --column user_id",
    ],
    [
      "a printed pandas Series",
      "k",
      rows(
        (i) => `u${i}`.padEnd(8) + `${i % 9}`.padStart(4),
        "key\n",
        "Name: count, dtype: int64\n",
      ),
      "counts: each key once",
    ],
    [
      "Excel's sep=",
      "k.csv",
      rows((i) => `${key(i)};x${i}`, "sep=;\r\nuser_id;note\r\n"),
      "--column user_id",
    ],
    [
      "Redpanda Console's keys",
      "k.jsonl",
      rows((i) => `{"key":{"payload":"${key(i)}","encoding":"text","schemaId":0}}`),
      "--pointer /key/payload",
    ],
  ])("%s", async (_, file, content, says) => {
    const cwd = folder({ [file]: content });
    const { code, stderr } = await cli([...check, file], { cwd });
    expect(code, stderr).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain(says);
  });

  it("one JSON object with keys as fields, without advice to read one of them", async () => {
    const cwd = folder({ "k.json": '{"US":600,"c1":2}' });
    const { code, stderr } = await cli([...check, "k.json"], { cwd });
    expect(code).toBe(2);
    expect(stderr).not.toMatch(/\/US|\/c1/);
  });
});

describe.concurrent("a log is refused by", () => {
  const k = rows((i) => `2026-01-01T00:00:${i + 10}Z INFO sent ${key(i)} as number ${i}`);
  it.each([
    ["init", ["init", "--partitions", "4", "t=k"]],
    ["sample", ["sample", "k", "--output", "k.skew"]],
    ["explain", ["explain", "--keys", "k", "--partitions", "4"]],
    ["baseline", ["baseline", "--contract", "c.yml", "--output", "b.json"]],
  ])("%s", async (_, args) => {
    const contract = "version: 1\ntopics:\n  t: {partitions: 4, keys: k}\n";
    const { code, stderr } = await cli(args, { cwd: folder({ k, "c.yml": contract }) });
    expect(code, stderr).toBe(2);
    expect(stderr).toContain("this looks like a log");
  });
});

it("psql's number of rows is found at the end of a long file", async () => {
  const long = (rows: number) => `${"user-0000\n".repeat(rows)}(${rows} rows)\n`;
  const cwd = folder({ little: long(10_000), large: long(100_000) });
  for (const file of ["little", "large"]) {
    const { code, stderr } = await cli([...check, file], { cwd });
    expect(code, stderr).toBe(2);
    expect(stderr.replace(/\s+/g, " ")).toContain("number in the last line");
  }
});

describe.concurrent("keys are judged that are", () => {
  it.each<[what: string, content: string]>([
    ["composite, with numbers", rows((i) => `eu|${i}`, "eu|total\n")],
    ["composite, with names", rows((i) => `tenant${i}|user`, "acme|bob\n")],
    ["Hive's partitions", rows((i) => `country=US/day=${i}`)],
    ["padded", rows((i) => `AB  ${i}x`)],
    ["JSON", rows((i) => `{"id":${i % 7}}`)],
  ])("%s", async (_, content) => {
    const { code, stderr } = await cli([...check, "k"], { cwd: folder({ k: content }) });
    expect(code, stderr).not.toBe(2);
  });
});
