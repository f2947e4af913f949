import { describe, expect, it } from "vitest";
import { windowShareQuantile } from "#core/measures/window-quantile.ts";

/** P(X ≥ least) of a binomial X, term by term. */
function exactTail(n: number, p: number, least: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let i = 0; i < least; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

describe("the share of the hottest partition in windows by chance", () => {
  it.each([
    [40, 150, 10],
    [60, 200, 4],
    [99, 480, 3],
  ])(
    "is that of the exact probabilities: %d windows of %d records, %d partitions",
    (windows, size, partitions) => {
      const alpha = 1e-3;
      const shares = Array.from({ length: partitions }, () => 1 / partitions);
      const quantile = windowShareQuantile(new Array(windows).fill(size), shares, alpha);
      // Of fewer than 100 windows, the percentile is the largest.
      const probability = (records: number) =>
        1 - (1 - partitions * exactTail(size, 1 / partitions, records)) ** windows;
      const records = quantile * size;
      // Sizes are rounded down to groups, which makes the quantile at most 9 % of the deviation larger.
      expect(probability(Math.ceil(records) + 1)).toBeLessThan(alpha);
      expect(probability(Math.floor(records * 0.94))).toBeGreaterThan(alpha);
    },
  );

  it("falls with more records, and allows 1 % of many windows more", () => {
    const even = [0.25, 0.25, 0.25, 0.25];
    const of = (windows: number, size: number) =>
      windowShareQuantile(new Array(windows).fill(size), even, 1e-4);
    expect(of(50, 4000)).toBeLessThan(of(50, 400));
    expect(of(2000, 400)).toBeLessThan(of(50, 400));
    expect(of(50, 4e6)).toBeLessThan(0.252);
  });
});
