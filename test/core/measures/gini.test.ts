import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gini } from "#core/measures/gini.ts";

const loads = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 });
const of = (values: readonly number[]) => gini(Float64Array.from(values));

/** By definition: the mean absolute difference of all pairs, over twice the mean. */
function byDefinition(values: readonly number[]): number {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  if (mean === 0) return 0;
  const differences = values.flatMap((a) => values.map((b) => Math.abs(a - b)));
  return differences.reduce((sum, value) => sum + value, 0) / (2 * n * n * mean);
}

describe("gini", () => {
  it.each([
    [[1, 1, 1, 1], 0],
    [[0, 0, 0, 4], 0.75],
    [[1, 2, 3, 4], 0.25],
    [[4, 3, 2, 1], 0.25],
    [[9, 10, 100], 182 / 357],
    [[7], 0],
    [[0, 0], 0],
    [[], 0],
  ])("of %j is %d", (values, expected) => {
    expect(of(values)).toBeCloseTo(expected, 12);
  });

  it("is half the relative mean difference of all pairs", () => {
    fc.assert(
      fc.property(loads, (values) => {
        expect(of(values)).toBeCloseTo(byDefinition(values), 9);
      }),
    );
  });

  it("lies in [0, 1 - 1/n], and reaches both ends", () => {
    fc.assert(
      fc.property(loads, (values) => {
        expect(of(values)).toBeGreaterThanOrEqual(0);
        expect(of(values)).toBeLessThanOrEqual(1 - 1 / values.length + 1e-12);
      }),
    );
    expect(of([0, 0, 0, 0, 5])).toBeCloseTo(1 - 1 / 5, 12);
  });

  it("does not depend on scale or order, and leaves its input alone", () => {
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 1000 }), (values, factor) => {
        const input = Float64Array.from(values);
        expect(of(values.map((value) => value * factor))).toBeCloseTo(gini(input), 9);
        expect(of([...values].reverse())).toBe(gini(input));
        expect([...input]).toEqual(values);
      }),
    );
  });
});
