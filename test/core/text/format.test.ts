import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal, distinctly, percent, plural, whole } from "#core/text/format.ts";

it.each([
  [0, "0 %"],
  [0.0833, "8.3 %"],
  [0.08, "8 %"],
  [0.1, "10 %"],
  [1, "100 %"],
  [0.0005, "0.1 %"],
  [0.0004, "< 0.1 %"],
  [5e-324, "< 0.1 %"],
])("percent(%d) is %j", (share, text) => {
  expect(percent(share)).toBe(text);
});

it("percent takes more digits", () => {
  expect(percent(0.08333, 2)).toBe("8.33 %");
  expect(percent(0.123, 0)).toBe("12 %");
  expect(percent(0.004, 0)).toBe("< 1 %");
  expect(percent(0.00004, 2)).toBe("< 0.01 %");
});

it.each([
  [0, "0"],
  [0.15, "0.15"],
  [0.1234, "0.123"],
  [10, "10"],
  [100, "100"],
  [1.5e30, "1.5e+30"],
  [1e30, "1e+30"],
])("decimal(%d) is %j", (value, text) => {
  expect(decimal(value)).toBe(text);
});

it.each([
  [0, "0"],
  [999, "999"],
  [1234567, "1,234,567"],
  [Number.MAX_SAFE_INTEGER, "9,007,199,254,740,991"],
])("whole(%d) is %j", (value, text) => {
  expect(whole(value)).toBe(text);
});

it("plural counts its noun", () => {
  expect([0, 1, 2, 1000].map((count) => plural(count, "key"))).toEqual([
    "0 keys",
    "1 key",
    "2 keys",
    "1,000 keys",
  ]);
});

describe("distinctly", () => {
  it.each([
    [0.08, 0.09, ["8 %", "9 %"]],
    [0.08, 0.0801, ["8 %", "8.01 %"]],
    [0.08, 0.0800001, ["8 %", "8.00001 %"]],
    [0.08, 0.08, ["8 %", "8 %"]],
  ])("shows %d and %d with the digits it takes", (a, b, texts) => {
    expect(distinctly(percent, a, b, 1)).toEqual(texts);
  });

  it("tells values apart that differ by a billionth", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-9);
        const [first, second] = distinctly(decimal, a, b, 1);
        expect(first).not.toBe(second);
      }),
    );
  });
});
