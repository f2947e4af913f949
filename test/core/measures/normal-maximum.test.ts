import { expect, it } from "vitest";
import { normalMaximum } from "#core/measures/normal-maximum.ts";

// E of the largest of n: 0; 1/√π; 3/(2√π); of 10 and 100 from Tippett 1925 and Harter 1961.
it.each([
  [1, 0],
  [2, 1 / Math.sqrt(Math.PI)],
  [3, 3 / (2 * Math.sqrt(Math.PI))],
  [10, 1.538753],
  [100, 2.507594],
])("the largest of %i standard normal numbers has the mean %d", (n, mean) => {
  expect(normalMaximum(n).mean).toBeCloseTo(mean, 5);
});

// Of 1 and 2 the square has the mean 1; of 3 it is 1 + √3/(2π).
it.each([
  [1, 1],
  [2, 1],
  [3, 1 + Math.sqrt(3) / (2 * Math.PI)],
])("its square, for %i, has the mean %d", (n, square) => {
  expect(normalMaximum(n).square).toBeCloseTo(square, 5);
});

it("still holds for as many partitions as there may be", () => {
  const { mean } = normalMaximum(1_000_000);
  // The asymptotic quantile of order 1 − 1/n, with Euler's constant (Cramér 1946, 28.6).
  expect(mean).toBeGreaterThan(4.8);
  expect(mean).toBeLessThan(4.9);
});
