import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import { type SimulationName, simulations } from "#live/core/traffic/simulations.ts";
import { countsOf, keysOf } from "../../../support/plans.ts";

/** How many numbers each pattern has, as the Python analyzer's form promises. */
const NUMBERS = {
  normal: 100,
  "less-repetition": 1000,
  "more-repetition": 10,
  "no-repetition": Number.POSITIVE_INFINITY,
} as const;
const names = Object.keys(simulations) as SimulationName[];
const numbered = Object.keys(NUMBERS) as (keyof typeof NUMBERS)[];

interface Wanted {
  readonly records?: number;
  readonly patterns?: readonly string[];
  readonly seed?: number;
  readonly isOrdered?: boolean;
}

function plan(
  name: SimulationName,
  { records = 2500, patterns = ["user-"], seed = 1, isOrdered = false }: Wanted = {},
): KeyPlan {
  return simulations[name].plan({ records, patterns, seed, isOrdered });
}

describe("simulations of one pattern", () => {
  // The seed's sequence diagram: key = pattern + (id % 100), % 1000, % 10, id.
  it.each(numbered)("%s are the Python analyzer's keys in its order", (name) => {
    const expected = Array.from({ length: 2500 }, (_, i) => `user-${i % NUMBERS[name]}`);
    expect(keysOf(plan(name))).toEqual(expected);
    expect(plan(name).isShuffled).toBe(false);
  });
});

describe("simulations of several patterns", () => {
  it("give each pattern all its numbers, record by record in turn", () => {
    const keys = keysOf(plan("more-repetition", { records: 41, patterns: ["a-", "b-"] }));
    expect(keys.slice(0, 5)).toEqual(["a-0", "b-0", "a-1", "b-1", "a-2"]);
    expect(keys.slice(18, 22)).toEqual(["a-9", "b-9", "a-0", "b-0"]);
    // The Python analyzer gives 100 keys here: its patterns and numbers go in step.
    expect(plan("normal", { patterns: ["tenant_id-", "user_id-"] }).distinctKeys).toBe(200);
  });

  it("may have more patterns than there are records", () => {
    const few = plan("normal", { records: 2, patterns: ["a-", "b-", "c-"] });
    expect(keysOf(few)).toEqual(["a-0", "b-0"]);
    expect(few.distinctKeys).toBe(2);
  });
});

describe("hot-key", () => {
  it("is in order 80 % hot keys, then cold ones by the record's number", () => {
    const keys = keysOf(plan("hot-key", { records: 10, isOrdered: true }));
    expect(keys).toEqual([...Array(8).fill("hot-key"), "cold-key-8", "cold-key-9"]);
    for (const [records, hot] of [
      [1000, 800],
      [11, 9],
      [1, 1],
    ] as const) {
      expect(plan("hot-key", { records }).countOf(0)).toBe(hot);
    }
  });

  it("is otherwise the same keys, interleaved as the seed has it", () => {
    const ordered = keysOf(plan("hot-key", { isOrdered: true }));
    const shuffled = keysOf(plan("hot-key"));
    expect(countsOf(shuffled)).toEqual(countsOf(ordered));
    expect(keysOf(plan("hot-key"))).toEqual(shuffled);
    expect(keysOf(plan("hot-key", { seed: 2 }))).not.toEqual(shuffled);
    // Nowhere do only hot keys come, as they do in order for the first 2,000 records.
    for (let at = 0; at < 2500; at += 250) {
      const hot = shuffled.slice(at, at + 250).filter((key) => key === "hot-key").length;
      expect(hot / 250).toBeGreaterThan(0.65);
      expect(hot / 250).toBeLessThan(0.95);
    }
  });

  it("has its patterns' names, whatever patterns were given", () => {
    expect(plan("hot-key", { patterns: ["a"] }).patterns).toEqual(["hot-key", "cold-key-"]);
  });
});

describe("every plan", () => {
  const wanted = fc.record({
    name: fc.constantFrom(...names),
    records: fc.integer({ min: 1, max: 3000 }),
    patterns: fc.constantFrom(["user-"], ["ä-", "b-"], ["", "b-", "c_"]),
    seed: fc.nat(1000),
    isOrdered: fc.boolean(),
  });

  it("says of its keys what they are, record by record", () => {
    fc.assert(
      fc.property(wanted, ({ name, ...rest }) => {
        const made = plan(name, rest);
        const ordinals = Array.from({ length: made.records }, (_, i) => made.ordinalAt(i));
        const counts = countsOf(ordinals);
        expect(made.records).toBe(rest.records);
        expect(made.nullRecords).toBe(0);
        expect(counts.size).toBe(made.distinctKeys);
        expect(new Set(keysOf(made)).size).toBe(made.distinctKeys);
        const decoder = new TextDecoder();
        for (const [ordinal, count] of counts) {
          expect(made.countOf(ordinal)).toBe(count);
          const key = decoder.decode(made.key(ordinal) ?? undefined);
          const pattern = made.patterns[made.patternOf(ordinal)] as string;
          expect(key.startsWith(pattern)).toBe(true);
          expect(key.slice(pattern.length)).toMatch(key === "hot-key" ? /^$/ : /^(0|[1-9]\d*)$/);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("goes up to 10,000,000 records without holding them", () => {
    for (const name of numbered) {
      const large = plan(name, { records: 10_000_000 });
      const last = large.key(large.ordinalAt(9_999_999)) ?? undefined;
      const number = Math.min(9_999_999, NUMBERS[name] - 1);
      expect(new TextDecoder().decode(last)).toBe(`user-${number}`);
    }
  });
});
