import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { equalFrequencies, frequenciesOf } from "#core/measures/key-frequencies.ts";

const counts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 600 });

/** How many of the counts there are of each. */
function byCount(counts: readonly number[]): Map<number, number> {
  const keys = new Map<number, number>();
  for (const count of counts) keys.set(count, (keys.get(count) ?? 0) + 1);
  return keys;
}

function powerSum(values: Iterable<number>, power: number): number {
  let sum = 0;
  for (const value of values) sum += value ** power;
  return sum;
}

describe("frequenciesOf", () => {
  it("sums the powers of the shares, heavy and light together making all", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const total = powerSum(list, 1);
        const { heavy, light, all } = frequenciesOf(byCount(list), 12);
        const shares = list.map((count) => count / total);
        const powers = [
          [all.shares, light.shares, 1],
          [all.squares, light.squares, 2],
          [all.cubes, light.cubes, 3],
        ] as const;
        for (const [ofAll, ofLight, power] of powers) {
          expect(ofAll).toBeCloseTo(powerSum(shares, power), 10);
          expect(ofLight + powerSum(heavy, power)).toBeCloseTo(ofAll, 10);
        }
      }),
      { numRuns: 50 },
    );
  });

  it("has the heaviest keys one by one", () => {
    fc.assert(
      fc.property(counts, (list) => {
        const total = powerSum(list, 1);
        const { heavy } = frequenciesOf(byCount(list), 12);
        const heaviest = [...list].sort((a, b) => b - a).slice(0, heavy.length);
        const shares = heaviest.map((count) => count / total);
        expect([...heavy].sort((a, b) => b - a)).toEqual(shares);
        expect(heavy.length).toBe(Math.min(list.length, 256));
      }),
      { numRuns: 50 },
    );
  });
});

it.each([1, 2, 256, 257, 5000])(
  "equalFrequencies(%i) is frequenciesOf as many equal counts",
  (n) => {
    const equal = equalFrequencies(n, 12);
    const counted = frequenciesOf(new Map([[3, n]]), 12);
    expect(equal.heavy.length).toBe(counted.heavy.length);
    expect(equal.heavy[0]).toBeCloseTo(counted.heavy[0] as number, 12);
    for (const part of ["light", "all"] as const) {
      expect(equal[part].shares).toBeCloseTo(counted[part].shares, 12);
      expect(equal[part].squares).toBeCloseTo(counted[part].squares, 12);
      expect(equal[part].cubes).toBeCloseTo(counted[part].cubes, 12);
    }
  },
);
