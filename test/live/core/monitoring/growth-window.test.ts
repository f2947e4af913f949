import { describe, expect, it } from "vitest";
import { GrowthWindow } from "#live/core/monitoring/growth-window.ts";

const MINUTE_MS = 60_000;

/** Offsets a minute apart, from the minute 0 on. */
function watched(windowMinutes: number, ...observations: readonly (number | undefined)[][]) {
  const window = new GrowthWindow(windowMinutes * MINUTE_MS);
  for (const [minute, values] of observations.entries()) window.add(minute * MINUTE_MS, values);
  return window;
}

const grown = (window: GrowthWindow) => [...(window.growth()?.byPartition ?? [])];

describe("The growth of partitions in a window", () => {
  it("is not known from one observation", () => {
    expect(watched(10).growth()).toBeUndefined();
    expect(watched(10, [5, 7]).growth()).toBeUndefined();
  });

  it("is the difference to the first observation, until the window is full", () => {
    const window = watched(10, [5, 7], [6, 17]);
    expect(window.growth()).toEqual({ byPartition: Float64Array.of(1, 10), spanMs: MINUTE_MS });
  });

  it("forgets what was before the window", () => {
    const offsets = Array.from({ length: 100 }, (_, minute) => [
      minute < 50 ? 100 * minute : 5_000,
    ]);
    expect(grown(watched(10, ...offsets.slice(0, 50)))).toEqual([1_000]);
    const after = watched(10, ...offsets);
    expect(after.growth()).toEqual({ byPartition: Float64Array.of(0), spanMs: 10 * MINUTE_MS });
  });

  it("is of the window to a sixtieth, however often it is observed", () => {
    const window = new GrowthWindow(60 * MINUTE_MS);
    for (let second = 0; second <= 7_200; second++) window.add(second * 1_000, [second]);
    const { byPartition, spanMs } = window.growth() ?? {};
    expect(spanMs).toBeGreaterThanOrEqual(60 * MINUTE_MS);
    expect(spanMs).toBeLessThanOrEqual(61 * MINUTE_MS);
    expect(byPartition?.[0]).toBe((spanMs ?? 0) / 1_000);
  });

  it("goes on where a partition was unknown, and counts what came meanwhile", () => {
    expect(grown(watched(10, [5, 5], [undefined, 6], [15, 7]))).toEqual([10, 2]);
    expect(grown(watched(10, [undefined, 5], [7, 6], [9, 7]))).toEqual([2, 2]);
  });

  it("takes new partitions from when they are first seen", () => {
    expect(grown(watched(10, [5], [6, 100], [7, 130]))).toEqual([2, 30]);
  });

  it("takes nothing for growth that falls: a recreated topic, a deleted segment", () => {
    expect(grown(watched(10, [1_000], [3], [10]))).toEqual([7]);
  });

  it("ignores a clock that was set back", () => {
    const window = watched(10, [0], [10]);
    window.add(0, [20]);
    expect(grown(window)).toEqual([10]);
  });

  it("says how much a second each partition has grown since it was last known", () => {
    const window = watched(10, [0, 0], [60, undefined], [60, 240]);
    expect(window.rates()).toEqual([0, 2]);
    expect(watched(10, [0]).rates()).toEqual([undefined]);
  });
});
