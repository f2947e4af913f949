import fc from "fast-check";
import { expect, it } from "vitest";
import { wrap } from "#core/text/wrap.ts";

it.each([
  ["", 5, [""]],
  ["one two", 7, ["one two"]],
  ["one two", 6, ["one", "two"]],
  ["one two three", 7, ["one two", "three"]],
  ["unbreakable a", 4, ["unbreakable", "a"]],
])("wrap(%j, %d)", (text, width, lines) => {
  expect(wrap(text, width)).toEqual(lines);
});

it("wrap keeps every word, fills lines and breaks only where it must", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "é"), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1 }),
      fc.integer({ min: 1, max: 30 }),
      (words, width) => {
        const lines = wrap(words.join(" "), width);
        expect(lines.join(" ")).toBe(words.join(" "));
        for (const [i, line] of lines.entries()) {
          expect(line.length <= width || !line.includes(" ")).toBe(true);
          const next = lines[i + 1]?.split(" ")[0];
          if (next !== undefined) expect(`${line} ${next}`.length).toBeGreaterThan(width);
        }
      },
    ),
  );
});

it("wrap keeps a number and its % together", () => {
  expect(wrap("about 95 % of", 9)).toEqual(["about", "95 % of"]);
});
