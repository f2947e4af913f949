import { describe, expect, it } from "vitest";
import { drawUniform, normal, seededRandom } from "#core/measures/random.ts";

const DRAWS = 100_000;

function moments(draw: () => number): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < DRAWS; i++) {
    const value = draw();
    sum += value;
    squares += value * value;
  }
  return { mean: sum / DRAWS, variance: squares / DRAWS - (sum / DRAWS) ** 2 };
}

describe("seededRandom", () => {
  it("gives the same numbers for the same seed, others for another", () => {
    const take = (seed: number) => Array.from({ length: 5 }, seededRandom(seed));
    expect(take(7)).toEqual(take(7));
    expect(take(7)).not.toEqual(take(8));
  });

  it("gives the same numbers one by one and many at once", () => {
    const many = new Float64Array(4);
    drawUniform(many.subarray(2), drawUniform(many.subarray(0, 2), 7));
    expect([...many]).toEqual(Array.from({ length: 4 }, seededRandom(7)));
  });

  it("is uniform in [0, 1)", () => {
    const { mean, variance } = moments(seededRandom(1));
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });
});

it("normal has mean 0 and variance 1, and is finite even where the uniform number is 0", () => {
  const random = seededRandom(1);
  const { mean, variance } = moments(() => normal(random(), random()));
  expect(mean).toBeCloseTo(0, 1);
  expect(variance).toBeCloseTo(1, 1);
  expect(Number.isFinite(normal(0, 0))).toBe(true);
});
