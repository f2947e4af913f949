import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WindowTally } from "#core/tally/window-tally.ts";

const MINUTE = { unit: "ms", length: 60_000 } as const;
type Row = readonly [minute: number, partition: number, count: number];

function tallied(rows: readonly Row[], partitions: number) {
  const tally = new WindowTally(MINUTE, partitions);
  for (const [minute, partition, count] of rows) tally.add(minute * 60_000, partition, count);
  const { window, loads } = tally.result();
  return { length: window.length, loads: [...loads].map(([at, one]) => [at, [...one]]) };
}

describe("records in windows", () => {
  it("are counted by the minutes since the epoch that they are in", () => {
    const tally = new WindowTally(MINUTE, 2);
    for (const ms of [119_999, 60_000, 120_000, 59_999.9]) tally.add(ms, 1, 2);
    const { loads } = tally.result();
    expect([...loads].map(([at, one]) => [at, [...one]])).toEqual([
      [0, [0, 2]],
      [1, [0, 4]],
      [2, [0, 2]],
    ]);
  });

  it("are widened to at most 100,000 numbers, in any order", () => {
    const partitions = 500;
    const row = fc.tuple(
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 0, max: partitions - 1 }),
      fc.integer({ min: 1, max: 3 }),
    );
    const rows = fc.array(row, { minLength: 150, maxLength: 900 });
    fc.assert(
      fc.property(rows, (some) => {
        const { length, loads } = tallied(some, partitions);
        expect(loads.length).toBeLessThanOrEqual(200);
        expect(tallied([...some].reverse(), partitions)).toEqual({ length, loads });
        const minutes = new Set(some.map(([minute]) => minute));
        // No wider than needed.
        const before = new Set(
          [...minutes].map((minute) => Math.floor(minute / (length / 120_000))),
        );
        if (length > 60_000) expect(before.size).toBeGreaterThan(200);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});
