import fc from "fast-check";
import { expect, it } from "vitest";
import { roundDown, roundUp } from "#core/text/significant.ts";

it.each([
  [0, 0, 0],
  [0.0833, 0.083, 0.084],
  [0.07, 0.07, 0.07],
  [0.1, 0.1, 0.1],
  [0.999, 0.99, 1],
  [1, 1, 1],
  [12345, 12000, 13000],
  [1000, 1000, 1000],
])("%d is rounded down to %d and up to %d", (value, down, up) => {
  expect([roundDown(value), roundUp(value)]).toEqual([down, up]);
});

it("keeps two digits and the side", () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
      const [down, up] = [roundDown(value), roundUp(value)];
      // Up to the twelfth digit: 0.07 / 0.001 is not quite 70.
      expect(down).toBeLessThanOrEqual(value * (1 + 1e-11));
      expect(up).toBeGreaterThanOrEqual(value * (1 - 1e-11));
      expect(up - down).toBeLessThanOrEqual(value * 0.1 + Number.EPSILON);
      expect([down, up]).toEqual([Number(down.toPrecision(2)), Number(up.toPrecision(2))]);
    }),
  );
});
