import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { legacyNumbers } from "#live/core/recommendation/legacy.ts";
import { type Capacity, recommendTopic } from "#live/core/recommendation/recommend.ts";
import { largestTried } from "#live/core/recommendation/skew-outcome.ts";
import { hoursOf, MIB, sampleOf, trafficOf } from "../../../support/traffic.ts";

const MB = 1_000_000;
const placeOf = (key: string, partitions: number) =>
  partitionFor(new TextEncoder().encode(key), partitions);
const given = (bytesPerSecond: number): Capacity => ({ bytesPerSecond, source: "given" });
const needs = { factor: 1, minBytesPerSecond: 0, minPartitions: 1 };
const manyKeys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`user-${i}`, 1]));

describe("The recommended count", () => {
  it("is 50 for 1250 MB/s where a consumer takes 25 MB/s", () => {
    const traffic = trafficOf({ buckets: hoursOf(1250 * MB) });
    const found = recommendTopic(traffic, needs, given(25 * MB));
    expect(found).toMatchObject({ requiredBytesPerSecond: 1250 * MB, recommendedPartitions: 50 });
  });

  it.each([
    ["the busiest hour counts, not the mean", { buckets: hoursOf(1, 10, 4) }, needs, 5, 2],
    ["the factor comes on top", { buckets: hoursOf(10) }, { ...needs, factor: 2.5 }, 5, 5],
    ["a part of a partition is one", { buckets: hoursOf(10) }, needs, 4, 3],
    ["a hair above is none", { buckets: hoursOf(0.1 + 0.2) }, needs, 0.1, 3],
    ["no traffic needs the minimum", { buckets: hoursOf(0) }, { ...needs, minPartitions: 6 }, 5, 6],
    ["nothing known needs it too", { buckets: [] }, { ...needs, minPartitions: 6 }, 5, 6],
    ["a minimum rate", { buckets: hoursOf(1) }, { ...needs, minBytesPerSecond: 20 }, 5, 4],
  ])("%s", (_, traffic, ofTopic, capacity, expected) => {
    const found = recommendTopic(trafficOf(traffic), ofTopic, given(capacity));
    expect(found.recommendedPartitions).toBe(expected);
  });

  it("does not divide a total by itself: it follows the rate", () => {
    const counts = [1, 10, 100, 1000].map((rate) => {
      const traffic = trafficOf({ buckets: hoursOf(rate * MIB) });
      return recommendTopic(traffic, { ...needs, factor: 3 }, given(10 * MIB))
        .recommendedPartitions;
    });
    expect(counts).toEqual([1, 3, 30, 300]);
  });

  it("is never less for more traffic, a larger factor or slower consumers", () => {
    const rate = fc.double({ min: 1, max: 1e9, noNaN: true });
    const more = fc.double({ min: 1, max: 20, noNaN: true });
    const countOf = (bytes: number, factor: number, capacity: number) =>
      recommendTopic(trafficOf({ buckets: hoursOf(bytes) }), { ...needs, factor }, given(capacity))
        .recommendedPartitions;
    fc.assert(
      fc.property(rate, more, more, (bytes, times, factor) => {
        const count = countOf(bytes, factor, 1e6);
        expect(countOf(bytes * times, factor, 1e6)).toBeGreaterThanOrEqual(count);
        expect(countOf(bytes, factor * times, 1e6)).toBeGreaterThanOrEqual(count);
        expect(countOf(bytes, factor, 1e6 / times)).toBeGreaterThanOrEqual(count);
        // One less would not do.
        if (count > 1) expect((count - 1) * 1e6).toBeLessThan(bytes * factor);
        expect(count * 1e6 * (1 + 1e-9)).toBeGreaterThanOrEqual(Math.min(bytes * factor, 1e11));
      }),
    );
  });
});

describe("Skew", () => {
  /** The hottest partition's share, by the gate's own function. */
  const hottestShare = (counts: Readonly<Record<string, number>>, partitions: number) => {
    const loads = new Array<number>(partitions).fill(0);
    let total = 0;
    for (const [key, count] of Object.entries(counts)) {
      const partition = placeOf(key, partitions);
      (loads[partition] as number) += count;
      total += count;
    }
    return Math.max(...loads) / total;
  };

  it("raises the count to the smallest whose hottest partition stays within capacity", () => {
    const keys = { ...manyKeys(400), a: 60, b: 50, c: 40 };
    const traffic = trafficOf({ buckets: hoursOf(100), sample: sampleOf(keys) });
    const found = recommendTopic(traffic, needs, given(20));
    const byHand = Array.from({ length: 200 }, (_, i) => i + 5).find(
      (count) => hottestShare(keys, count) * 100 <= 20,
    );
    expect(found.partitionsByThroughput).toBe(5);
    expect(found.recommendedPartitions).toBe(byHand);
    expect(byHand).toBeGreaterThan(5);
    expect(found.skew).toMatchObject({
      outcome: "fits",
      hottestKey: { records: 60 / 550, bytes: 60 / 550 },
      simulatedNow: { records: hottestShare(keys, 6) },
      simulated: { records: hottestShare(keys, byHand as number) },
    });
  });

  it("says that no count helps where one key alone exceeds the capacity", () => {
    const sample = sampleOf({ ...manyKeys(100), hot: 100 });
    const found = recommendTopic(trafficOf({ buckets: hoursOf(100), sample }), needs, given(40));
    expect(found.skew?.outcome).toBe("hot key");
    expect(found.recommendedPartitions).toBe(3);
  });

  it("says that no count within reason helps where few keys share a partition", () => {
    // 100 keys of 1 % each: a partition may hold one of them, not two, and some always meet.
    const sample = sampleOf(manyKeys(100));
    const found = recommendTopic(trafficOf({ buckets: hoursOf(100), sample }), needs, given(1.25));
    expect(found.skew?.outcome).toBe("uneven");
    expect(found.recommendedPartitions).toBe(80);
  });

  it("does not take chance in a part of the records for skew", () => {
    const part = { isComplete: false };
    const traffic = trafficOf({ buckets: hoursOf(100), sample: sampleOf(manyKeys(200), part) });
    const found = recommendTopic(traffic, needs, given(10));
    expect(found.recommendedPartitions).toBe(10);
    expect(found.skew?.simulated?.records).toBeCloseTo(0.1, 12);
  });

  it("does not take a key for hot that a few sampled records have by chance", () => {
    // 64 records of 1 MB each are a whole sample; 1 of 64 is more than 1 of 100 partitions takes.
    const part = { isComplete: false };
    const once = trafficOf({ buckets: hoursOf(100), sample: sampleOf(manyKeys(64), part) });
    const found = recommendTopic(once, needs, given(1));
    expect(found.skew?.outcome).toBe("fits");
    expect(found.recommendedPartitions).toBe(100);
    const twice = sampleOf({ ...manyKeys(62), pair: 2 }, part);
    const pair = recommendTopic(
      trafficOf({ buckets: hoursOf(100), sample: twice }),
      needs,
      given(1),
    );
    expect(pair.skew?.outcome).not.toBe("hot key");
    const hot = sampleOf({ ...manyKeys(34), hot: 30 }, part);
    const clear = recommendTopic(
      trafficOf({ buckets: hoursOf(100), sample: hot }),
      needs,
      given(1),
    );
    expect(clear.skew?.outcome).toBe("hot key");
  });

  it.each([
    [3, 24],
    [1250, 10_000],
    [9000, 10_000],
    [20_000, 20_000],
  ])("has an end to what is tried: from %d to %d", (least, most) => {
    expect(largestTried(least)).toBe(most);
  });

  it("is unknown where no record has a key", () => {
    const sample = { ...sampleOf({}), records: 10 };
    const found = recommendTopic(trafficOf({ sample }), needs, given(MIB));
    expect(found.skew).toBeUndefined();
  });

  it("counts the keys that another count moves", () => {
    const keys = manyKeys(1000);
    const traffic = trafficOf({
      ...{ partitions: 4, buckets: hoursOf(100) },
      sample: sampleOf(keys, {}, { partitions: 4 }),
    });
    const found = recommendTopic(traffic, { ...needs, minPartitions: 6 }, given(1000));
    const moved = Object.keys(keys).filter((key) => placeOf(key, 4) !== placeOf(key, 6));
    expect(found.recommendedPartitions).toBe(6);
    expect(found.movedKeyShare).toBeCloseTo(moved.length / 1000, 12);
    // 4 and 6 have 2 in common: a key stays with probability 2/6.
    expect(found.movedKeyShare).toBeCloseTo(2 / 3, 1);
  });
});

describe("The Python tool's numbers", () => {
  // Of the sample report in its documentation: records, factor, MiB, MiB × factor.
  it.each([
    [540_995, 43.04537115722374, 430.4537115722374],
    [548_603, 18.55113950547402, 185.5113950547402],
  ])("are reproduced: %d records, %d MiB in all", (records, consumer, required) => {
    const meanBytes = (consumer * MIB) / records;
    const sample = sampleOf({ a: 10 }, { meanBytes });
    const settings = { factor: 10, minBytesPerSecond: 10 * MIB, minPartitions: 6 };
    const found = legacyNumbers(trafficOf({ logOffsets: records, sample }), settings);
    expect(found.records).toBe(records);
    expect(found.consumer / MIB).toBeCloseTo(consumer, 9);
    expect(found.required / MIB).toBeCloseTo(required, 9);
    expect(found.recommendedPartitions).toBe(10);
  });

  it.each([
    [2.5, 2],
    [3.5, 4],
    [3.4, 3],
  ])("are the factor, rounded as Python does: %d", (factor, expected) => {
    const settings = { factor, minBytesPerSecond: 1, minPartitions: 6 };
    const found = legacyNumbers(trafficOf({ sample: sampleOf({ a: 1 }) }), settings);
    expect(found.recommendedPartitions).toBe(expected);
  });

  it("are the minimum for little traffic", () => {
    const settings = { factor: 3, minBytesPerSecond: 10 * MIB, minPartitions: 6 };
    expect(legacyNumbers(trafficOf({ logOffsets: 0 }), settings).recommendedPartitions).toBe(6);
  });

  it("have the mean size of what was metered where nothing was sampled", () => {
    const settings = { factor: 3, minBytesPerSecond: 1, minPartitions: 6 };
    const traffic = trafficOf({ buckets: hoursOf(1000, 500) });
    expect(legacyNumbers(traffic, settings).consumer).toBeCloseTo(1500 * 3600, 6);
  });
});
