import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printable } from "#core/text/printable.ts";

/** What may not reach a terminal or log. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe("printable", () => {
  it.each([
    ["plain text", "user-1 é 日本 😀", "user-1 é 日本 😀"],
    ["nothing", "", ""],
    ["line breaks and tabs", "a\r\n\tb", "a\\r\\n\\tb"],
    ["NUL, DEL and C1", "\0\u007f\u009b", "\\x00\\x7f\\x9b"],
    ["ANSI escapes", "\u001b[31mred\u001b[0m", "\\x1b[31mred\\x1b[0m"],
    ["a terminal's title", "\u001b]0;pwned\u0007", "\\x1b]0;pwned\\x07"],
    ["a backslash", "a\\n", "a\\\\n"],
    ["text turned around", "a\u202eb\u2066c", "a\\u{202e}b\\u{2066}c"],
    ["text of no width", "a\u200bb\ufeff", "a\\u{200b}b\\u{feff}"],
    ["other line ends", "a\u0085b\u2028c\u2029", "a\\x85b\\u{2028}c\\u{2029}"],
    ["half a surrogate pair", "a\ud83d", "a\\u{d83d}"],
    ["tags beyond the BMP", "\u{e0041}", "\\u{e0041}"],
    ["private and unassigned characters", "\ue000\u{10ffff}", "\\u{e000}\\u{10ffff}"],
  ])("shows %s", (_title, text, shown) => {
    expect(printable(text)).toBe(shown);
  });

  it("lets nothing unsafe through and tells any two texts apart", () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom("\\", "x", "0", "\0", "\n", "n", "\u202e"), fc.string()),
    });
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(printable(a)).not.toMatch(UNSAFE);
        expect(printable(a) === printable(b)).toBe(a === b);
      }),
    );
  });

  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["😀😀😀", 3, "😀😀😀"],
    ["😀😀😀😀", 3, "😀😀…"],
    ["a😀😀😀😀😀", 3, "a😀…"],
    ["\n\n\n\n", 3, "\\n\\n…"],
  ])("cuts %j to %d characters", (text, most, shown) => {
    expect(printable(text, most)).toBe(shown);
  });

  it("cuts any text to as many characters, before they are escaped", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 9 }), (text, most) => {
        const characters = [...text];
        const cut = `${characters.slice(0, most - 1).join("")}…`;
        const expected = characters.length > most ? cut : text;
        expect(printable(text, most)).toBe(printable(expected));
      }),
    );
  });
});
