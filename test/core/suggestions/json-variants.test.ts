import { describe, expect, it } from "vitest";
import { judgeKeys } from "../../support/judge-keys.ts";

const said = (...keys: readonly string[]) =>
  judgeKeys(
    { partitions: 12 },
    keys.map((key) => [key, 1]),
  )
    .suggestions.filter(({ id }) => id === "json-variants")
    .map(({ parts }) => parts.filter((part) => typeof part === "string").join(""));

describe("JSON keys", () => {
  it("that differ in the order of fields or in blanks are worth a line", () => {
    const [text] = said('{"a":1,"b":{"c":2,"d":3}}', '{"b": {"d": 3, "c": 2}, "a": 1}', '{"a":2}');
    expect(text).toMatch(/^JSON keys: 1 key differs from another key only in the order of fields/);
  });

  it.each([
    ["other values", ['{"a":1}', '{"a":2}']],
    ["numbers that a double rounds", ['{"a":12345678901234567891}', '{"a":12345678901234567892}']],
    ["another form of a number", ['{"a":1}', '{"a":1.0}']],
    ["another order of a list", ['{"a":[1,2]}', '{"a":[2,1]}']],
    ["what is no JSON", ["{a}", "{ a }"]],
  ])("with %s are not", (_, keys) => {
    expect(said(...keys)).toEqual([]);
  });
});
