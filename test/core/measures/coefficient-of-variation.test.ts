import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coefficientOfVariation } from "#core/measures/coefficient-of-variation.ts";

const of = (values: readonly number[]) => coefficientOfVariation(Float64Array.from(values));

describe("coefficientOfVariation", () => {
  it.each([
    [[2, 4, 4, 4, 5, 5, 7, 9], Math.sqrt(32 / 7) / 5],
    [[1, 3], Math.SQRT2 / 2],
    [[5, 5, 5], 0],
    [[0, 0, 0, 8], 2],
    [[7], 0],
    [[0, 0], 0],
    [[], 0],
  ])("of %j is %d: the sample standard deviation over the mean", (values, expected) => {
    expect(of(values)).toBeCloseTo(expected, 12);
  });

  it("is √n with everything in one of n", () => {
    expect(of([...new Array(47).fill(0), 123])).toBeCloseTo(Math.sqrt(48), 12);
  });

  it("does not depend on scale", () => {
    const loads = fc.array(fc.integer({ min: 1, max: 1e6 }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 1000 }), (values, factor) => {
        expect(of(values.map((value) => value * factor))).toBeCloseTo(of(values), 9);
      }),
    );
  });
});
