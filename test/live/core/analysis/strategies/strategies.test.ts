import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { summarizeLoads } from "#live/core/analysis/load-summary.ts";
import { type StrategyName, strategies } from "#live/core/analysis/strategies/index.ts";
import type { StrategyInput } from "#live/core/analysis/strategies/strategy.ts";
import { simulations } from "#live/core/traffic/simulations.ts";
import { type Counted, errorsOf, numbered, utf8 } from "../../../../support/judge-keys.ts";
import { planOf } from "../../../../support/plans.ts";

const names = Object.keys(strategies) as StrategyName[];

function input(keys: Iterable<Counted>, more: Partial<StrategyInput> = {}): StrategyInput {
  return { plan: planOf(keys), partitions: 6, seed: 1, valueBytes: 100, ...more };
}
const loads = (name: StrategyName, of: StrategyInput) => [...strategies[name].loads(of)];
const total = (list: Iterable<number>) => [...list].reduce((sum, one) => sum + one, 0);

describe("every strategy", () => {
  it.each(names)("%s places every record, and says what it does", (name) => {
    const keys: Counted[] = [["", 3], [null, 7], ...numbered(40, 2)];
    for (const partitions of [1, 2, 6, 100]) {
      const of = input(keys, { partitions });
      expect(loads(name, of)).toHaveLength(partitions);
      expect(total(loads(name, of))).toBe(90);
      expect(loads(name, of)).toEqual(loads(name, of));
      expect(strategies[name].note(of)).toMatch(/^[a-z\d].*[^.]$/);
    }
  });
});

describe("murmur2", () => {
  it("places keys as Java's producer does, the empty one too", () => {
    const keys: Counted[] = [["", 5], ...numbered(100, 3)];
    const expected = new Array(6).fill(0);
    for (const [key, count] of keys) expected[partitionFor(utf8(String(key)), 6)] += count;
    expect(loads("murmur2", input(keys))).toEqual(expected);
  });

  it("places records without a key in rotation, and says so", () => {
    const of = input([[null, 8]]);
    expect(loads("murmur2", of)).toEqual([2, 2, 1, 1, 1, 1]);
    expect(strategies.murmur2.note(of)).toContain("without a key in rotation");
    expect(strategies.murmur2.note(input(numbered(3)))).not.toContain("without a key");
  });
});

describe("round robin", () => {
  it("is as even as can be, whatever the keys", () => {
    expect(loads("round-robin", input([["hot", 20]]))).toEqual([4, 4, 3, 3, 3, 3]);
  });
});

describe("range", () => {
  it("keeps neighbours together and leaves no partition out", () => {
    const keys = ["b", "a", "é", "c", "d", "A"].map((key): Counted => [key, 1]);
    // A a | b c | d é, each run of as many keys as the others.
    expect(loads("range", input(keys, { partitions: 3 }))).toEqual([2, 2, 2]);
    const weighted: Counted[] = [
      ["b", 10],
      ["a", 1],
      ["c", 100],
    ];
    expect(loads("range", input(weighted, { partitions: 3 }))).toEqual([1, 10, 100]);
  });

  // The Python analyzer uses 4 of 6 and 50 of 64 partitions here.
  it.each([
    [12, 6],
    [100, 64],
  ])("fills all of them: %d keys, %d partitions", (keys, partitions) => {
    expect(loads("range", input(numbered(keys), { partitions })).every((load) => load > 0)).toBe(
      true,
    );
  });

  it("is rank × partitions / keys, rounded down, over the sorted keys", () => {
    const key = fc.string({ unit: "binary", maxLength: 4 });
    const keys = fc.uniqueArray(key, { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(keys, fc.integer({ min: 1, max: 20 }), (list, partitions) => {
        const distinct = [
          ...new Map(list.map((one) => [Buffer.from(one).toString("hex"), one])).values(),
        ];
        const bytes = distinct.map((one) => Buffer.from(one)).sort(Buffer.compare);
        const expected = new Array(partitions).fill(0);
        bytes.forEach((_, rank) => {
          expected[Math.floor((rank * partitions) / bytes.length)]++;
        });
        const counted = distinct.map((one): Counted => [one, 1]);
        expect(loads("range", input(counted, { partitions }))).toEqual(expected);
      }),
    );
  });
});

describe("sticky", () => {
  const plan = simulations["no-repetition"].plan({
    records: 100_000,
    patterns: ["user-"],
    seed: 1,
    isOrdered: false,
  });
  const of = (more: Partial<StrategyInput> = {}): StrategyInput => {
    return { plan, partitions: 10, seed: 1, valueBytes: 100, ...more };
  };

  it("fills a batch of 16 KiB before it turns to another partition", () => {
    // 8 bytes beside key and value: 16,384 / (8 + 1 + 1,015) is 16 records for each batch.
    const keys = numbered(1, 160, "");
    const sent = loads("sticky", input(keys, { valueBytes: 1015, partitions: 1000 }));
    expect(sent.filter((load) => load > 0).every((load) => load % 16 === 0)).toBe(true);
    expect(sent.filter((load) => load > 0).length).toBeGreaterThan(7);
    expect(loads("sticky", input(numbered(1, 16, ""), { valueBytes: 1015 }))).toContain(16);
  });

  it("is even in the long run, less so for larger records, and as its seed has it", () => {
    const cv = (more: Partial<StrategyInput>) =>
      summarizeLoads(strategies.sticky.loads(of(more))).cv;
    expect(cv({})).toBeLessThan(0.2);
    expect(cv({ valueBytes: 20_000 })).toBeLessThan(0.02);
    expect(loads("sticky", of())).toEqual(loads("sticky", of()));
    expect(loads("sticky", of({ seed: 2 }))).not.toEqual(loads("sticky", of()));
  });
});

describe("custom", () => {
  const place = (placing: (key: Uint8Array | null, partitions: number) => unknown) => {
    return { title: "mine.mjs", place: placing as (key: Uint8Array | null, n: number) => number };
  };
  const refusal = (placing: Parameters<typeof place>[0]) =>
    errorsOf(() => loads("custom", input(numbered(3), { custom: place(placing) })));

  it("is mmh3 as the Python analyzer takes it, without a function of the user's", () => {
    // mmh3.hash("user-0", signed=False) % 6 and so on, from Python.
    expect(861677947 % 6).toBe(1);
    expect(loads("custom", input([["user-0", 5]]))).toEqual([0, 5, 0, 0, 0, 0]);
    expect(strategies.custom.note(input([]))).toContain("mmh3");
  });

  it("is the user's function otherwise", () => {
    const custom = place((key, partitions) => (key?.length ?? 0) % partitions);
    const keys: Counted[] = [
      ["a", 1],
      ["bb", 10],
      ["ccccccc", 100],
      [null, 1000],
    ];
    expect(loads("custom", input(keys, { custom }))).toEqual([1000, 101, 10, 0, 0, 0]);
    expect(strategies.custom.note(input([], { custom }))).toBe("mine.mjs");
  });

  it("may do with the key what it likes", () => {
    const kept: Uint8Array[] = [];
    const custom = place((key) => {
      if (key !== null) kept.push(key.fill(0, 0, 1));
      return 0;
    });
    const of = input(
      [
        ["k1", 1],
        ["k2", 1],
      ],
      { custom },
    );
    loads("custom", of);
    expect(kept.map((key) => [...key])).toEqual([
      [0, 0x31],
      [0, 0x32],
    ]);
    expect(new TextDecoder().decode(of.plan.key(0) ?? undefined)).toBe("k1");
  });

  it.each([
    ["6", () => 6],
    ["-1", () => -1],
    ["1.5", () => 1.5],
    ["NaN", () => Number.NaN],
    ["a value of type undefined", () => undefined],
    ["a value of type string", () => "1"],
    ["a value of type object", async () => 1],
  ])("is refused where it returns %s", (shown, placing) => {
    const [error] = refusal(placing);
    expect(error).toMatchObject({
      what: `the custom partitioner returned ${shown}, which is not a partition`,
      where: "mine.mjs",
      next: expect.stringContaining("The last partition is 5."),
    });
  });

  it.each([
    [
      "no such thing",
      () => {
        throw new Error("no such thing\nat line 5");
      },
    ],
    [
      "odd",
      () => {
        throw "odd";
      },
    ],
  ])("is told where it fails: %s", (reason, placing) => {
    const [error] = refusal(placing);
    expect(error).toMatchObject({
      what: `the custom partitioner failed: ${reason}`,
      where: "mine.mjs",
    });
  });
});
