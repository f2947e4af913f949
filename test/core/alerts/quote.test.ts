import { property, string, assert as verify } from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { doubleQuoted, literalPattern, literalTemplate } from "#core/alerts/quote.ts";

describe("a double-quoted text", () => {
  it.each([
    ["orders", '"orders"'],
    ['a"b\\c', '"a\\"b\\\\c"'],
    ["a\nb\tc\u0000", '"a\\nb\\tc\\u0000"'],
    ["é\u007f\u0085\u2028\ufeff", '"\\u00e9\\u007f\\u0085\\u2028\\ufeff"'],
    ["😀", '"\\U0001f600"'],
    ["a\ud800b", '"a\\ufffdb"'],
  ])("%j is %s", (text, quoted) => {
    expect(doubleQuoted(text)).toBe(quoted);
  });

  it("is one line of ASCII that YAML gives back", () => {
    verify(
      property(string({ unit: "binary" }), (text) => {
        expect(doubleQuoted(text)).toMatch(/^"[ -~]*"$/);
        expect(parse(`x: ${doubleQuoted(text)}`)).toEqual({ x: text });
      }),
    );
  });
});

describe("a literal template", () => {
  it.each([
    ["orders", "orders"],
    ["{{ $value }}", '{{"{"}}{{"{"}} $value }}'],
    ["a{", 'a{{"{"}}'],
  ])("%j is %s", (text, template) => {
    expect(literalTemplate(text)).toBe(template);
  });

  it("opens no action but its own", () => {
    verify(
      property(string(), (text) => {
        const rest = literalTemplate(text).replaceAll('{{"{"}}', "");
        expect(rest).not.toContain("{");
        expect(literalTemplate(text).replaceAll('{{"{"}}', "{")).toBe(text);
      }),
    );
  });
});

it("a literal pattern matches its text alone", () => {
  verify(
    property(string(), string(), (text, other) => {
      const pattern = new RegExp(`^(?:${literalPattern(text)})$`);
      expect(pattern.test(text)).toBe(true);
      expect(pattern.test(other)).toBe(other === text);
    }),
  );
});
