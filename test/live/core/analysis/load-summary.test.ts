import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { summarizeLoads } from "#live/core/analysis/load-summary.ts";

const of = (loads: readonly number[]) => summarizeLoads(Float64Array.from(loads));

describe("the summary of loads", () => {
  it("has the sample's standard deviation and what follows from it", () => {
    expect(of([2, 4, 4, 4, 5, 5, 7, 9])).toMatchObject({
      total: 40,
      mean: 5,
      sd: expect.closeTo(Math.sqrt(32 / 7), 12),
      cv: expect.closeTo(Math.sqrt(32 / 7) / 5, 12),
      quality: "moderate",
      maxPartitionShare: 9 / 40,
      emptyPartitions: 0,
    });
  });

  it("counts partitions without records, as the Python analyzer's log does not", () => {
    expect(of([100, 0, 0, 0])).toMatchObject({ cv: 2, gini: 0.75, emptyPartitions: 3 });
  });

  it.each([
    [[0, 0, 0], { total: 0, mean: 0, maxPartitionShare: 0, emptyPartitions: 3 }],
    [[7], { total: 7, mean: 7, maxPartitionShare: 1, emptyPartitions: 0 }],
    [[0], { total: 0, mean: 0, maxPartitionShare: 0, emptyPartitions: 1 }],
  ])("of %j has no spread", (loads, expected) => {
    expect(of(loads)).toMatchObject({ ...expected, sd: 0, cv: 0, gini: 0, quality: "good" });
  });

  /** Two loads with exactly this coefficient of variation: mean ± cv / √2. */
  const withCv = (cv: number) => of([1 - cv / Math.SQRT2, 1 + cv / Math.SQRT2]).quality;

  it.each([
    [0.1999, "good"],
    [0.2001, "moderate"],
    [0.5099, "moderate"],
    [0.5101, "severe"],
  ])("with a CV of %d is %s", (cv, quality) => {
    expect(withCv(cv)).toBe(quality);
  });

  it("is finite, and its parts agree, whatever the loads", () => {
    const loads = fc.array(fc.nat(1_000_000), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(loads, (list) => {
        const { total, mean, sd, cv, gini, maxPartitionShare } = of(list);
        expect([total, mean, sd, cv, gini, maxPartitionShare].every(Number.isFinite)).toBe(true);
        const squares = list.reduce((sum, load) => sum + (load - mean) ** 2, 0);
        expect(sd).toBeCloseTo(list.length < 2 ? 0 : Math.sqrt(squares / (list.length - 1)), 6);
        expect(maxPartitionShare * total).toBeCloseTo(Math.max(...list), 6);
      }),
    );
  });
});
