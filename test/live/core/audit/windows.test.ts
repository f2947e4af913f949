import { describe, expect, it } from "vitest";
import { estimatedWindows } from "#live/core/audit/estimated-windows.ts";
import { Lateness } from "#live/core/audit/lateness.ts";
import { windowBorders } from "#live/core/audit/window-borders.ts";

const MINUTE_MS = 60_000;
const START_MS = 29_000_000 * MINUTE_MS;
const NOTHING = { add: () => {}, addNull: () => {} };

/** The share of late records that a sample with these times makes likely. */
function lateShare(timesMs: readonly number[], partitionOf = (_: number) => 0): number {
  const late = new Lateness(NOTHING, MINUTE_MS);
  timesMs.forEach((timeMs, i) => {
    late.addNull(1, { partition: partitionOf(i), timeMs: START_MS + timeMs });
  });
  return late.mostShare;
}

describe("records whose times do not increase with their offsets", () => {
  it("count if they are in an earlier window than one before them", () => {
    const ordered = Array.from({ length: 1000 }, (_, i) => i * 1000);
    // 0 of 1,000: 3.84 / 1003.84.
    expect(lateShare(ordered)).toBeCloseTo(0.00383, 5);
    const someBack = ordered.map((timeMs, i) => (i % 10 === 9 ? timeMs - 2 * MINUTE_MS : timeMs));
    expect(lateShare(someBack)).toBeGreaterThan(0.09);
    expect(lateShare(someBack)).toBeLessThan(0.13);
    // Within a window, the order does not matter.
    expect(lateShare(Array.from({ length: 1000 }, (_, i) => 999 - i))).toBeCloseTo(0.00383, 5);
  });

  it("are looked for in each partition, and are unknown without times", () => {
    const times = Array.from({ length: 1000 }, (_, i) => (i % 2 === 0 ? i : i + 60 * MINUTE_MS));
    expect(lateShare(times, (i) => i % 2)).toBeCloseTo(0.00383, 5);
    expect(lateShare(times)).toBeGreaterThan(0.4);
    expect(lateShare([])).toBe(1);
  });
});

describe("borders of windows", () => {
  it("are multiples of their length, from the first record to behind the last", () => {
    expect(windowBorders(START_MS + 5, START_MS + MINUTE_MS, MINUTE_MS)).toEqual({
      timesMs: [START_MS, START_MS + MINUTE_MS, START_MS + 2 * MINUTE_MS],
      isCut: false,
    });
  });

  it("are the newest ones of too many", () => {
    const { timesMs, isCut } = windowBorders(0, START_MS, MINUTE_MS);
    expect(isCut).toBe(true);
    expect(timesMs).toHaveLength(1_500);
    expect(timesMs.at(-1)).toBe(START_MS + MINUTE_MS);
  });
});

describe("windows from offsets", () => {
  const WINDOWS = 40;
  const SPANS = [0, 1].map((partition) => ({ partition, start: 100, end: 100 + WINDOWS * 100 }));
  const EXACT = { emptyShare: 0, isEstimate: false, relativeError: 0 };
  const loads = Float64Array.of(WINDOWS * 100, WINDOWS * 100);
  /** 100 records of each partition a minute, but in the 20th all 200 in partition 1. */
  const offsets = Array.from({ length: WINDOWS + 1 }, (_, i) => {
    return i === 20 ? [100 + 2100, 100 + 1900] : [100 + i * 100, 100 + i * 100];
  });
  const by = {
    ...windowBorders(START_MS, START_MS + WINDOWS * MINUTE_MS - 1, MINUTE_MS),
    offsets,
    spans: SPANS,
    records: { offsets: loads, records: loads, ...EXACT },
    lateShare: 0,
  };
  const asked = { unit: "ms", length: MINUTE_MS } as const;

  it("are exact where times are the broker's and each offset has a record", () => {
    const shares = estimatedWindows(asked, 2, by);
    expect(shares).toMatchObject({ counted: WINDOWS, share: 1, records: WINDOWS * 200 });
    expect(shares.interval).toBeUndefined();
    expect(shares.hottest[0]).toMatchObject({ share: 1, records: 200 });
  });

  it("have an interval if records come late, or if their number is an estimate", () => {
    // Of 40 windows, one decides, and may have all late records: 2 × 40 × 0.0025.
    const late = estimatedWindows(asked, 2, { ...by, lateShare: 0.0025 });
    expect(late.interval).toEqual({ low: 0.8, high: 1 });
    const records = { ...by.records, isEstimate: true, relativeError: 0.25 };
    expect(estimatedWindows(asked, 2, { ...by, records }).interval).toEqual({ low: 0.6, high: 1 });
    expect(late.sentences.at(-1)).toBe(
      "That share is an estimate from offsets by time: 80 % to 100 %.",
    );
  });

  it("have an interval with the true share if a whole batch came late", () => {
    // As above, but 10 of 8,000 records of partition 0 in each of the last 10 minutes came after the end.
    const truth = 0.5;
    const even = by.offsets.map((_, i) => {
      return [100 + i * 100 - Math.max(0, i - 30) * 10, 100 + i * 100];
    });
    const { share, interval } = estimatedWindows(asked, 2, {
      ...by,
      offsets: even,
      lateShare: 100 / 8000,
    });
    expect(share).toBeGreaterThan(0.52);
    expect(interval?.low).toBeLessThan(truth);
  });

  it("count records, not offsets, and say from when on", () => {
    const half = { ...by.records, records: loads.map((load) => load / 2) };
    const shares = estimatedWindows(asked, 2, { ...by, records: half, isCut: true });
    expect(shares.records).toBe(WINDOWS * 100);
    expect(shares.sentences.at(-1)).toMatch(/^Windows before 20\d\d-.*Z are not looked at\.$/);
  });
});
