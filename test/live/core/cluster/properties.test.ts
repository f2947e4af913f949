import { describe, expect, it } from "vitest";
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
