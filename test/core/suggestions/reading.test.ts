import { describe, expect, it } from "vitest";
import type { Counted, Fields } from "../../support/judge-keys.ts";
import { judgeKeys, numbered, suggestionsOf } from "../../support/judge-keys.ts";

const suggest = (fields: Fields, keys: Counted[]) => suggestionsOf(judgeKeys(fields, keys));
const FILE: Fields = { partitions: 12, keys: "keys.txt" };

describe("separator", () => {
  const keysWith = (separator: string) =>
    numbered(500).map(([key], i): Counted => [`${key}${separator}order ${i}`, 1]);

  it.each([":", ",", ";", "|"])("names delimiter for lines with %s in them", (separator) => {
    const text = suggest(FILE, keysWith(separator)).separator;
    expect(text).toContain(`100 % of the keys contain "${separator}"`);
    expect(text).toContain(`format: console and delimiter: "${separator}"`);
  });

  /** 1,000 lines of this many keys, each followed by another value. */
  const lines = (separator: string, keys: number, prefix = "user-") =>
    Array.from({ length: 1000 }, (_, i): Counted => [`${prefix}${i % keys}${separator}v${i}`, 1]);
  const word = (i: number) => [...String(i)].map((digit) => "abcdefghij"[Number(digit)]).join("");

  it.each(["::", "||", " | ", "#", "=", "~", "->", "=>", " -> ", " - ", " "])(
    "names delimiter for keys that are repeated before %j",
    (separator) => {
      const text = suggest(FILE, lines(separator, 250)).separator;
      expect(text).toContain(`format: console and delimiter: "${separator}"`);
      expect(suggest(FILE, lines(separator, 1000))).toEqual(
        /^(::|\|\|| \| )$/.test(separator)
          ? expect.objectContaining({ separator: expect.anything() })
          : expect.not.objectContaining({ separator: expect.anything() }),
      );
    },
  );

  it("names a blank after words only where one of them is hot", () => {
    const words = (hot: number): Counted[] =>
      Array.from({ length: 1000 }, (_, i) => [`${word(i < hot ? 0 : i % 120)} ${word(i)}`, 1]);
    expect(suggest(FILE, words(600)).separator).toContain('delimiter: " "');
    expect(suggest(FILE, words(0))).not.toHaveProperty("separator");
  });

  it.each<[string, Fields, Counted[]]>([
    ["URLs", FILE, lines("?q=", 250, "https://example.com/")],
    ["keys of few types", FILE, lines("#", 5, "TYPE")],
    [
      "lines that are said to be keys",
      { ...FILE, keys: { path: "k", format: "lines" } },
      keysWith(":"),
    ],
    ["keys of a column", { ...FILE, keys: { path: "k.csv", column: 1 } }, keysWith(":")],
    ["keys that come from no file", { partitions: 12 }, keysWith(":")],
    ["keys that repeat", FILE, numbered(500, 3, "tenant:")],
    ["a separator in some keys only", FILE, [...keysWith(":"), ...numbered(60)]],
    ["a separator at the end", FILE, numbered(500).map(([key]): Counted => [`${key}:`, 1])],
  ])("is silent about %s", (_, fields, keys) => {
    expect(suggest(fields, keys)).not.toHaveProperty("separator");
  });
});

describe("replaced-bytes", () => {
  it("counts the keys with U+FFFD in them", () => {
    const keys: Counted[] = [...numbered(5000), ["a\ufffdb", 1], ["\ufffd", 9]];
    expect(suggest(FILE, keys)["replaced-bytes"]).toMatch(
      /^Replaced bytes: 2 keys contain U\+FFFD/,
    );
  });

  it.each<[string, Fields, Counted[]]>([
    ["one alone", FILE, [...numbered(1000), ["a\ufffd", 1]]],
    ["other text of three bytes", FILE, [...numbered(10), ["\uff21", 1], ["\uff22", 1]]],
  ])("is silent about %s", (_, fields, keys) => {
    expect(suggest(fields, keys)).not.toHaveProperty("replaced-bytes");
  });
});
