import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { parseProperties } from "#live/core/cluster/properties.ts";
import { thrownBy } from "../../../support/secrets.ts";

const read = (text: string) =>
  parseProperties(text, "client.properties").map(({ name, value, where }) => {
    return [name, value.reveal(), `${where.line}:${where.column}`];
  });

describe("a properties file", () => {
  it.each([
    ["a=b", [["a", "b", "1:1"]]],
    ["  a : b ", [["a", "b ", "1:3"]]],
    ["a b", [["a", "b", "1:1"]]],
    ["a = = b", [["a", "= b", "1:1"]]],
    ["a", [["a", "", "1:1"]]],
    ["a\\=\\:\\ b=c", [["a=: b", "c", "1:1"]]],
    ["\uFEFFa=b", [["a", "b", "1:1"]]],
    ["# c\n ! c\n\n\ta=b # no comment", [["a", "b # no comment", "4:2"]]],
    [
      "a=b\\\n   c\\\r\n  d\ne=f",
      [
        ["a", "bcd", "1:1"],
        ["e", "f", "4:1"],
      ],
    ],
    ["a=b\\\n# c", [["a", "b# c", "1:1"]]],
    [
      "a=b\\\\\nc=d",
      [
        ["a", "b\\", "1:1"],
        ["c", "d", "2:1"],
      ],
    ],
    ["# c\\\na=b", [["a", "b", "2:1"]]],
    ["a=b\\", [["a", "b", "1:1"]]],
    ['a=\\u0041\\t\\n\\q\\"', [["a", 'A\t\nq"', "1:1"]]],
    [
      "a=1\na=2",
      [
        ["a", "1", "1:1"],
        ["a", "2", "2:1"],
      ],
    ],
    ["__proto__=x", [["__proto__", "x", "1:1"]]],
  ])("%j", (text, expected) => {
    expect(read(text)).toEqual(expected);
  });

  it.each(["a=b\nsecret\\u12=c", "a=b\n sasl.password=secret\\uzzzz", "\n\\u=secret"])(
    "has an error at a broken escape, without the line: %j",
    (text) => {
      const [error] = thrownBy(() => read(text));
      expect(error?.parts.where).toMatch(/^client\.properties:2:[12]$/);
      expect(JSON.stringify(error)).not.toContain("secret");
    },
  );
});

/** Text of what is special in such files, and of anything. */
const document = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom("\\", "\n", "\r", "\r\n", " ", "\t", "\f", "\v") },
      { weight: 3, arbitrary: fc.constantFrom("=", ":", "#", "!", "\\\n", "\\u0041", "\\u00e9") },
      { weight: 4, arbitrary: fc.constantFrom("a", "b", "u", "n", "\\t", "\\u12", "é", "\u0000") },
      { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
    ),
    { maxLength: 14 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => !text.startsWith("\uFEFF"));

const base64 = (text: string) => Buffer.from(text, "utf16le").toString("base64");
const java = fileURLToPath(new URL("../../../support/Properties.java", import.meta.url));
const hasJava = spawnSync("java", ["--version"]).status === 0;

/** Without the property that Java makes of a backslash alone at the end: no name, no value. */
const sorted = (pairs: string[]) =>
  pairs
    .filter((pair) => pair !== ":")
    .sort()
    .join(" ");

function ours(text: string): string {
  try {
    const found = new Map(read(text).map(([name = "", value = ""]) => [name, value]));
    const pairs = [...found].map((pair) => pair.map((one) => base64(one).replace(/=+$/, "")));
    return sorted(pairs.map((pair) => pair.join(":")));
  } catch (error) {
    if (error instanceof UserError) return "error";
    throw error;
  }
}

it.skipIf(!hasJava)("is read as java.util.Properties reads it", () => {
  const texts = fc.sample(document, { numRuns: 5000, seed: 7 });
  const input = `${texts.map(base64).join("\n")}\n`;
  const { stdout, stderr, status } = spawnSync("java", [java], { input, encoding: "utf8" });
  expect(stderr).toBe("");
  expect(status).toBe(0);
  const theirs = stdout.split("\n").map((line) => sorted(line.split(" ")));
  const wrong = texts.filter((text, i) => ours(text) !== theirs[i]);
  expect(wrong).toEqual([]);
  expect(new Set(theirs).size).toBeGreaterThan(1000);
});
