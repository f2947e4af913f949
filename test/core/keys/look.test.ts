import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignContent } from "#core/keys/foreign-content.ts";
import { headOf, lookAtLines } from "#core/keys/look/index.ts";

const lines = (row: (i: number) => string, count = 50) =>
  Array.from({ length: count }, (_, i) => `${row(i)}\n`).join("");
const keyOf = (i: number) => (i % 2 === 0 ? "US" : `user-${i}`);
const kindOf = (text: string) => lookAtLines(headOf(Buffer.from(text), true));

/** A file of kafka-console-consumer with this separator, and how it is named. */
const console = (separator: string, delimiter: string | undefined) => {
  const row = (i: number) => [`Partition:1`, `Offset:${i}`, `u${i}`].join(separator);
  const reading = { format: "console", ...(delimiter === undefined ? {} : { delimiter }) };
  const one: [string, string, RegExp, object] = [
    `console-consumer by ${separator}`,
    lines(row),
    /console/,
    reading,
  ];
  return [one];
};

describe("a file of letters and digits only", () => {
  it("holds what it would be found to hold if it were looked at for everything", () => {
    const words = [
      "key",
      "count",
      "-----",
      "Partition",
      "Offset-",
      "null",
      "12",
      "true",
      "_x",
      "",
    ].concat([":", ".", "@", "Partition:1", "key:", "offset:2", "NO_HEADERS"]);
    const line = fc.array(fc.constantFrom(...words), { maxLength: 3 }).map((some) => some.join(""));
    const text = fc
      .tuple(fc.array(line), fc.constantFrom("\n", "\r\n"))
      .map(([some, end]) => some.map((one) => one + end).join(""));
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          line.map((one) => `${one}\n`.repeat(50)),
        ),
        (plain) => {
          const head = headOf(Buffer.from(plain), true);
          expect(head.isPlain).toBe(true);
          expect(lookAtLines(head)).toEqual(lookAtLines({ ...head, isPlain: false }));
          if (head.isSurelyKeys) expect(lookAtLines(head)).toBeUndefined();
        },
      ),
      { examples: [["key\n-----\n"], ["country\n-------\nUS\n"]], numRuns: 300 },
    );
  });

  it.each(["a b", "a,b", "a\rb", "a\tb", "é", "a|b", "\\x00"])("is not one with %j", (line) => {
    expect(headOf(Buffer.from(`${line}\n`), true).isPlain).toBe(false);
  });
});

describe("what a file without a named format holds", () => {
  it.each<[title: string, text: string, kind: RegExp, reading: object | undefined]>([
    [
      "JSON records with a key",
      lines((i) => `{"key":"a","v":${i}}`),
      /field "key"/,
      { format: "jsonl", pointer: "/key" },
    ],
    [
      "JSON records that differ",
      lines((i) => `{"id":${i}}`),
      /nearly all differ/,
      { format: "jsonl" },
    ],
    ["pretty JSON", '{\n  "key": "a"\n}\n', /several lines/, { format: "json" }],
    ["a table of TAB", lines((i) => `a\t${i}`), /TAB/, { format: "tsv" }],
    ["Hive's text", lines((i) => `a\u0001${i}`), /\^A/, { delimiter: "\\x01" }],
    ["uniq -c", "    600 US\n      4 DE\n", /uniq -c/, { format: "uniq" }],
    ["CSV of counts", "key,count\nUS,600\nDE,4\n", /names a count/, { countColumn: "count" }],
    ["psql -At", lines((i) => `c${i}|${i % 5}`), /^counts/, { delimiter: "|", countColumn: 2 }],
    [
      "counts under names that mean nothing",
      `\ufeffuser,total\r\n${lines((i) => `"u${i}",${i % 5}\r`)}`,
      /^counts/,
      { delimiter: ",", column: "user", countColumn: "total" },
    ],
    [
      "a header above numbers behind ^A",
      `user\x01total\n${lines((i) => `u${i}\x01${i % 5}`)}`,
      /Hive/,
      { delimiter: "\\x01" },
    ],
    ["key:JSON", lines((i) => `US:{"id":${i}}`), /JSON value/, { format: "tsv", delimiter: ":" }],
    ...["::", " -> ", " | ", " ", "->"].map((separator): [string, string, RegExp, object] => [
      `key${separator}JSON`,
      lines((i) => `user-${i % 7}${separator}{"id":${i}}`),
      /JSON value/,
      { format: "console", delimiter: separator },
    ]),
    [
      "console-consumer",
      lines((i) => `Partition:1\tOffset:${i}\tUS`),
      /console/,
      { format: "console" },
    ],
    ...console("\t", undefined),
    ...console(",", ","),
    ...console(" | ", " | "),
    ...console("::", "::"),
    ...console("\x01", "\\x01"),
    ["only timestamps before |", lines((i) => `CreateTime:${i}|u${i}`), /con/, { delimiter: "|" }],
    ["a blank", lines((i) => `Partition:${i} u${i}`), /con/, { delimiter: " " }],
    ["what may be keys", lines((i) => `Offset:${i}|/u${i}`), /con/, { delimiter: "|" }],
    [
      "headers that some records have",
      lines((i) => `${i % 3 ? "NO_HEADERS" : `id:${i}`}\tu${i}`),
      /console/,
      { format: "console" },
    ],
    ["kcat's notices", "a\n% Reached end of topic t [0] at offset 1\nb\n", /notices/, undefined],
    ["a drawn table", " key | count\n-----+------\n US  |   600\n", /table formatted/, undefined],
    ["HTML", "<!DOCTYPE html>\n<html>\n", /HTML/, undefined],
    [
      "an S3 error",
      '<?xml version="1.0"?>\n<Error><Code>AccessDenied</Code></Error>\n',
      /AccessDenied/,
      undefined,
    ],
    [
      "an LFS pointer",
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\n",
      /LFS/,
      undefined,
    ],
    ["YAML records", lines((i) => `key: a\nvalue: ${i}\n`), /YAML/, undefined],
    ["JSON strings", lines((i) => `"${keyOf(i)}"`), /in quotes/, { format: "jsonl", pointer: "" }],
    ["repr() of Python", lines((i) => `'${keyOf(i)}'`), /single quotes/, undefined],
    ["sqlite3 .mode quote", lines((i) => `'${keyOf(i)}','x',${i}`), /single quotes/, undefined],
    ["rows in quotes", lines((i) => `"${keyOf(i)}","x",${i}`), /rows of CSV/, { format: "csv" }],
    [
      "log4j",
      lines((i) => `2026-01-01 00:00:${i + 10},123 INFO [main] sent ${i}`),
      /log/,
      undefined,
    ],
    ["syslog", lines((i) => `Jan  1 00:00:${i + 10} host app[${i}]: sent it`), /log/, undefined],
    [
      "nginx",
      lines((i) => `10.0.0.1 - - [01/Jan/2026:00:00:${i + 10} +0000] "GET /${i} HTTP/1.1" 200 5`),
      /log/,
      undefined,
    ],
    ["logfmt", lines((i) => `level=info key=${keyOf(i)} n=${i}`), /names of their/, undefined],
    ["Miller's dkvp", lines((i) => `user=${keyOf(i)},n=${i},m=${i % 3}`), /names of/, undefined],
    ["counts with names", lines((i) => `user=${keyOf(i)},count=${i}`), /names of/, undefined],
    ["Miller's xtab", lines((i) => `user   ${keyOf(i)}\namount ${i}\n`), /line per/, undefined],
    [
      "counts in sqlite3's line mode",
      lines((i) => `     key = ${keyOf(i)}\ncount(*) = ${i}\n`),
      /line per field/,
      undefined,
    ],
    ["TOML", lines((i) => `[[r]]\nkey = "${keyOf(i)}"\nn = ${i}\n`), /line per field/, undefined],
    ["protobuf", lines((i) => `r {\n  key: "${keyOf(i)}"\n  n: ${i}\n}`), /line per/, undefined],
    ["tuples", lines((i) => `('${keyOf(i)}', ${i})`), /program prints/, undefined],
    ["dict", lines((i) => `{'user': '${keyOf(i)}', 'n': ${i}}`), /program prints/, undefined],
    ["Counter", `Counter({${lines((i) => `'${keyOf(i)}': 3,`)}})`, /program prints/, undefined],
    ["hash of Ruby", lines((i) => `{"user"=>"a", "n"=>${i}}`), /program prints/, undefined],
    ["map of Go", lines((i) => `map[n:${i} user:${keyOf(i)}]`), /program prints/, undefined],
    ["console.log", lines((i) => `{ user: '${keyOf(i)}', n: ${i} }`), /program prints/, undefined],
    ["data class", lines((i) => `Order(user=${keyOf(i)}, n=${i})`), /program prints/, undefined],
    [
      "ConsumerRecord",
      lines((i) => `ConsumerRecord(topic = o, key = a, n = ${i})`),
      /prog/,
      undefined,
    ],
    ["a printed list", `['${lines((i) => `'${keyOf(i)}',`)}]`, /program prints/, undefined],
    [
      "kubectl",
      `NAME     AGE\n${lines((i) => `${keyOf(i).padEnd(9)}${i}d`)}`,
      /aligned/,
      undefined,
    ],
    ["sqlite3's columns", lines((i) => `${keyOf(i).padEnd(9)}${i}`), /aligned/, undefined],
    [
      "a pandas Series",
      lines((i) => `${i}`.padEnd(4) + keyOf(i).padStart(9)),
      /aligned/,
      undefined,
    ],
    ["cat -n", lines((i) => `${String(i + 1).padStart(6)}\t${keyOf(i)}`), /TAB/, { format: "tsv" }],
    ["grep -n", lines((i) => `${i + 1}:${keyOf(i)}`), /numbered lines/, undefined],
    ["YAML list", lines((i) => `- ${keyOf(i)}`), /a dash before/, undefined],
    ["a diff", `--- a\n+++ b\n${lines((i) => `+${keyOf(i)}`)}`, /diff/, undefined],
    ["one column", `key\n${lines(keyOf)}`, /name in the first line/, { format: "csv" }],
    ["ids", `user_id\n${lines((i) => `${i * 37}`)}`, /name in the/, { column: "user_id" }],
    ["metrics", `# TYPE k counter\n${lines((i) => `k{key="a"} ${i}`)}`, /Prometheus/, undefined],
    ["metrics without types", lines((i) => `k{key="a"} ${i}`), /Prometheus/, undefined],
    ["git log", `commit ${"0a".repeat(20)}\nAuthor: a\n\n    b\n`, /git log/, undefined],
    [
      "CSV in Markdown",
      `\`\`\`csv\nkey,n\n${lines((i) => `a,${i}`)}\`\`\`\n`,
      /Markdown/,
      undefined,
    ],
    ["XML", `<keys>\n${lines((i) => `  <key>${keyOf(i)}</key>`)}</keys>\n`, /XML/, undefined],
    [
      "Base64",
      `${Buffer.from(Array.from({ length: 300 }, (_, i) => i * i * 7))
        .toString("base64")
        .replace(/.{76}/g, "$&\n")}\n`,
      /Base64/,
      undefined,
    ],
    [
      "xxd",
      lines((i) => `${(i * 16).toString(16).padStart(8, "0")}: 5553 0a55  US.U`),
      /hex dump/,
      undefined,
    ],
    ["line ends of old Macs", lines(keyOf).replaceAll("\n", "\r"), /CR/, undefined],
    [
      "all in one line",
      lines((i) => `user-${i * 997},`, 99).replaceAll("\n", ""),
      /one line/,
      undefined,
    ],
    [
      "mysql's footer",
      `${lines(keyOf)}50 rows in set (0.01 sec)\n`,
      /number in the last/,
      undefined,
    ],
    ["a table of ClickHouse", `┌─key─┬─n─┐\n${lines((i) => `│ US │ ${i} │`)}`, /table/, undefined],
    ["bytea", lines((i) => `\\x00${(i + 16).toString(16)}`), /bytea/, undefined],
  ])("%s", (_, text, kind, reading) => {
    const look = kindOf(text);
    expect(look?.kind).toMatch(kind);
    if (reading === undefined) expect(look?.reading).toBeUndefined();
    else expect(look?.reading).toMatchObject(reading);
  });

  it.each<[title: string, text: string]>([
    ["composite keys", lines((i) => `CN:City${i}`)],
    ["composites that end in ids", lines((i) => `u${i},${i * 7}`)],
    ["tenant and number", lines((i) => `t${i % 9}|${i % 5}`)],
    ["tenant and user", lines((i) => `t1|u${i}`)],
    ["JSON that repeats", lines((i) => `{"id":${i % 9}}`)],
    ["hex-looking text", lines((i) => (i * 7919 + 4096).toString(16))],
    ["numbers", lines((i) => String(i * 37))],
    ["braces around a UUID", lines((i) => `{123e4567-e89b-12d3-a456-4266141740${i + 10}}`)],
    ["URLs", lines((i) => `https://a.example/${i}?x=[1]`)],
    ["addresses", lines((i) => `${i + 1} Oak Street`)],
    ["cities", lines((i) => `US:Washington, D.C. ${i}`)],
    ["sentences", lines((i) => `Please call user ${i} today`)],
    ["times", lines((i) => `2026-01-01T00:00:${i + 10}Z`)],
    ["a time and a user", lines((i) => `2026-01-01 00:${i + 10} user-${i}`)],
    ["times in composite keys", lines((i) => `2026-01-01T00:00:${i + 10}Z|user-${i}`)],
    ["named parts", lines((i) => `tenant=${i % 5},user=${i}`)],
    ["named parts that repeat", lines((i) => `a=${i % 3},b=${i % 2},c=${i % 2}`)],
    ["Hive's partitions", lines((i) => `country=US/day=${i}`)],
    ["objects of Java that repeat", lines((i) => `OrderKey(tenant=${i % 3}, id=${i % 4})`)],
    ["quotes around some", lines((i) => (i % 3 === 0 ? `"${i}"` : `${i}`))],
    ["fixed widths", lines((i) => ["ACME", "FOO"][i % 2]?.padEnd(8) + `${i}`.padStart(4, "0"))],
    ["two blanks", lines((i) => `key-${i}  ${i * 37}`)],
    ["brackets", lines((i) => `[${i}a]`)],
    ["SHA-256", lines((i) => `${i}`.padStart(64, "0a"))],
    ["48 bytes in Base64", lines((i) => Buffer.alloc(48, i + 100).toString("base64"))],
    ["phone numbers", lines((i) => `+49 170 ${i}`)],
    ["blanks in front", lines((i) => `  ${keyOf(i)}`)],
    ["a key that is key", `${lines(keyOf)}key\n`],
    ["key twice", `key\n${lines(keyOf)}key\n`],
    ["emoji", lines((i) => `🎉${i}`)],
    ["Arabic", lines((i) => `مستخدم-${i}`)],
    ["angle brackets", lines((i) => `<user-${i}>`)],
    ["a blank in front of numbers", lines((i) => `order ${i}`)],
    ["a long line of blanks", `${" ".repeat(60_000)}a\nb\n`],
    ["one key", "a\n"],
  ])("may be keys: %s", (_, text) => {
    expect(kindOf(text)).toBeUndefined();
  });
});

describe("content that is no text", () => {
  const utf16 = Buffer.from("key,count\nUS,600\n", "utf16le");
  it.each<[kind: RegExp, bytes: Buffer]>([
    [/Parquet/, Buffer.from("PAR1\x15\0\x15")],
    [/Arrow stream/, Buffer.from([255, 255, 255, 255, 16, 0, 0, 0])],
    [/Arrow file/, Buffer.from("ARROW1\0\0")],
    [/tar/, Buffer.concat([Buffer.alloc(257), Buffer.from("ustar\0")])],
    [/bzip2/, Buffer.from("BZh91AY&SY")],
    [/xz/, Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0])],
    [/zstd dictionary/, Buffer.from([0x37, 0xa4, 0x30, 0xec, 1, 0, 0, 0])],
    [/UTF-16/, Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    [/UTF-16 text without/, utf16],
    [/UTF-16 text without/, Buffer.from(utf16).swap16()],
    [/xlsx/, Buffer.from("PK\x03\x04\x14\0[Content_Types].xml")],
  ])("is refused whatever its format is called: %s", (kind, bytes) => {
    expect(foreignContent(bytes, true)?.message).toMatch(kind);
    expect(foreignContent(bytes, false)?.message).toMatch(kind);
  });

  it("is no text that begins like it, nor keys of bytes", () => {
    const keys = ["PAR1\nORC\n", "BZh\n", "ORC-1\n", "\xff\xfe\n", "\0\0\0\x01\n\0\0\0\x02\n"];
    for (const text of keys)
      expect(foreignContent(Buffer.from(text, "latin1"), false)).toBeUndefined();
  });
});
