import { describe, expect, it } from "vitest";
import { coefficientOfVariation } from "#core/measures/coefficient-of-variation.ts";
import { cvQuantile } from "#core/measures/cv-quantile.ts";
import { gini } from "#core/measures/gini.ts";
import { giniQuantile } from "#core/measures/gini-quantile.ts";
import { type KeysByCount, someOfTheKeys } from "#core/measures/key-frequencies.ts";
import { normalQuantile } from "#core/measures/normal-quantile.ts";
import { pearsonQuantile } from "#core/measures/pearson-quantile.ts";
import { shareQuantile } from "#core/measures/share-quantile.ts";
import { fewestUniqueKeys } from "#core/measures/unique-keys-quantile.ts";
import { otherRandom } from "../../support/judge-keys.ts";

const equal = (keys: number, count = 1): KeysByCount => new Map([[count, keys]]);
const zipf = (keys: number, exponent: number): KeysByCount => {
  const byCount = new Map<number, number>();
  for (let i = 1; i <= keys; i++) {
    const count = Math.round(2000 / i ** exponent);
    byCount.set(count, (byCount.get(count) ?? 0) + 1);
  }
  return byCount;
};
const hot = (keys: number, share: number): KeysByCount =>
  new Map([
    [Math.round((share / (1 - share)) * keys), 1],
    [1, keys],
  ]);

/** Keys thrown at partitions one by one, with a source of chance of its own. */
function throwKeys(keys: KeysByCount, partitions: number, runs: number) {
  const random = otherRandom(partitions * 7919 + keys.size);
  const counts = [...keys].flatMap(([count, some]) => new Array<number>(some).fill(count));
  const total = counts.reduce((sum, count) => sum + count, 0);
  return Array.from({ length: runs }, () => {
    const loads = new Float64Array(partitions);
    for (const count of counts) (loads[Math.floor(random() * partitions)] as number) += count;
    const share = Math.max(...loads) / total;
    return { share, gini: gini(loads), cv: coefficientOfVariation(loads) };
  });
}

const RUNS = 4000;
const ALPHA = 0.01;

describe("the quantile of a measure is exceeded as rarely as it says", () => {
  it.each<[string, KeysByCount, number]>([
    ["2,000 equal keys over 3", equal(2000), 3],
    ["40 Zipf keys over 3", zipf(40, 0.8), 3],
    ["600 equal keys over 6", equal(600), 6],
    ["600 equal keys over 48", equal(600), 48],
    ["300 equal keys over 256", equal(300), 256],
    ["300 Zipf keys over 6", zipf(300, 0.8), 6],
    ["300 Zipf keys over 12", zipf(300, 0.5), 12],
    ["40 Zipf keys over 48", zipf(40, 0.8), 48],
    ["a key with 50 % of the records over 48", hot(1000, 0.5), 48],
    ["a key with 5 % of the records over 12", hot(1000, 0.05), 12],
  ])("for %s", (_, keys, partitions) => {
    const thrown = throwKeys(keys, partitions, RUNS);
    const parts = { parts: partitions, chance: 1 / partitions };
    const quantiles = {
      share: shareQuantile(keys, parts, ALPHA),
      gini: giniQuantile(keys, partitions, ALPHA),
      cv: cvQuantile(keys, partitions, ALPHA),
    };
    for (const measure of ["share", "gini", "cv"] as const) {
      const limit = quantiles[measure];
      const values = thrown.map((one) => one[measure]).sort((a, b) => a - b);
      const above = values.filter((value) => value > limit * (1 + 1e-9)).length;
      // 40 expected; 65 are four deviations more.
      expect(above, measure).toBeLessThan(65);
      // Not looser than needed: at most 8 % above the quantile that was seen.
      const seen = values[Math.floor(RUNS * (1 - ALPHA))] as number;
      expect(limit / seen, measure).toBeLessThan(1.08);
    }
  });

  it("is exact in the tail of the binomial load of equal keys", () => {
    // P(X > 90) for X binomial with 2,000 keys and 1/30 is 0.002271, P(X > 91) 0.001586: Python, lgamma.
    const share = shareQuantile(equal(2000), { parts: 1, chance: 1 / 30 }, 0.0017);
    expect(share * 2000).toBeGreaterThan(90);
    expect(share * 2000).toBeLessThan(92);
  });

  it("is the largest value there is where chance alone gives that", () => {
    const all = { parts: 48, chance: 1 / 48 };
    expect(shareQuantile(equal(2), all, 1e-4)).toBe(1);
    expect(giniQuantile(equal(2), 48, 1e-4)).toBeLessThanOrEqual(1 - 1 / 48);
    expect(cvQuantile(equal(1), 48, 1e-4)).toBeCloseTo(Math.sqrt(48), 9);
  });

  it("is even with one partition", () => {
    expect(shareQuantile(equal(10), { parts: 1, chance: 1 }, 1e-4)).toBe(1);
    expect(giniQuantile(equal(10), 1, 1e-4)).toBe(0);
    expect(cvQuantile(equal(10), 1, 1e-4)).toBe(0);
  });

  it("grows as alpha falls, and does not depend on scale", () => {
    const parts = { parts: 12, chance: 1 / 12 };
    const keys = zipf(500, 0.6);
    const tenfold = new Map([...keys].map(([count, some]) => [10 * count, some]));
    const quantilesOf = (some: KeysByCount, alpha: number) => [
      shareQuantile(some, parts, alpha),
      giniQuantile(some, 12, alpha),
      cvQuantile(some, 12, alpha),
    ];
    const rare = quantilesOf(keys, 1e-6);
    quantilesOf(keys, 1e-3).forEach((value, i) => {
      expect(value).toBeLessThan(rare[i] as number);
    });
    quantilesOf(tenfold, 1e-6).forEach((value, i) => {
      expect(value).toBeCloseTo(rare[i] as number, 9);
    });
  });
});

describe("quantiles of distributions", () => {
  // From printed tables of χ².
  it.each([
    [2, 0.001, 13.816],
    [5, 0.01, 15.086],
    [11, 0.001, 31.264],
    [47, 0.05, 64.001],
  ])("are those of χ² with %d degrees of freedom", (df, alpha, value) => {
    const moments = { mean: df, variance: 2 * df, third: 8 * df };
    expect(pearsonQuantile(moments, alpha)).toBeCloseTo(value, 2);
  });

  it("are normal without skewness", () => {
    expect(pearsonQuantile({ mean: 5, variance: 4, third: 0 }, 0.001)).toBeCloseTo(11.18, 2);
    expect(pearsonQuantile({ mean: 5, variance: 0, third: 0 }, 0.001)).toBe(5);
  });

  it.each([
    [0.025, 1.95996],
    [0.001, 3.09023],
    [1e-6, 4.75342],
  ])("are those of a normal variable for %d", (alpha, value) => {
    expect(normalQuantile(alpha)).toBeCloseTo(value, 5);
  });
});

describe("fewer keys", () => {
  it("are a share of all, from hot to cold", () => {
    const keys = new Map([
      [100, 1],
      [7, 4],
      [1, 95],
    ]);
    expect([...someOfTheKeys(keys, 0.8)]).toEqual([
      [100, 1],
      [7, 3],
      [1, 76],
    ]);
    expect([...someOfTheKeys(new Map([[3, 1]]), 0.8)]).toEqual([[3, 1]]);
  });
});

describe("the fewest different keys of a later sample", () => {
  it("are a share of today's where no key is seen once, or each is", () => {
    expect(fewestUniqueKeys(equal(500, 4), 0.8, 1e-4)).toBe(400);
    expect(fewestUniqueKeys(equal(500), 0.8, 1e-4)).toBe(400);
  });

  it("are as many as all but a few samples have", () => {
    const random = otherRandom(5);
    const sample = (records: number) => {
      const counts = new Map<number, number>();
      for (let i = 0; i < records; i++) {
        const key = Math.floor(1500 * random() ** 1.5);
        counts.set(key, (counts.get(key) ?? 0) + 1);
      }
      return counts;
    };
    let below = 0;
    for (let run = 0; run < 300; run++) {
      const keysByCount = new Map<number, number>();
      for (const count of sample(2000).values()) {
        keysByCount.set(count, (keysByCount.get(count) ?? 0) + 1);
      }
      const fewest = fewestUniqueKeys(keysByCount, 1, 0.01);
      if (sample(2000).size < fewest) below++;
    }
    expect(below).toBeLessThan(12);
  });
});
