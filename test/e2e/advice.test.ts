import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, folder, type Run, root } from "./cli.ts";

/*
 * Whoever follows a refusal's advice literally, as flags or as contract fields, gets a verdict; if not,
 * the refusal said what comes next.
 */

interface Case {
  readonly name: string;
  readonly args: readonly string[];
  readonly stdin?: string;
}

const data = join(root, "fixtures/exports");
const { cases, flags }: { cases: readonly Case[]; flags: Record<string, readonly string[]> } =
  JSON.parse(readFileSync(join(data, "cases.json"), "utf8"));

/** Names that the reader of a message would have to replace. */
const PLACEHOLDERS = /…|\b(FIELD|NAME|SEPARATOR|COLUMN)\b|\/field\b/;
const ADVICE =
  /((?:--[a-z-]+(?: (?:'(?:[^']|'\\'')*'|[^\s'()-][^\s'()]*))? )+)\(in the contract: keys: (\{.*?\})\)/g;

interface Advice {
  readonly flags: readonly string[];
  readonly keys: string;
}

function adviceIn(message: string): Advice[] {
  return [...message.matchAll(ADVICE)].map(([, text = "", keys = ""]) => {
    const words = [...text.matchAll(/'((?:[^']|'\\'')*)'|\S+/g)];
    return { flags: words.map(([word, quoted]) => quoted ?? word), keys };
  });
}

function contractOf(args: readonly string[], keys: string): string {
  const type = args.indexOf("--key-type");
  const fields = type < 0 ? "" : `, key_type: ${args[type + 1]}`;
  return `version: 1\ntopics: { t: { partitions: 12, max_partition_share: 0.2, keys: ${keys}${fields} } }\n`;
}

/** A refusal that follows is fine only if the first one said the same. */
function expectJudged({ code, stderr }: Run, first: string) {
  if (code !== 2) return;
  const what = /^error: (.*)/.exec(stderr)?.[1] ?? "";
  expect(first).toContain(what);
}

describe.concurrent("the advice of a refusal, followed on the same file:", () => {
  const cwd = folder();
  cpSync(data, cwd, { recursive: true });

  it.each(cases)("$name", async ({ name, args, stdin }) => {
    const given = args.flatMap((arg) => flags[arg] ?? [arg]);
    const input = stdin === undefined ? "" : readFileSync(join(data, stdin));
    const first = await cli(given, { cwd, input });
    if (first.code !== 2) return;
    const message = first.stderr.replace(/\s+/g, " ");
    expect(message).not.toMatch(PLACEHOLDERS);
    for (const [i, { flags: more, keys }] of adviceIn(message).entries()) {
      const byFlags = await cli([...given, ...more, "-o", "json"], { cwd, input });
      expectJudged(byFlags, message);
      const file = `${name}-${i}.yml`;
      writeFileSync(join(cwd, file), contractOf(given, keys));
      const byContract = await cli(["check", "-c", file, "-o", "json"], { cwd, input });
      expectJudged(byContract, message);
      expect(partitionsIn(byContract)).toEqual(partitionsIn(byFlags));
    }
  });
});

describe.concurrent("what a refusal advises for", () => {
  const rows = (row: (i: number) => string, header = "") =>
    header + Array.from({ length: 60 }, (_, i) => `${row(i)}\n`).join("");
  const user = (i: number) => `u${i % 7}`;
  const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();

  it.each<[what: string, file: string, content: string | Uint8Array, ...says: string[]]>([
    [
      "JSON by the likeliest field",
      "k.log",
      rows((i) => `{"seq":${i},"user_id":"${user(i)}"}`),
      "--format jsonl --pointer /user_id",
    ],
    [
      "a JSON field inside others",
      "k.jsonl",
      rows((i) => `{"at":${i},"data":{"orderKey":"${user(i)}"}}`),
      "--pointer /data/orderKey",
    ],
    [
      "a JSON record without a key",
      "k.jsonl",
      rows((i) => (i % 9 === 8 ? '{"v":1}' : `{"key":"${user(i)}"}`)),
      "--missing-null",
    ],
    [
      "JSON records in a field",
      "k.json",
      '{"data":[{"key":"a"}]}',
      "jq -c '.data[]' k.json > k.jsonl",
    ],
    ["an object as a key", "k.jsonl", rows((i) => `{"key":{"id":${i % 9}}}`), "--pointer /key/id"],
    [
      "CSV with another delimiter",
      "k.csv",
      rows((i) => `${user(i)};${i}x`, "user_id;note\n"),
      "--delimiter ';' --column user_id",
    ],
    [
      "quoted cells with another delimiter",
      "k.csv",
      rows((i) => `"${user(i)}";"${i}x"`, '"user_id";"note"\n'),
      "--delimiter ';' --column user_id",
    ],
    ["CSV without a header", "k.csv", rows((i) => `${user(i)},${i}x`), "--no-header --column 1"],
    [
      "row numbers before the keys",
      "k.csv",
      rows((i) => `${i},${user(i)}`),
      "--no-header --column 2",
    ],
    [
      "CSV without a header, with counts",
      "k.csv",
      rows((i) => `u${i},${i % 9}`),
      "--no-header --column 1 --count-column 2",
      "--no-header --column 1 --no-count-column",
    ],
    [
      "TAB without an extension, with counts",
      "k",
      rows((i) => `u${i}\t${i % 9}`, "user\ttotal\n"),
      "--column user --count-column total",
    ],
    [
      "two columns of counts",
      "k.csv",
      rows((i) => `u${i},1,2`, "key,count,n\n"),
      "--count-column count",
      "--count-column n",
      "--no-count-column",
    ],
    [
      "kafka-console-consumer by another separator",
      "k.txt",
      rows((i) => `Partition:1 | Offset:${i} | ${user(i)}`),
      "--delimiter ' | '",
    ],
    [
      "a wrong key.separator",
      "k.txt",
      rows((i) => `Offset:${i}::${user(i)}`),
      "--format console --delimiter '::'",
    ],
    [
      "headers after a timestamp",
      "k.txt",
      rows((i) => `CreateTime:17${i}\ta:${i}\t${user(i)}\tx`),
      "--format tsv --no-header --column 3",
      "--column 2",
    ],
    [
      "bzip2",
      "orders.csv.bz2",
      Buffer.from("BZh91AY&SY\0\0\0"),
      "bzcat orders.csv.bz2 > orders.csv",
    ],
    [
      "7-Zip",
      "a b.7z",
      Buffer.from([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0]),
      "7z x -so 'a b.7z' > 'a b'",
    ],
    [
      "UTF-16, big-endian",
      "k.csv",
      utf16be(rows(user, "key\n")),
      "iconv -f UTF-16BE -t UTF-8 k.csv > k-utf8.csv",
    ],
    [
      "a name with a quote",
      "it's.csv",
      rows((i) => `${user(i)},x`, "user_id,note\n"),
      `keys: {path: "it's.csv", column: user_id}`,
    ],
  ])("%s", async (_, file, content, ...says) => {
    const cwd = folder({ [file]: content });
    const { code, stderr } = await cli(["check", "--partitions", "4", "--keys", file], { cwd });
    expect(code, stderr).toBe(2);
    const message = stderr.replace(/\s+/g, " ");
    for (const text of says) expect(message).toContain(text);
    expect(message).not.toMatch(PLACEHOLDERS);
  });

  it("keys that are already read by flags: all that is needed, also in the contract", async () => {
    const cwd = folder({ "k.txt": rows((i) => `x|u${i}|${i % 9}`) });
    const args = [
      "check",
      "--partitions",
      "4",
      "--keys",
      "k.txt",
      "--format",
      "csv",
      "--delimiter",
      "|",
    ];
    const given = [...args, "--no-header", "--column", "2"];
    const { stderr } = await cli(given, { cwd });
    expect(stderr.replace(/\s+/g, " ")).toContain(
      'keys: {path: k.txt, format: csv, column: 2, count_column: 3, delimiter: "|", header: false}',
    );
    const run = await cli([...given, "--format", "csv", "--count-column", "3"], { cwd });
    expect(run.code, run.stderr).toBe(0);
  });

  it("a first row that may be data: no cell of it", async () => {
    const cwd = folder({ "k.csv": "ann@example.com,x\nbob@example.com,y\n" });
    const { stderr } = await cli(
      ["check", "--partitions", "4", "--keys", "k.csv", "--show-keys", "none"],
      { cwd },
    );
    expect(stderr).toContain("--no-header --column 1");
    expect(stderr).not.toContain("example.com");
  });
});

function partitionsIn({ code, stdout }: Run): unknown {
  return code === 2 ? undefined : JSON.parse(stdout).topics[0].partition_counts;
}
