import { describe, expect, it } from "vitest";
import { coefficientOfVariation } from "#core/measures/coefficient-of-variation.ts";
import {
  compareWithRandomHashing,
  type ExpectedSpread,
  expectedSpread,
} from "#core/measures/expected.ts";
import { gini } from "#core/measures/gini.ts";
import { equalFrequencies, frequenciesOf } from "#core/measures/key-frequencies.ts";
import { otherRandom } from "../../support/judge-keys.ts";

const equal = (keys: number) => new Float64Array(keys).fill(1);
const zipf = (keys: number, exponent: number) =>
  Float64Array.from({ length: keys }, (_, i) => 1e6 / (i + 1) ** exponent);
/** The first key has this share, the others the rest in equal parts. */
const dominated = (keys: number, share: number) =>
  Float64Array.from({ length: keys }, (_, i) => (i === 0 ? (share / (1 - share)) * (keys - 1) : 1));
const total = (counts: Float64Array) => counts.reduce((sum, count) => sum + count, 0);
const frequencies = (counts: Float64Array, partitions = 10_000) => {
  const keysByCount = new Map<number, number>();
  for (const count of counts) keysByCount.set(count, (keysByCount.get(count) ?? 0) + 1);
  return frequenciesOf(keysByCount, partitions);
};

/** Keys thrown at partitions one by one: no shortcut, and another source of chance. */
function* hashings(counts: Float64Array, partitions: number, runs: number) {
  const random = otherRandom(counts.length * 31 + partitions);
  for (let run = 0; run < runs; run++) {
    const loads = new Float64Array(partitions);
    for (const count of counts) (loads[Math.floor(random() * partitions)] as number) += count;
    yield loads;
  }
}

function meanAndError(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

/** What the source simulates itself is the mean of at least this many runs. */
const FEWEST_RUNS = 10;
const SIMULATED_RUNS = 40;

function expectClose(actual: number, seen: readonly number[], sourceRuns: number): void {
  const { mean, deviation } = meanAndError(seen);
  const noise = 4 * deviation * Math.sqrt(1 / sourceRuns + 1 / seen.length);
  expect(Math.abs(actual - mean)).toBeLessThan(noise + 0.015 * mean);
}

function expectAsThrown(counts: Float64Array, partitions: number): ExpectedSpread {
  const expected = expectedSpread(frequencies(counts), partitions);
  const runs = Math.min(400, Math.round(4e6 / (counts.length + 8 * partitions)));
  const thrown = [...hashings(counts, partitions, runs)];
  const all = total(counts);
  const sourceRuns = partitions > 5000 ? FEWEST_RUNS : SIMULATED_RUNS;
  expectClose(
    expected.cv ** 2,
    thrown.map((loads) => coefficientOfVariation(loads) ** 2),
    Number.POSITIVE_INFINITY,
  );
  expectClose(expected.gini, thrown.map(gini), sourceRuns);
  expectClose(
    expected.maxPartitionShare,
    thrown.map((loads) => Math.max(...loads) / all),
    sourceRuns,
  );
  return expected;
}

describe("expectedSpread is what throwing the keys gives", () => {
  it.each([
    ["20,000 equal keys", equal(20_000), 48, "formula"],
    ["600 equal keys", equal(600), 48, "formula"],
    ["300 equal keys over 2", equal(300), 2, "formula"],
    ["5,000 equal keys over 400", equal(5000), 400, "formula"],
    ["100 equal keys", equal(100), 48, "simulation"],
    ["12 equal keys", equal(12), 48, "simulation"],
    ["3 equal keys over 2", equal(3), 2, "simulation"],
    ["200 equal keys over 5,000", equal(200), 5000, "simulation"],
    ["2,000 equal keys over 1,000", equal(2000), 1000, "simulation"],
    ["1,000 Zipf keys", zipf(1000, 1), 48, "simulation"],
    ["5,000 Zipf keys over 12", zipf(5000, 1.2), 12, "simulation"],
    ["20,000 Zipf keys, exponent 0.3", zipf(20_000, 0.3), 48, "formula"],
    ["one key with 80 % of 5,000", dominated(5000, 0.8), 48, "simulation"],
    ["one key with 1 % of 20,000", dominated(20_000, 0.01), 48, "simulation"],
    ["one key alone", equal(1), 48, "simulation"],
  ] as const)("%s", (_, counts, partitions, method) => {
    expect(expectAsThrown(counts, partitions).method).toBe(method);
  });

  it.each([
    ["500 equal keys over 1,000", equal(500), 1000],
    ["2,000 equal keys over 10,000", equal(2000), 10_000],
  ] as const)("with more partitions than keys: %s", (_, counts, partitions) => {
    expectAsThrown(counts, partitions);
  });

  /*
   * Cornish and Fisher's expansion, worked out in Python: mean and mean square of the largest of P
   * normal numbers by the rectangle rule with 400,000 steps and math.erf (P = 400: 2.968178182 and
   * 8.952369853; P = 48: 2.233120881 and 5.204695362).
   */
  it.each([
    [5000, 400, 0.0048629028],
    [600, 48, 0.0351232746],
  ])("is the expansion with its skewness for %d keys over %d", (keys, partitions, share) => {
    const { maxPartitionShare } = expectedSpread(equalFrequencies(keys, partitions), partitions);
    expect(maxPartitionShare / share).toBeCloseTo(1, 6);
  });

  it("is within 0.2 % of the exact mean for 600 equal keys over 48", () => {
    // P(all loads ≤ m) = 600!/48^600·[x^600](Σ_{j≤m} x^j/j!)^48, summed over m in Python with NumPy.
    const exact = 0.03506646354;
    const { maxPartitionShare } = expectedSpread(equalFrequencies(600, 48), 48);
    expect(Math.abs(maxPartitionShare / exact - 1)).toBeLessThan(0.002);
  });

  it.each([
    [300_000, 100_000, 13.168423],
    [140_000, 50_000, 12.264086],
  ])("simulates the skewness of %d light keys over %d partitions", (keys, partitions, largest) => {
    // Σ_m 1 − F(m)^P with F of a Poisson load, in Python; a seventh of the skewness gives 3 % less.
    const { method, maxPartitionShare } = expectedSpread(
      equalFrequencies(keys, partitions),
      partitions,
    );
    expect(method).toBe("simulation");
    expect(Math.abs((maxPartitionShare * keys) / largest - 1)).toBeLessThan(0.02);
  });

  it("is even with one partition, whatever the keys", () => {
    for (const counts of [equal(1), equal(100), zipf(1000, 1)]) {
      const expected = expectedSpread(frequencies(counts), 1);
      expect(expected).toMatchObject({ cv: 0, gini: 0 });
      expect(expected.maxPartitionShare).toBeCloseTo(1, 12);
    }
  });

  it("is always a number between an even spread and all in one partition", () => {
    for (const keys of [1, 2, 255, 256, 257, 258, 260, 300, 1000]) {
      for (const partitions of [1, 2, 3, 12, 48]) {
        const { maxPartitionShare, gini: inequality } = expectedSpread(
          equalFrequencies(keys, partitions),
          partitions,
        );
        const where = `${keys} keys over ${partitions}`;
        expect(maxPartitionShare, where).toBeGreaterThanOrEqual(1 / partitions - 1e-9);
        expect(maxPartitionShare, where).toBeLessThanOrEqual(1 + 1e-9);
        expect(inequality, where).toBeGreaterThanOrEqual(0);
        expect(inequality, where).toBeLessThanOrEqual(1);
      }
    }
  });

  it("is the same every time", () => {
    const keys = frequencies(zipf(500, 1));
    expect(expectedSpread(keys, 48)).toEqual(expectedSpread(keys, 48));
  });

  it("does not depend on scale", () => {
    const counts = zipf(500, 1);
    const tenfold = expectedSpread(frequencies(counts.map((count) => count * 10)), 48);
    const { gini: inequality, maxPartitionShare } = expectedSpread(frequencies(counts), 48);
    expect(tenfold.gini).toBeCloseTo(inequality, 9);
    expect(tenfold.maxPartitionShare).toBeCloseTo(maxPartitionShare, 9);
  });

  it("does not depend on the order of the keys", () => {
    const counts = zipf(100, 1);
    const forwards = compareWithRandomHashing(frequencies(counts), 48, 1);
    const backwards = compareWithRandomHashing(frequencies(counts.slice().reverse()), 48, 1);
    expect(backwards.gini).toBeCloseTo(forwards.gini, 9);
    expect(backwards.maxPartitionShare).toBeCloseTo(forwards.maxPartitionShare, 9);
    expect(backwards.pValue).toBe(forwards.pValue);
  });
});

/** p-values of random hashings of the same keys. */
function pValues(counts: Float64Array, partitions: number, runs: number): number[] {
  const keys = frequencies(counts);
  return [...hashings(counts, partitions, runs)].map(
    (loads) => compareWithRandomHashing(keys, partitions, coefficientOfVariation(loads)).pValue,
  );
}

const shareUpTo = (values: readonly number[], limit: number) =>
  values.filter((value) => value <= limit).length / values.length;

describe("the p-value", () => {
  it.each([
    ["2,000 equal keys over 48", equal(2000), 48],
    ["300 equal keys over 6", equal(300), 6],
    ["20,000 Zipf keys, exponent 0.3", zipf(20_000, 0.3), 48],
    ["100 equal keys over 48", equal(100), 48],
    ["1,000 Zipf keys over 48", zipf(1000, 1), 48],
    ["one key with 80 % of 1,000", dominated(1000, 0.8), 48],
  ] as const)("is about uniform under random hashing of %s", (_, counts, partitions) => {
    const values = pValues(counts, partitions, 150);
    for (const limit of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      expect(Math.abs(shareUpTo(values, limit) - limit)).toBeLessThan(0.13);
    }
  });

  // Two hundred simulated runs alone would know 1/201 at least.
  it.each([
    ["390 Zipf keys over 4", zipf(390, 0.7), 4],
    ["20 equal keys over 6", equal(20), 6],
    ["37 equal keys over 12", equal(37), 12],
    ["one key with 20 % of 140 over 48", dominated(140, 0.2), 48],
  ] as const)(
    "is 1 in 1,000 where 1 in 1,000 hashings of %s is as uneven",
    (_, counts, partitions) => {
      const runs = 40_000;
      const cvs = [...hashings(counts, partitions, runs)].map(coefficientOfVariation);
      cvs.sort((a, b) => b - a);
      const keys = frequencies(counts);
      for (const share of [0.01, 0.001]) {
        const cv = cvs[runs * share - 1] as number;
        const asUneven = cvs.filter((one) => one >= cv * (1 - 1e-9)).length / runs;
        const { pValue } = compareWithRandomHashing(keys, partitions, cv);
        expect(pValue / asUneven, `p ${pValue}, ${asUneven} of all`).toBeGreaterThan(0.5);
        expect(pValue / asUneven, `p ${pValue}, ${asUneven} of all`).toBeLessThan(1.8);
      }
    },
  );

  it("seldom finds as many equal keys as partitions unusual when they are random", () => {
    expect(shareUpTo(pValues(equal(350), 350, 50), 0.005)).toBeLessThan(0.05);
  });

  it("is tiny where a pattern doubles the spread of many keys", () => {
    const keys = equalFrequencies(5000, 48);
    const { cv, pValue } = compareWithRandomHashing(keys, 48, 2 * Math.sqrt(48 / 5000));
    expect(cv).toBeCloseTo(Math.sqrt(48 / 5000), 12);
    expect(pValue).toBeGreaterThan(0);
    expect(pValue).toBeLessThan(1e-12);
  });

  it("is the least it can be where no random hashing of few keys comes near", () => {
    const keys = frequencies(equal(100));
    expect(compareWithRandomHashing(keys, 48, Math.sqrt(48)).pValue).toBeLessThan(0.005);
  });

  it("is small too for many partitions, where there is time for few simulations only", () => {
    const allInOne = Math.sqrt(1000);
    expect(
      compareWithRandomHashing(equalFrequencies(2000, 1000), 1000, allInOne).pValue,
    ).toBeLessThan(0.005);
  });

  it("comes with the statistic (P - 1)·CV²/(P·Σf²) and P - 1 degrees of freedom", () => {
    const { chiSquare, degreesOfFreedom } = compareWithRandomHashing(
      equalFrequencies(4, 3),
      3,
      0.5,
    );
    expect(chiSquare).toBeCloseTo((2 * 0.25) / (3 * 4 * (1 / 4) ** 2), 12);
    expect(degreesOfFreedom).toBe(2);
  });

  it("counts the observed hashing among 200 random ones", () => {
    // (1 + k)/(1 + n): Davison and Hinkley 1997, "Bootstrap Methods and their Application", (4.11).
    const keys = equalFrequencies(3, 2);
    // Every hashing is at least as uneven as an even one.
    expect(compareWithRandomHashing(keys, 2, 0).pValue).toBe(1);
    // Loads 3 and 0, √2 in CV, are 2 of the 8 ways to place three keys.
    const { pValue } = compareWithRandomHashing(keys, 2, Math.SQRT2);
    expect(pValue).toBeCloseTo(2 / 8, 1);
    expect(pValue * 201).toBeCloseTo(Math.round(pValue * 201), 9);
  });

  it("is 1 with one partition", () => {
    expect(compareWithRandomHashing(equalFrequencies(100, 1), 1, 0).pValue).toBe(1);
    expect(compareWithRandomHashing(equalFrequencies(2, 1), 1, 0).pValue).toBe(1);
  });
});
