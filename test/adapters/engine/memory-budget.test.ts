import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { allKeys, counters, keyBytes } from "./counting.ts";
import { countOf, entriesOf, sorted } from "./oracle.ts";

const temporaryFolder = mkdtempSync(join(tmpdir(), "skew-contract-test-"));
afterAll(() => rmSync(temporaryFolder, { recursive: true }));

type Threads = ReturnType<typeof counters>;

/** Counts records in turn by all threads; every few thousand of them the room is tidied. */
function countAll(all: Threads, records: readonly (readonly [Uint8Array, number])[]): void {
  records.forEach(([key, count], i) => {
    const one = all[i % all.length];
    if (one === undefined) return;
    if (key.length > 8192) one.counter.countLongKey(key, count);
    else one.buffer.putKey(key, 0, key.length, count);
    if (i % 1000 === 0) one.counter.budget.tidy();
  });
}

/** Keys that the front table has no room for, so that they go to the parts. */
function many(keys: number, rounds: number, prefix = "user-"): [Uint8Array, number][] {
  const all = Array.from({ length: keys }, (_, i) => Buffer.from(`${prefix}${i}`));
  return Array.from({ length: keys * rounds }, (_, i) => [all[i % keys] as Buffer, 1]);
}

function expected(records: readonly (readonly [Uint8Array, number])[]): [string, number][] {
  return sorted(
    countOf(records.map(([key, count]) => [Buffer.from(key).toString("latin1"), count])),
  );
}

describe("counting", () => {
  const count = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2 ** 40 }));

  it("adds up counts of any size as a Map does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(keyBytes, count), { maxLength: 400, size: "max" }),
        fc.integer({ min: 1, max: 3 }),
        (records, threads) => {
          const all = counters(threads);
          countAll(all, records);
          expect(sorted(entriesOf(allKeys(all)))).toEqual(expected(records));
        },
      ),
      { numRuns: 100 },
    );
  });

  it("is exact where the counts of the front table would overflow", () => {
    const all = counters(1);
    const records = Array.from({ length: 140_000 }, (_, i): [Uint8Array, number] => [
      Buffer.from(i % 7 === 0 ? "a" : "b".repeat(20)),
      65_536 - (i % 2),
    ]);
    countAll(all, records);
    expect(records.reduce((sum, [, n]) => sum + n, 0)).toBeGreaterThan(2 ** 33);
    expect(sorted(entriesOf(allKeys(all)))).toEqual(expected(records));
  });

  it("keeps keys apart that come in sorted runs, as the front table is renewed", () => {
    const all = counters(1);
    const records = many(300_000, 1).flatMap(([key]) => [[key, 1] as const, [key, 1] as const]);
    countAll(all, records);
    const entries = entriesOf(allKeys(all));
    expect(entries.size).toBe(300_000);
    expect([...entries.values()].every((n) => n === 2)).toBe(true);
  });
});

describe("spilling", () => {
  const KEYS = 120_000;
  const LONG = "a-prefix-so-long-that-the-keys-take-more-chunks-than-there-are-parts-";

  it("keeps on disk what does not fit, and leaves no file behind", () => {
    const records = many(KEYS, 2, LONG);
    for (const [chunkLimit, maxEntries] of [
      [300, 2 ** 20],
      [300, 512],
      [264, 100],
    ] as const) {
      const all = counters(2, { chunkLimit, maxEntries, temporaryFolder });
      countAll(all, records);
      const keys = allKeys(all);
      expect(keys.isSpilled).toBe(true);
      for (let pass = 0; pass < 2; pass++) {
        const entries = entriesOf(keys);
        expect(entries.size).toBe(KEYS);
        expect([...entries.values()].every((n) => n === 2)).toBe(true);
      }
      expect(readdirSync(temporaryFolder)).toEqual([]);
    }
  });

  it("says so where there is no room on disk either", () => {
    const missing = join(temporaryFolder, "missing");
    const all = counters(1, { chunkLimit: 260, temporaryFolder: missing });
    const run = () => countAll(all, many(2 * KEYS, 1, LONG));
    expect(run).toThrow(UserError);
    expect(run).toThrow(/the folder for temporary files .* does not exist/);
  });
});

it("takes a key in that becomes hot only later, whatever came first", () => {
  for (const hot of ["hot", "a-hot-key-of-many-bytes"]) {
    const all = counters(1, { chunkLimit: 400, temporaryFolder });
    countAll(all, many(40_000, 1, "a-long-prefix-of-a-key-"));
    countAll(all, many(40_000, 1));
    const key = Buffer.from(hot);
    countAll(
      all,
      Array.from({ length: 1_500_000 }, () => [key, 1]),
    );
    const keys = allKeys(all);
    expect(keys.isSpilled).toBe(false);
    expect(entriesOf(keys).get(hot)).toBe(1_500_000);
  }
});

it("adds up a single key that would fill the disk", () => {
  // Counts of more than 1 go past the front table.
  const all = counters(1, { chunkLimit: 400, temporaryFolder });
  const hot = Buffer.from("the-hot-key");
  const records = Array.from({ length: 1_500_000 }, (_, i): [Uint8Array, number] =>
    i % 10 === 0 ? [Buffer.from(`${i}`), 1] : [hot, 2],
  );
  countAll(all, records);
  const keys = allKeys(all);
  expect(sorted(entriesOf(keys))).toEqual(expected(records));
});

it("adds keys up where they come often, instead of writing them to disk", () => {
  // 100,000 keys take 5 MB, all their records more than 60.
  const all = counters(1, { chunkLimit: 1800, temporaryFolder });
  const records = many(100_000, 12, "a-rather-long-prefix-of-all-these-keys-");
  countAll(all, records);
  const keys = allKeys(all);
  expect(keys.isSpilled).toBe(false);
  const entries = entriesOf(keys);
  expect(entries.size).toBe(100_000);
  expect([...entries.values()].every((n) => n === 12)).toBe(true);
});
