import { describe, expect, it } from "vitest";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import { draftOf, finish } from "#live/core/recommendation/assemble.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { KnownTopic } from "#live/core/recommendation/result.ts";
import { recommendSettings } from "#live/core/recommendation/settings.ts";
import type { TopicTraffic } from "#live/core/recommendation/traffic.ts";
import { hoursOf, sampleOf, trafficOf } from "../../../support/traffic.ts";

const encoder = new TextEncoder();
const placedBy =
  (name: PartitionerName, partitions = 6) =>
  (key: string) => {
    const bytes = encoder.encode(key);
    return partitioners[name].place(partitioners[name].hash(bytes, 0, bytes.length), partitions);
  };
const users = (count: number, times = 1) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`user-${i}`, times]));
const given = (bytesPerSecond: number): Capacity => ({ bytesPerSecond, source: "given" });

interface Asked {
  readonly capacity?: number;
  readonly minPartitions?: string;
  readonly minThroughput?: string;
  readonly contract?: Parameters<typeof draftOf>[3];
}

function topicOf(traffic: TopicTraffic, asked: Asked = {}): KnownTopic {
  const { capacity = 1e6, minPartitions = "1", minThroughput = "0", contract } = asked;
  const settings = recommendSettings({ minPartitions, minThroughput, factor: "1" }, {});
  const draft = draftOf(traffic, given(capacity), settings, contract);
  return finish([draft], [], settings)[0] as KnownTopic;
}

const adviceOf = ({ advice }: KnownTopic) => advice.map(({ id }) => id);
const loadsOf = (...records: number[]) =>
  records.map((count) => ({ records: count, bytes: count }));

describe("A topic whose records are where no partitioner puts them", () => {
  const sample = sampleOf(users(2000), {}, { at: () => 3 });
  const loads = loadsOf(0, 0, 0, 2000, 0, 0, 0, 0);
  const traffic = trafficOf({ partitions: 8, buckets: hoursOf(60), sample, loads });

  it("has the share that is there, and no count is promised", () => {
    const topic = topicOf(traffic);
    expect(topic.recommendation).toMatchObject({
      observed: { byRecords: { partition: 3, share: 1 }, byBytes: { partition: 3, share: 1 } },
      placedBy: { names: [], basis: "unexplained" },
      skew: { outcome: "unexplained", simulated: undefined },
      recommendedPartitions: 8,
      reason: "now",
      movedKeyShare: 0,
    });
    expect(adviceOf(topic)).toEqual(["hot-partition", "unexplained-partitions"]);
    expect(topic.advice[0]?.text).toMatch(/^Partition 3 has 100 % of the records and 100 %/);
    expect(topic.advice[1]?.text).toMatch(/no count is promised: the one shown is the current one/);
  });

  it("may still have a key that is too much for any partition", () => {
    const hot = sampleOf({ ...users(500), bot: 1500 }, {}, { at: () => 3 });
    const topic = topicOf(trafficOf({ ...traffic, sample: hot }), { capacity: 40 });
    expect(topic.recommendation.skew?.outcome).toBe("hot key");
  });
});

describe("Keys are simulated with the partitioner", () => {
  const crc = (partitions: number, counts = users(1000)) =>
    trafficOf({
      ...{ partitions, buckets: hoursOf(100) },
      sample: sampleOf(counts, {}, { at: placedBy("crc32", partitions) }),
    });
  const contract = (partitioner: PartitionerName) =>
    ({ partitioner, isRecorded: false, keyType: "string" }) as const;

  it("that explains the sample", () => {
    const { placedBy: by, skew } = topicOf(crc(6)).recommendation;
    expect(by).toMatchObject({ names: ["crc32"], basis: "sample" });
    const loads = new Array(6).fill(0);
    for (const key of Object.keys(users(1000))) loads[placedBy("crc32")(key)]++;
    expect(skew?.simulatedNow?.records).toBeCloseTo(Math.max(...loads) / 1000, 12);
  });

  it("of each of two clients", () => {
    const at = (key: string) =>
      Number(key.slice(5)) < 600 ? placedBy("murmur2")(key) : placedBy("crc32")(key);
    const traffic = trafficOf({ buckets: hoursOf(100), sample: sampleOf(users(1000), {}, { at }) });
    const { placedBy: by, skew } = topicOf(traffic).recommendation;
    expect(by).toMatchObject({ names: ["murmur2", "crc32"], basis: "sample" });
    const loads = new Array(6).fill(0);
    for (const key of Object.keys(users(1000))) loads[at(key)]++;
    expect(skew?.simulatedNow?.records).toBeCloseTo(Math.max(...loads) / 1000, 12);
  });

  it("of the contract where one partition or few keys do not show it", () => {
    const one = topicOf(crc(1), { contract: contract("crc32") });
    expect(one.recommendation.placedBy).toEqual({ names: ["crc32"], basis: "contract" });
    const few = topicOf(crc(6, users(4)), { contract: contract("crc32") });
    expect(few.recommendation.placedBy).toEqual({ names: ["crc32"], basis: "contract" });
  });

  it("of Java where there is no contract either, which is said if the count rises", () => {
    const more = topicOf(crc(1), { minPartitions: "6" });
    expect(more.recommendation.placedBy).toEqual({ names: ["murmur2"], basis: "assumed" });
    expect(adviceOf(more)).toEqual(["assumed-partitioner", "minimum", "total-order", "moved-keys"]);
    expect(adviceOf(topicOf(crc(1)))).toEqual([]);
  });

  it("that is there if the contract names another one", () => {
    const topic = topicOf(crc(6), { contract: contract("fnv1a") });
    expect(topic.recommendation.placedBy).toMatchObject({ names: ["crc32"], refuted: "fnv1a" });
    expect(adviceOf(topic)).toEqual(["other-partitioner", "enough"]);
  });
});

describe("Keys are weighed by the bytes of their records", () => {
  it("so that one with few, large records is a hot key", () => {
    // 1 % of the records, 12 kB each.
    const sizeOf = (key: string) => (key === "fat" ? 12_000 : 51);
    const sample = sampleOf({ ...users(990, 10), fat: 100 }, {}, { sizeOf });
    const topic = topicOf(trafficOf({ buckets: hoursOf(284), sample }), { capacity: 100 });
    const { skew } = topic.recommendation;
    expect(skew?.outcome).toBe("hot key");
    expect(skew?.hottestKey.records).toBeCloseTo(0.01, 12);
    expect(skew?.hottestKey.bytes).toBeCloseTo(1_200_000 / (1_200_000 + 9900 * 51), 12);
    expect(topic.advice.at(-1)?.text).toMatch(/^A single key has 70\.4 % of the bytes, which/);
    const part = sampleOf({ ...users(990, 10), fat: 100 }, { isComplete: false }, { sizeOf });
    const open = topicOf(trafficOf({ buckets: hoursOf(284), sample: part }), { capacity: 100 });
    expect(open.recommendation.skew?.outcome).toBe("hot key");
  });

  it("but not because chance gave a key of a part the one large record", () => {
    const sample = sampleOf(users(500, 20), { isComplete: false });
    for (const key of ["user-1", "user-7", "user-9"]) {
      const bytes = encoder.encode(key);
      const partition = placedBy("murmur2")(key);
      sample.keys.add(bytes, 0, bytes.length, { partition, sizeBytes: 1e6 });
    }
    const { skew } = topicOf(trafficOf({ buckets: hoursOf(100), sample })).recommendation;
    expect(skew?.hottestKey.bytes).toBeLessThan(0.003);
    expect(skew?.simulatedNow?.bytes).toBeLessThan(0.25);
  });
});

describe("Records without a key", () => {
  const keyless = (at: readonly number[]) => {
    const sample = sampleOf(users(600));
    for (const [partition, records] of at.entries()) {
      sample.keys.addKeyless({ partition, sizeBytes: 100, records });
    }
    return topicOf(trafficOf({ buckets: hoursOf(100), sample }), { minPartitions: "12" });
  };
  const share = ({ recommendation }: KnownTopic) => recommendation.skew?.simulated?.records ?? 0;
  const keyed = (count: number) => {
    const loads = new Array(count).fill(0);
    for (const key of Object.keys(users(600))) loads[placedBy("murmur2", count)(key)]++;
    return Math.max(...loads);
  };

  it("are as uneven under another count as they are", () => {
    // A third of them in one of six partitions is twice an even share.
    const topic = keyless([200, 80, 80, 80, 80, 80]);
    expect(share(topic)).toBeCloseTo((keyed(12) + (600 * 2) / 6 / 2) / 1200, 12);
  });

  it("stay together if all are in one partition", () => {
    expect(share(keyless([0, 0, 600]))).toBeCloseTo((keyed(12) + 600) / 1200, 12);
  });

  it("and empty keys in several partitions are no keys", () => {
    const sample = sampleOf(users(600));
    const none = new Uint8Array(0);
    const add = (partition: number, records: number) =>
      sample.keys.add(none, 0, 0, { partition, sizeBytes: 100, records });
    for (let partition = 0; partition < 6; partition++) add(partition, 50);
    sample.keys.settle();
    const { skew, placedBy: by } = topicOf(trafficOf({ sample })).recommendation;
    expect(by).toMatchObject({ names: ["murmur2"], basis: "sample" });
    expect(skew?.hottestKey.records).toBeCloseTo(1 / 900, 12);
  });
});

describe("A count", () => {
  const small = trafficOf({ partitions: 1, buckets: hoursOf(60) });

  it("that only a minimum asks for says so", () => {
    const topic = topicOf(small, { minPartitions: "6" });
    expect(topic.recommendation).toMatchObject({
      reason: "min partitions",
      partitionsByTraffic: 1,
    });
    expect(adviceOf(topic)).toEqual(["minimum", "total-order"]);
    const byRate = topicOf(small, { minThroughput: "10M" });
    expect(byRate.recommendation).toMatchObject({ reason: "min throughput" });
    expect(adviceOf(byRate)).toEqual(["minimum", "total-order"]);
  });

  it("that the traffic needs does not", () => {
    const topic = topicOf(small, { capacity: 10, minPartitions: "6" });
    expect(topic.recommendation).toMatchObject({ reason: "traffic", recommendedPartitions: 6 });
    expect(adviceOf(topic)).toEqual(["total-order"]);
  });

  it("is not called enough where records without keys are in one partition", () => {
    const loads = loadsOf(0, 500, 0, 0, 0, 0);
    const uneven = topicOf(trafficOf({ buckets: hoursOf(60), loads }));
    expect(adviceOf(uneven)).toEqual(["hot-partition"]);
    const even = topicOf(trafficOf({ buckets: hoursOf(60), loads: loadsOf(9, 9, 9, 9, 9, 9) }));
    expect(adviceOf(even)).toEqual(["enough"]);
  });
});
