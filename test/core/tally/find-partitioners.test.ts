import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { partitionerNames as names, type PartitionerName } from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import { findPartitioners } from "#core/tally/find-partitioners.ts";
import { PlacedKeys } from "#core/tally/placed-keys.ts";
import { otherRandom, utf8 } from "../../support/judge-keys.ts";

type Written = readonly [key: string, partition: number, records: number];

function search(partitions: number, written: Iterable<Written>) {
  const placed = new PlacedKeys();
  for (const [key, partition, records] of written) {
    const bytes = utf8(key);
    placed.add(bytes, 0, bytes.length, partition, records);
  }
  const [block] = [...placed.table.blocks()];
  const hashesOf = (one: Partitioner) => block?.hashes(one);
  return findPartitioners(placed.places(), { partitions, hashedAs: "string", hashesOf });
}

const placedBy = (name: PartitionerName, partitions: number) => (key: string) =>
  partitionFor(utf8(key), partitions, name);
const keysOf = (count: number) => Array.from({ length: count }, (_, i) => `user-${i * 7919}`);

describe("one partitioner", () => {
  it.each(names)("is found by where it placed the keys: %s", (name) => {
    const place = placedBy(name, 30);
    const result = search(
      30,
      keysOf(2000).map((key) => [key, place(key), 3]),
    );
    expect(result.found).toHaveLength(1);
    expect(result.found[0]).toMatchObject({ recordShare: 1, keyShare: 1 });
    expect(result.found[0]?.names).toContain(name);
    expect(result).toMatchObject({ records: 6000, keys: 2000, splitKeys: 0 });
  });

  it("is found beside a few records of something else, and its share is given", () => {
    const place = placedBy("crc32", 12);
    const result = search(
      12,
      keysOf(1000).flatMap((key, i): Written[] => [
        [key, place(key), 100],
        ...(i % 2 === 0 ? [[key, (place(key) + 1) % 12, 1] as const] : []),
      ]),
    );
    expect(result.found.map(({ names: [name] }) => name)).toEqual(["crc32"]);
    expect(result.found[0]?.recordShare).toBeCloseTo(100_000 / 100_500, 12);
    expect(result.splitKeys).toBe(500);
  });

  it("is not told apart from one that places these keys alike", () => {
    const place = placedBy("murmur2", 16);
    const { found } = search(
      16,
      keysOf(500).map((key) => [key, place(key), 1]),
    );
    expect(found[0]?.names).toEqual(expect.arrayContaining(["murmur2", "murmur2-unsigned"]));
    expect(found).toHaveLength(1);
  });

  it.each([
    ["one partition", 1, 1000],
    ["few keys", 12, 5],
    ["few keys over two partitions", 2, 20],
  ])("is not named where chance explains as much: %s", (_, partitions, count) => {
    const place = placedBy("murmur2", partitions);
    const result = search(
      partitions,
      keysOf(count).map((key) => [key, place(key), 1]),
    );
    expect(result.found).toEqual([]);
    expect(result.nearest).toMatchObject({ recordShare: 1 });
  });

  it("is not named for one key with nearly all records", () => {
    const place = placedBy("murmur2", 12);
    const result = search(12, [
      ["hot", place("hot"), 1_000_000],
      ...keysOf(300).map((key, i): Written => [key, (place(key) + (i % 3)) % 12, 1]),
    ]);
    expect(result.found).toEqual([]);
  });
});

describe("two partitioners", () => {
  const shares = [0.55, 0.73, 0.9, 0.97];
  const pairs: readonly (readonly [PartitionerName, PartitionerName])[] = [
    ["murmur2", "crc32"],
    ["fnv1a", "murmur2"],
    ["murmur2", "kafkajs-legacy"],
    ["crc32", "xxh32"],
  ];

  it.each(pairs.flatMap(([a, b]) => shares.map((share) => [a, b, share] as const)))(
    "%s and %s of mixed traffic are found with their shares: %f",
    (a, b, share) => {
      const random = otherRandom(
        Math.round(share * 1000) + names.indexOf(a) * 7 + names.indexOf(b),
      );
      for (const partitions of [6, 12, 30, 48]) {
        const records = 20_000;
        const [first, second] = [placedBy(a, partitions), placedBy(b, partitions)];
        const keys = keysOf(3000);
        const written = Array.from({ length: records }, (): Written => {
          const key = keys[Math.floor(random() ** 2 * keys.length)] as string;
          return [key, (random() < share ? first : second)(key), 1];
        });
        const { found, splitKeys } = search(partitions, written);
        expect(found.map(({ names: [name] }) => name)).toEqual([a, b]);
        const deviation = Math.sqrt((share * (1 - share)) / records);
        expect(Math.abs((found[0]?.recordShare ?? 0) - share)).toBeLessThan(5 * deviation);
        expect((found[0]?.recordShare ?? 0) + (found[1]?.recordShare ?? 0)).toBeCloseTo(1, 9);
        expect(splitKeys).toBe(countSplit(written));
      }
    },
  );

  it("are found where each client has keys of its own", () => {
    const [java, c] = [placedBy("murmur2", 12), placedBy("crc32", 12)];
    const written = keysOf(1000).map((key, i): Written => [key, (i % 4 === 0 ? c : java)(key), 2]);
    const { found, splitKeys } = search(12, written);
    expect(found.map((one) => one.names[0])).toEqual(["murmur2", "crc32"]);
    expect(found[1]?.recordShare).toBeGreaterThan(0.2);
    expect(found[1]?.recordShare).toBeLessThan(0.3);
    expect(splitKeys).toBe(0);
  });
});

function countSplit(written: readonly Written[]): number {
  const partitions = new Map<string, Set<number>>();
  for (const [key, partition] of written) {
    partitions.set(key, (partitions.get(key) ?? new Set()).add(partition));
  }
  return [...partitions.values()].filter(({ size }) => size > 1).length;
}

describe("placements that no partitioner made", () => {
  /** Ways to choose a partition that have nothing to do with a known hash. */
  const customs: readonly ((key: string, partitions: number, random: () => number) => number)[] = [
    (_, partitions, random) => Math.floor(random() * partitions),
    (_, partitions, random) => Math.floor(random() ** 3 * partitions),
    (key, partitions) => key.length % partitions,
    // Not the number itself: over 3, 7 and 21 partitions, that is Java's hashCode, as 31 is 10 there.
    (key, partitions) => Math.floor(Number(/\d+$/.exec(key)?.[0] ?? 0) / 3) % partitions,
    // Not the code itself: over 31 partitions, that is Java's hashCode.
    (key, partitions) => (3 * (key.codePointAt(key.length - 1) ?? 0)) % partitions,
    () => 0,
  ];

  it("have no name in any of 1,000 cases", () => {
    const random = otherRandom(20_261_128);
    for (let i = 0; i < 1000; i++) {
      const partitions = 1 + Math.floor(random() ** 2 * 40);
      const keys = 1 + Math.floor(random() ** 3 * 600);
      const custom = customs[i % customs.length] ?? (() => 0);
      const start = Math.floor(random() * 1e6);
      const written = Array.from({ length: keys }, (_, at): Written => {
        const key = `${["k", "user-", "", "id:"][i % 4]}${start + at * (1 + (i % 13))}`;
        return [key, custom(key, partitions, random), 1 + Math.floor(1 / (random() + 0.001))];
      });
      // A constant is what every partitioner chooses for one partition.
      expect([i, search(partitions, written).found]).toEqual([i, []]);
    }
  });
});

describe("records without keys", () => {
  it("explain nothing", () => {
    expect(search(12, [])).toMatchObject({ records: 0, keys: 0, found: [] });
  });
});
