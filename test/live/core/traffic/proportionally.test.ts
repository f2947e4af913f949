import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { proportionally } from "#live/core/traffic/proportionally.ts";

const of = (counts: readonly number[], total: number) => [
  ...proportionally(Float64Array.from(counts), total),
];

describe("whole numbers in proportions", () => {
  it.each([
    [[3, 1], 8, [6, 2]],
    [[1, 1, 1], 2, [1, 1, 0]],
    [[1, 1, 1], 3, [1, 1, 1]],
    [[5, 3, 2], 1, [1, 0, 0]],
    // Shares 4.7, 1.6, 1.58, 1.2, 0.61, 0.31: a seat goes to the fifth, not to the third.
    [[47, 16, 15.8, 12, 6.1, 3.1], 10, [5, 2, 1, 1, 1, 0]],
    // A larger remainder behind equal ones comes before the second of these.
    [[3, 3, 4], 2, [1, 0, 1]],
    [[7], 100, [100]],
    [[0, 0], 5, [0, 0]],
    [[], 5, []],
    [[4, 0, 1], 10, [8, 0, 2]],
  ])("%j to %d", (counts, total, expected) => {
    expect(of(counts, total)).toEqual(expected);
  });

  it("add up exactly, each less than one away from its share", () => {
    const count = fc.oneof(fc.nat(5), fc.nat(1_000_000), fc.integer({ min: 1, max: 2 ** 50 }));
    const counts = fc.array(count, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 10_000_000 }), (list, total) => {
        const sum = list.reduce((all, one) => all + one, 0);
        fc.pre(sum > 0);
        const made = of(list, total);
        expect(made.reduce((all, one) => all + one, 0)).toBe(total);
        made.forEach((one, i) => {
          const share = ((list[i] as number) / sum) * total;
          expect(Number.isInteger(one)).toBe(true);
          expect(Math.abs(one - share)).toBeLessThanOrEqual(1);
        });
      }),
    );
  });
});
