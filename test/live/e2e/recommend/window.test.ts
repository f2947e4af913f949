import { describe, expect, it } from "vitest";
import { bordersOf, isLate } from "#live/run/recommend/window.ts";

describe("A record", () => {
  // Borders at 0, 33, 67 ms, as whole ones; one partition.
  const window = { startMs: 1000, endMs: 1100, buckets: 3 };
  const borders = [[0n], [10n], [20n], [30n]];
  const late = (offset: number, timestampMs: number) =>
    isLate(window, borders, { partition: 0, offset, timestampMs });

  it("is late where a border has passed its time before it", () => {
    expect(bordersOf(window)).toEqual([1000, 1033, 1067]);
    expect([late(9, 1032), late(10, 1032), late(19, 1032)]).toEqual([false, true, true]);
    expect([late(15, 1066), late(20, 1066)]).toEqual([false, true]);
    expect(late(0, 999)).toBe(true);
  });

  it("is not late at the very time of a border, nor in the last bucket, nor in the future", () => {
    expect([late(10, 1033), late(20, 1067)]).toEqual([false, false]);
    expect([late(29, 1099), late(29, 9_000_000)]).toEqual([false, false]);
  });
});
