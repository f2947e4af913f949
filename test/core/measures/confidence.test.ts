import { describe, expect, it } from "vitest";
import { confidenceOf } from "#core/measures/confidence.ts";
import { enoughForGini, enoughForShare } from "#core/measures/enough-records.ts";
import { measureKeys, numbered } from "../../support/judge-keys.ts";

/** A sample with these loads, of keys with one record each. */
function sampleOf(loads: readonly number[]) {
  const partitionCounts = Float64Array.from(loads);
  const placedRecords = loads.reduce((sum, load) => sum + load, 0);
  const ascending = loads.toSorted((a, b) => a - b);
  const weighted = ascending.reduce((sum, x, i) => sum + (2 * (i + 1) - loads.length - 1) * x, 0);
  const gini = weighted / (loads.length * placedRecords);
  const maxPartitionShare = Math.max(...loads) / placedRecords;
  const keysByCount = new Map([[1, placedRecords]]);
  return {
    partitionCounts,
    placedRecords,
    keyRecords: placedRecords,
    gini,
    maxPartitionShare,
    keysByCount,
  };
}

const of = (loads: readonly number[]) => {
  const found = confidenceOf(sampleOf(loads));
  if (found === undefined) throw new Error("no records");
  return found;
};

/** P(X ≥ x) of a binomial variable, by its recurrence. */
function atLeast(x: number, n: number, p: number): number {
  let term = (1 - p) ** n;
  let below = 0;
  for (let i = 0; i < x; i++) {
    below += term;
    term *= ((n - i) / (i + 1)) * (p / (1 - p));
  }
  return 1 - below;
}

describe("the interval of the largest share", () => {
  it.each([
    [20, 200, 48],
    [16, 200, 48],
    [8, 200, 256],
    [120, 200, 3],
    [60, 1000, 30],
  ])("is about exact for %d of %d records in %d partitions", (most, records, partitions) => {
    const rest = Array.from({ length: partitions - 1 }, (_, i) => {
      const others = records - most;
      return Math.floor(others / (partitions - 1)) + (i < others % (partitions - 1) ? 1 : 0);
    });
    const { low, high } = of([most, ...rest]).maxPartitionShare;
    const alpha = 0.025 / partitions;
    // The exact tails at both ends (Clopper and Pearson 1934).
    expect(atLeast(most, records, low) / alpha).toBeGreaterThan(0.6);
    expect(atLeast(most, records, low) / alpha).toBeLessThan(1.4);
    expect((1 - atLeast(most + 1, records, high)) / alpha).toBeGreaterThan(0.6);
    expect((1 - atLeast(most + 1, records, high)) / alpha).toBeLessThan(1.4);
  });

  it("is never below an equal share, nor above 1", () => {
    expect(of([6, 5, 5]).maxPartitionShare.low).toBe(1 / 3);
    expect(of([10, 0, 0]).maxPartitionShare.high).toBe(1);
    expect(of([10]).maxPartitionShare).toEqual({ low: 1, high: 1 });
  });
});

describe("the interval of the Gini coefficient", () => {
  it("is below the sample's by what sampling gives, and by its deviation", () => {
    const { gini, giniBySampling } = of(Array.from({ length: 48 }, (_, i) => 400 + (i % 2)));
    // (P − 1)/P·√(P/n)/√π for n = 19,224
    expect(giniBySampling).toBeCloseTo(0.0276, 3);
    expect(gini.low).toBe(0);
    expect(gini.high).toBeLessThan(0.01);
  });

  it("does not contain 0 where one partition has half of the records", () => {
    const { gini } = of([5000, ...Array.from({ length: 9 }, () => 555)]);
    expect(gini.low).toBeGreaterThan(0.35);
    expect(gini.high).toBeLessThan(0.42);
  });
});

it("the share of unseen keys is that of the records with a key that was seen once", () => {
  const keys = [...numbered(100, 1), ...numbered(50, 2, "b"), ...numbered(10, 80, "c")];
  const { measures } = measureKeys({ partitions: 12 }, keys);
  expect(confidenceOf(measures)?.unseenShare).toBeCloseTo(100 / 1000, 12);
});

describe("the records that are enough", () => {
  const even = sampleOf(Array.from({ length: 48 }, (_, i) => 38 + (i % 8)));

  it("are more the closer the limit is", () => {
    const [far, near] = [enoughForShare(even, 0.05), enoughForShare(even, 0.03)];
    expect(far).toBeLessThan(near);
    expect(enoughForShare(even, 1 / 48)).toBe(Number.POSITIVE_INFINITY);
    const confidence = of(Array.from(even.partitionCounts));
    expect(enoughForGini(even, confidence, 0.1)).toBeLessThan(
      enoughForGini(even, confidence, 0.05),
    );
  });

  it("are finite where all other partitions are empty", () => {
    const hot = sampleOf([500, ...Array.from({ length: 47 }, () => 0)]);
    expect(enoughForShare(hot, 0.9)).toBeLessThan(10_000);
    expect(enoughForGini(hot, of(Array.from(hot.partitionCounts)), 0.9)).toBeLessThan(1e6);
  });
});
