import { describe, expect, it } from "vitest";
import { chiSquareUpperTail } from "#core/measures/chi-square.ts";

/**
 * Degrees of freedom, statistic, upper tail: Q(df/2, x/2) by mpmath 1.4.1 with 60 digits,
 * `gammainc(df/2, x/2, inf, regularized=True)`, and for df 999999, where that takes too long, by the
 * series and the continued fraction in the same arithmetic. scipy 1.17.1's chi2.sf agrees to 3e-14.
 */
const REFERENCE = [
  [1, 1e-9, 0.999974768674784],
  [1, 0.01, 0.920344325445942],
  [1, 1, 0.3173105078629141],
  [1, 3.841, 0.0500136837639567],
  [1, 10, 0.0015654022580025497],
  [1, 100, 1.523970604832105e-23],
  [1, 700, 2.9902269751246203e-154],
  [2, 1e-9, 0.9999999995],
  [2, 0.1, 0.951229424500714],
  [2, 1, 0.6065306597126334],
  [2, 5.991, 0.05001161502657909],
  [2, 40, 2.061153622438558e-9],
  [2, 700, 9.92959039626498e-153],
  [3, 0.001, 0.9999915920809419],
  [3, 1, 0.8012519569012008],
  [3, 7.815, 0.04999390297488389],
  [3, 50, 7.989179244951472e-11],
  [10, 0.01, 0.999999999999974],
  [10, 2, 0.9963401531726563],
  [10, 9, 0.5321035763747155],
  [10, 11, 0.35751800242792553],
  [10, 18.307, 0.05000058909139812],
  [10, 60, 3.624300952061488e-9],
  [47, 0.5, 1.0],
  [47, 10, 0.9999999982133355],
  [47, 20, 0.9998105958160077],
  [47, 40, 0.7554041250118446],
  [47, 46, 0.513932331139891],
  [47, 49, 0.3928034474486331],
  [47, 64.00111197, 0.050000000019233],
  [47, 80, 0.00190051702648223],
  [47, 120, 2.6254122447514403e-8],
  [47, 400, 1.723985378967938e-57],
  [4999, 4000, 1.0],
  [4999, 4600, 0.999978899514552],
  [4999, 4900, 0.838921021765092],
  [4999, 4998, 0.5013301342550162],
  [4999, 5001, 0.48936286284993713],
  [4999, 5100, 0.15623959248839922],
  [4999, 5400, 4.5287228612103845e-5],
  [4999, 6000, 2.2994109809826055e-21],
  [999999, 990000, 0.9999999999993466],
  [999999, 995000, 0.9998001368307129],
  [999999, 999000, 0.759956907555522],
  [999999, 999998, 0.500094031712708],
  [999999, 1e6, 0.4995298419881127],
  [999999, 1.002e6, 0.07861490186253835],
  [999999, 1.005e6, 0.00020712409371463224],
  [999999, 1.01e6, 9.022647647890002e-13],
] as const;

describe("chiSquareUpperTail", () => {
  it.each(REFERENCE)("with %i degrees of freedom exceeds %d with probability %d", (df, x, tail) => {
    // exp(a·ln x − x − lnΓ(a)) loses digits in proportion to its terms: 5e5·13 at the largest df.
    expect(Math.abs(chiSquareUpperTail(x, df) / tail - 1)).toBeLessThan(1e-11 + 1e-14 * df);
  });

  it("is exp(-x/2) with two degrees of freedom", () => {
    for (let x = 0; x < 600; x += 0.7) {
      expect(chiSquareUpperTail(x, 2) / Math.exp(-x / 2)).toBeCloseTo(1, 10);
    }
  });

  it("follows Q(a + 1, x) = Q(a, x) + x^a·e^-x/Γ(a + 1)", () => {
    for (let df = 2, term = 5; df < 60; df += 2) {
      // x = 5: the term for a = df/2 is 5^a·e^-5/a!
      const step = chiSquareUpperTail(10, df + 2) - chiSquareUpperTail(10, df);
      expect(step).toBeCloseTo(term * Math.exp(-5), 11);
      term *= 5 / (df / 2 + 1);
    }
  });

  it("falls from 1 to 0 as the statistic rises", () => {
    for (const df of [1, 5, 47, 4999]) {
      const tails = Array.from({ length: 400 }, (_, i) => chiSquareUpperTail((i * df) / 100, df));
      expect(tails[0]).toBe(1);
      for (const [i, tail] of tails.entries()) {
        expect(tail).toBeGreaterThanOrEqual(0);
        expect(tail).toBeLessThanOrEqual((tails[i - 1] ?? 1) + 1e-12);
      }
    }
  });

  it("is 1 where nothing can vary", () => {
    expect(chiSquareUpperTail(0, 47)).toBe(1);
    expect(chiSquareUpperTail(5, 0)).toBe(1);
  });
});
