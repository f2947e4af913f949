import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createConsoleReader } from "#core/keys/console-reader.ts";
import { createKcatReader } from "#core/keys/kcat-reader.ts";
import { createUniqReader } from "#core/keys/uniq-reader.ts";
import { bytesOften, chunkSizes, failureIn, keysIn, latin1 } from "./reading.ts";

/** A JSON string as yajl writes it for kcat: quotes, backslashes and controls escaped, others raw. */
function yajl(bytes: Uint8Array): Buffer {
  const short: Record<string, string> = {
    '"': '\\"',
    "\\": "\\\\",
    "\n": "\\n",
    "\t": "\\t",
    "\r": "\\r",
  };
  const text = latin1(bytes).replace(/["\\\p{Cc}]/gu, (one) => {
    if (one >= "\x7f") return one;
    return short[one] ?? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return Buffer.from(`"${text}"`, "latin1");
}

describe("createKcatReader", () => {
  it("finds any bytes of a key again", () => {
    const key = fc.option(bytesOften('"\\\n{}:,\x00\xff'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, bytesOften('"}{\\')), { maxLength: 5 }),
        chunkSizes,
        (records, sizes) => {
          const lines = records.map(([one, payload]) =>
            Buffer.concat([
              Buffer.from('{"topic":"t","headers":["key","a"],"broker":1,"key":'),
              one === null ? Buffer.from("null") : yajl(one),
              Buffer.from(',"payload":'),
              yajl(payload),
              Buffer.from("}\n"),
            ]),
          );
          const expected = records.map(([one]) => [one === null ? null : latin1(one), 1]);
          expect(keysIn(createKcatReader, Buffer.concat(lines), {}, sizes)).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ["\\udbff\\uffff", "?\uffff"],
    ["\\ud83d", "?"],
    ["\\ude00\\ud83d", "??"],
    ["\\ud83d\\ud83d\\ude00", "?😀"],
  ])("writes half a surrogate pair as Java does: %s", (escapes, expected) => {
    expect(keysIn(createKcatReader, `{"key":"${escapes}"}\n`)).toEqual([
      [Buffer.from(expected).toString("latin1"), 1],
    ]);
  });

  it("takes escapes of whole characters as UTF-8, and numbers as they are written", () => {
    const input = '{"key":"\\u00e9\\ud83d\\ude00\\/"}\n\n{ "key" : 9007199254740993 }\n';
    const emoji = Buffer.from("é😀/").toString("latin1");
    expect(keysIn(createKcatReader, input)).toEqual([
      [emoji, 1],
      ["9007199254740993", 1],
    ]);
  });

  it.each([
    ['{"key":"a"', "1: the line is not JSON"],
    ['{"key":"a"} x', "1: the line is not JSON"],
    ['{"key":"a', "1: the line is not JSON: it ends too early"],
    ['{"payload":"a"}', '1: the line has nothing at "/key"'],
    ['{"key":{"a":1}}', '1: "/key" is an object'],
  ])("refuses %s", (input, failure) => {
    expect(failureIn(createKcatReader, input)).toContain(failure);
  });
});

describe("createConsoleReader", () => {
  it.each<[title: string, lines: string, keys: (string | null)[], delimiter?: string]>([
    ["key and value", "a\t{}\nnull\t{}\n\tx\n", ["a", null, ""]],
    ["keys only", "a\nnull\n", ["a", null]],
    ["all fields", "CreateTime:17\tPartition:3\tOffset:12\tNO_HEADERS\ta\t{}\n", ["a"]],
    ["headers", "Partition:3\th:1,i:2\ta:b\t{}\nPartition:3\tNO_HEADERS\tc\t{}\n", ["a:b", "c"]],
    ["headers in all", "h:1\ta\t{}\nh:2\tb\t{}\n", ["a", "b"]],
    ["a key with a colon", 'a:b\t{"x":"\\t"}\nc:d\t[1]\n', ["a:b", "c:d"]],
    ["newer fields", "Partition:3\tOffset:1\tDelivery:NOT_PRESENT\tEpoch:0\ta\n", ["a"]],
    ["no timestamp", "NO_TIMESTAMP\tPartition:1\ta\tb\n", ["a"]],
    ["a separator of its own", "CreateTime:1 | a | b\n", ["a"], " | "],
    ["a colon between fields", "CreateTime:17:Partition:3:a:b\n", ["a"], ":"],
    ["no headers between commas", "Offset:1,NO_HEADERS,a,b\n", ["a"], ","],
  ])("reads %s", (_, lines, keys, delimiter) => {
    const found = keysIn(createConsoleReader, lines, { delimiter });
    expect(found).toEqual(keys.map((key) => [key, 1]));
  });

  it("refuses what may be headers or keys, and lines without a key", () => {
    expect(failureIn(createConsoleReader, "a:1\tx\nb:2\ty\n")).toContain("records' headers");
    const lines = "Partition:3\ta\nPartition:3\n";
    expect(failureIn(createConsoleReader, lines)).toBe("2: the line ends before its key");
  });
});

describe("createConsoleReader with another separator than the file's", () => {
  it.each([
    ["CreateTime:1|a\nCreateTime:2|b\n", "\t"],
    ["Partition:1,Offset:2,NO_HEADERS,a,{}\n", "\t"],
    ["CreateTime:1\ta\n", ","],
    ["NO_HEADERS->a\nid:1->b\n", "\t"],
  ])("refuses %j read by %j, as whole lines are no keys", (lines, delimiter) => {
    expect(failureIn(createConsoleReader, lines, { delimiter })).toContain("not separated by");
  });

  it("refuses headers that may hold the separator", () => {
    const lines = "Offset:1,NO_HEADERS,a\nOffset:2,h:1,i:2,b\n";
    const failure = failureIn(createConsoleReader, lines, { delimiter: "," });
    expect(failure).toMatch(/^2: headers may contain/);
  });
});

describe("createUniqReader", () => {
  it("reads counts and keys with blanks", () => {
    const found = keysIn(createUniqReader, "    600 US\n      4  a b \n      1 \n1234567 x\r\n");
    expect(found).toEqual([
      ["US", 600],
      [" a b ", 4],
      ["", 1],
      ["x", 1234567],
    ]);
  });

  it("refuses other lines", () => {
    expect(failureIn(createUniqReader, "   4 a\nUS\n")).toBe(
      "2: the line has no count before its key",
    );
  });
});
