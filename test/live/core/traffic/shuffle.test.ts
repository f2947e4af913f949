import { expect, it } from "vitest";
import { shuffle } from "#live/core/traffic/shuffle.ts";
import { countsOf } from "../../../support/plans.ts";

it("a shuffle has every order about as often as any other", () => {
  const orders = Array.from({ length: 12_000 }, (_, seed) =>
    shuffle(Uint32Array.of(0, 1, 2, 3), seed).join(""),
  );
  const counts = countsOf(orders);
  expect(counts.size).toBe(24);
  // 500 each, standard deviation 22: the seeds are fixed, so is the outcome.
  for (const count of counts.values()) expect(Math.abs(count - 500)).toBeLessThan(90);
});

it("a shuffle loses nothing, and is the same for the same seed", () => {
  const values = () => Uint32Array.from({ length: 1000 }, (_, i) => i);
  const shuffled = shuffle(values(), 7);
  expect(shuffled).not.toEqual(values());
  expect(shuffled).toEqual(shuffle(values(), 7));
  expect(shuffled.slice().sort()).toEqual(values());
  expect(shuffle(new Uint32Array(0), 1)).toHaveLength(0);
});
