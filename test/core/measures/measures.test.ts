import { describe, expect, it } from "vitest";
import { measureSpread } from "#core/measures/measures.ts";
import { partitionFor } from "#core/partition-for.ts";
import { partitioners } from "#core/partitioners/index.ts";
import { histograms } from "#core/tally/histogram.ts";
import {
  type Counted,
  judgeKeys,
  keysPlaced,
  numbered,
  tableOf,
  utf8,
} from "../../support/judge-keys.ts";

describe("measure", () => {
  const keys: Counted[] = [
    ["a", 5],
    ["b", 3],
    ["", 2],
    [null, 7],
    ["c", 3],
  ];

  it("counts null and empty keys apart, and takes shares of what has a partition", () => {
    const { measures } = judgeKeys({ partitions: 12 }, keys);
    expect(measures).toMatchObject({
      records: 20,
      placedRecords: 13,
      uniqueKeys: 4,
      emptyKeys: 2,
      nullKeys: 7,
      maxKeyShare: 5 / 13,
    });
    expect(measures.partitionsWithoutRecords).toBe(
      measures.partitionCounts.filter((count) => count === 0).length,
    );
  });

  it("leaves out empty keys that the client does not hash, but counts them", () => {
    const { measures } = judgeKeys({ partitions: 12, producer: "librdkafka" }, keys);
    expect(measures).toMatchObject({
      records: 20,
      placedRecords: 11,
      uniqueKeys: 4,
      emptyKeys: 2,
      nullKeys: 7,
      maxKeyShare: 5 / 11,
    });
    expect(measures.hottestKeys.map(({ key }) => key.length)).toEqual([1, 1, 1]);
  });

  it("names the hottest keys, equal counts in the order of their bytes", () => {
    const { measures } = judgeKeys({ partitions: 12 }, keys);
    const text = new TextDecoder();
    const hottest = measures.hottestKeys.map(({ key, count }) => [text.decode(key), count]);
    expect(hottest).toEqual([
      ["a", 5],
      ["b", 3],
      ["c", 3],
      ["", 2],
    ]);
  });

  it("names at most eleven keys and ten partitions, hottest first", () => {
    const { measures } = judgeKeys({ partitions: 48 }, numbered(500));
    expect(measures.hottestKeys).toHaveLength(11);
    const counts = measures.hottestPartitions.map(({ count }) => count);
    expect(counts).toEqual([...measures.partitionCounts].sort((a, b) => b - a).slice(0, 10));
  });

  it("gives the busiest consumer's share under range assignment", () => {
    const first = keysPlaced(1, 4, (partition) => partition === 0)[0] as string;
    const second = keysPlaced(1, 4, (partition) => partition === 1)[0] as string;
    const last = keysPlaced(1, 4, (partition) => partition === 3)[0] as string;
    const counted: Counted[] = [
      [first, 3],
      [second, 3],
      [last, 4],
    ];
    const { measures } = judgeKeys({ partitions: 4, consumers: 2 }, counted);
    expect(measures.maxConsumerShare).toBe(0.6);
    expect(measures.maxPartitionShare).toBe(0.4);
  });

  it("has no consumer share where the contract names no consumers", () => {
    expect(judgeKeys({ partitions: 4 }, keys).measures.maxConsumerShare).toBeUndefined();
  });
});

it("measureSpread takes loads that are no whole numbers", () => {
  const spread = measureSpread(Float64Array.of(0.5, 1.5, 2), 0.25, 3);
  expect(spread).toMatchObject({ partitions: 3, maxPartitionShare: 0.5, maxKeyShare: 0.25 });
  expect(spread.maxConsumerShare).toBe(0.5);
});

describe.each(Object.keys(partitioners) as (keyof typeof partitioners)[])("%s", (partitioner) => {
  it("fills the histogram as partitionFor places the keys, under any partition count", () => {
    const { contract } = judgeKeys({ partitions: 7, partitioner }, [["x", 1]]);
    const counted = numbered(300, 2);
    const partitionCounts = [1, 7, 48];
    const all = histograms(tableOf(counted), contract, partitionCounts);
    partitionCounts.forEach((partitions, i) => {
      const loads = new Array(partitions).fill(0);
      for (const [key] of counted)
        loads[partitionFor(utf8(key as string), partitions, partitioner)] += 2;
      expect([...(all[i] ?? [])]).toEqual(loads);
    });
  });
});
