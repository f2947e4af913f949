import { describe, expect, it } from "vitest";
import { hypergeometric } from "#core/measures/hypergeometric.ts";
import { seededRandom } from "#core/measures/random.ts";
import { windowShares } from "#core/measures/window-shares.ts";
import { WindowTally } from "#core/tally/window-tally.ts";

const MINUTE = { unit: "ms", length: 60_000 } as const;

/** @param recordsOf the partitions of the records of each window */
function sharesOf(recordsOf: readonly (readonly number[])[], partitions: number) {
  const tally = new WindowTally(MINUTE, partitions);
  for (const [minute, records] of recordsOf.entries()) {
    for (const partition of records) tally.add(minute * 60_000, partition, 1);
  }
  return windowShares(tally.result(), MINUTE, partitions);
}

const repeated = (partition: number, count: number) =>
  Array.from({ length: count }, () => partition);

/** The 99th percentile of the largest share, after shuffling all records (Fisher and Yates). */
function bruteForce(recordsOf: readonly (readonly number[])[], random: () => number): number {
  const all = recordsOf.flat();
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j] as number, all[i] as number];
  }
  let at = 0;
  const shares = recordsOf.map(({ length }) => {
    const counts = new Map<number, number>();
    for (const one of all.slice(at, at + length)) counts.set(one, (counts.get(one) ?? 0) + 1);
    at += length;
    return Math.max(...counts.values()) / length;
  });
  shares.sort((a, b) => a - b);
  return shares[Math.ceil(0.99 * shares.length) - 1] as number;
}

describe("the hottest partition's share in windows", () => {
  it("is the 99th percentile by nearest rank over the windows that count", () => {
    // The rank of the percentile is 149 of 150; the small window does not count.
    const windows = Array.from({ length: 150 }, (_, i) => {
      const hot = i === 0 ? 20 : i === 1 ? 19 : 11;
      return [...repeated(0, hot), ...repeated(1, 20 - hot)];
    });
    const shares = sharesOf([...windows, repeated(0, 19)], 2);
    expect(shares).toMatchObject({ share: 0.95, counted: 150, windows: 151, leastRecords: 20 });
    expect(shares.records).toBe(3019);
    expect(shares.sentences).toHaveLength(1);
  });

  it("is unknown below 20 windows that count, which is said", () => {
    const windows = Array.from({ length: 19 }, () => repeated(0, 20));
    const { share, byChance, sentences, unknown } = sharesOf(windows, 2);
    expect([share, byChance]).toEqual([undefined, undefined]);
    expect(sentences).toEqual([]);
    expect(unknown).toMatch(/^only 19 windows of .* have 20 records or more, and at least 20 are/);
    expect(sharesOf(windows.slice(0, 1), 2).unknown).toMatch(/^only 1 window of .* has 20 records/);
    expect(sharesOf([repeated(0, 3)], 2).unknown).toMatch(/^no window of .* has 20 records/);
  });

  it("is near that of random order for records in random order", () => {
    const random = seededRandom(3);
    const windows = Array.from({ length: 300 }, () =>
      Array.from({ length: 480 }, () => Math.floor(random() * 48)),
    );
    const { share = 0, byChance = 0 } = sharesOf(windows, 48);
    expect(Math.abs(share - byChance)).toBeLessThan(0.006);
  });
});

describe("the share in random order", () => {
  it.each([
    { partitions: 2, windows: 60, records: 40, hot: 0.5 },
    { partitions: 7, windows: 40, records: 90, hot: 0.3 },
    { partitions: 12, windows: 130, records: 200, hot: 0.05 },
    { partitions: 48, windows: 25, records: 2000, hot: 0.15 },
  ])("is that of shuffled records: $partitions partitions", ({ partitions, ...of }) => {
    const random = seededRandom(partitions);
    const windows = Array.from({ length: of.windows }, (_, i) => {
      // Windows of several sizes; the same partition all through one of them, as with rotating keys.
      const records = of.records + (i % 3) * 10;
      return Array.from({ length: records }, () => (random() < of.hot ? 0 : (i * 5) % partitions));
    });
    const { byChance = 0 } = sharesOf(windows, partitions);
    const shuffles = Array.from({ length: 60 }, () => bruteForce(windows, random));
    const mean = shuffles.reduce((sum, one) => sum + one, 0) / shuffles.length;
    const deviation = Math.sqrt(
      shuffles.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (shuffles.length - 1),
    );
    // Both are means: of 60 shuffles, and of at least 15 drawn orders.
    expect(Math.abs(byChance - mean)).toBeLessThan(4 * deviation * Math.sqrt(1 / 60 + 1 / 15));
  });

  it("takes as long for 10^12 records as for few", () => {
    const tally = new WindowTally(MINUTE, 10);
    for (let minute = 0; minute < 5000; minute++) {
      for (let partition = 0; partition < 10; partition++) {
        tally.add(minute * 60_000, partition, 20_000_000);
      }
    }
    const { byChance = 0 } = windowShares(tally.result(), MINUTE, 10);
    expect(byChance).toBeGreaterThan(0.1);
    expect(byChance).toBeLessThan(0.1001);
  });
});

describe("a hypergeometric number", () => {
  it.each([
    { good: 5, total: 50, drawn: 10 },
    { good: 500, total: 1000, drawn: 30 },
    { good: 999, total: 1000, drawn: 500 },
    { good: 30_000, total: 100_000, drawn: 20_000 },
    { good: 3, total: 1_000_000, drawn: 900_000 },
  ])("has the mean and the variance of the formula: $good of $total, $drawn drawn", (draw) => {
    const { good, total, drawn } = draw;
    const random = seededRandom(good);
    const runs = 20_000;
    let [sum, squares] = [0, 0];
    for (let i = 0; i < runs; i++) {
      const one = hypergeometric(draw, random);
      expect(one >= Math.max(0, drawn - (total - good)) && one <= Math.min(good, drawn)).toBe(true);
      sum += one;
      squares += one * one;
    }
    const mean = sum / runs;
    const variance = squares / runs - mean * mean;
    const share = good / total;
    const expected = drawn * share * (1 - share) * ((total - drawn) / (total - 1));
    expect(Math.abs(mean - drawn * share)).toBeLessThan(4.5 * Math.sqrt(expected / runs));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.06);
  });
});
