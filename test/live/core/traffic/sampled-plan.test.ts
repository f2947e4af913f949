import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sampledPlan } from "#live/core/traffic/sampled-plan.ts";
import { type Counted, numbered, tableOf } from "../../../support/judge-keys.ts";
import { countsOf, keysOf, planOf } from "../../../support/plans.ts";

const KEYS: Counted[] = [
  ["hot", 6],
  ["", 2],
  ["ключ", 1],
  [null, 3],
];

describe("a plan of real keys", () => {
  it("has each as often as it was counted, without a key too", () => {
    const plan = planOf(KEYS);
    expect(plan).toMatchObject({ records: 12, distinctKeys: 4, nullRecords: 3 });
    expect(plan.patterns).toEqual(["keys.csv"]);
    const expected = [...Array(6).fill("hot"), "", "", "ключ", null, null, null];
    expect(keysOf(plan)).toEqual(expected);
    expect([0, 1, 2, 3].map((ordinal) => plan.countOf(ordinal))).toEqual([6, 2, 1, 3]);
  });

  it("has as many records as are asked for, in the same proportions", () => {
    const more = countsOf(keysOf(planOf(KEYS, 1200)));
    expect(Object.fromEntries(more)).toEqual({ hot: 600, "": 200, ключ: 100, null: 300 });
    const fewer = planOf(KEYS, 4);
    expect(keysOf(fewer)).toEqual(["hot", "hot", "", null]);
    expect(fewer).toMatchObject({ records: 4, distinctKeys: 3, nullRecords: 1 });
  });

  it("leaves no key out that has a record, and counts none that has not", () => {
    const plan = planOf([...numbered(50), ["hot", 1000]], 100);
    const counts = countsOf(keysOf(plan));
    expect(counts.size).toBe(plan.distinctKeys);
    expect(plan.records).toBe(100);
    expect(counts.get("hot")).toBe(96);
  });

  it("is shuffled by its seed unless it is to be in order", () => {
    const sample = tableOf(numbered(300, 2));
    const shuffled = (seed: number) =>
      keysOf(sampledPlan(sample, { records: undefined, title: "t", seed, isOrdered: false }));
    const ordered = planOf(numbered(300, 2));
    expect(countsOf(shuffled(1))).toEqual(countsOf(keysOf(ordered)));
    expect(shuffled(1)).not.toEqual(keysOf(ordered));
    expect(shuffled(1)).toEqual(shuffled(1));
    expect(shuffled(1)).not.toEqual(shuffled(2));
    expect(ordered.isShuffled).toBe(false);
  });

  it("keeps the bytes of keys that are no text, of blocks that are gone", () => {
    const table = tableOf([[Uint8Array.of(0xff, 0, 0x80), 1], ...numbered(2000)]);
    const plan = sampledPlan(table, { records: undefined, title: "t", seed: 1, isOrdered: true });
    for (let i = 0; i < 5000; i++) table.add(Uint8Array.of(i, i >> 8, 7), 0, 3, 1);
    expect(plan.key(0)).toEqual(Uint8Array.of(0xff, 0, 0x80));
    expect(new TextDecoder().decode(plan.key(2000) ?? undefined)).toBe("user-1999");
  });

  it("has counts that add up for whatever was sampled", () => {
    const counted = fc.tuple(fc.string({ maxLength: 3 }), fc.integer({ min: 1, max: 50 }));
    const records = fc.option(fc.integer({ min: 1, max: 500 }), { nil: undefined });
    fc.assert(
      fc.property(fc.array(counted, { minLength: 1, maxLength: 30 }), records, (keys, wanted) => {
        const plan = planOf([...keys, [null, 4]], wanted);
        const sampled = keys.reduce((sum, [, count]) => sum + count, 4);
        expect(plan.records).toBe(wanted ?? sampled);
        const counts = countsOf(keysOf(plan));
        expect(counts.size).toBe(plan.distinctKeys);
        expect(counts.get(null) ?? 0).toBe(plan.nullRecords);
      }),
    );
  });
});
