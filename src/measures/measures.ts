import type { TopicContract } from "../contract/contract.ts";
import type { HashedKeys } from "../hashed-keys.ts";
import { histogram } from "../histogram.ts";
import { coefficientOfVariation } from "./coefficient-of-variation.ts";
import { compareWithRandomHashing, type ExpectedSpread, type Luck } from "./expected.ts";
import { gini } from "./gini.ts";
import { frequenciesOf } from "./key-frequencies.ts";
import { consumerLoads } from "./range-assignment.ts";
import { topIndices } from "./top.ts";

const HOTTEST_PARTITIONS = 10;
/** Ten for reports and one more: what is hottest once those ten are dealt with. */
const HOTTEST_KEYS = 11;

/** How evenly the records lie. Shares are of the records that have a partition by their key. */
export interface Spread {
  readonly partitions: number;
  readonly maxPartitionShare: number;
  readonly gini: number;
  /** Sample coefficient of variation, as a ratio. */
  readonly cv: number;
  /** Share of the hottest single key. */
  readonly maxKeyShare: number;
  /** Share of the busiest consumer, where the contract says how many there are. */
  readonly maxConsumerShare?: number | undefined;
}

interface HotPartition {
  readonly partition: number;
  readonly count: number;
  readonly share: number;
}

export interface HotKey {
  readonly key: Uint8Array;
  readonly partition: number;
  readonly count: number;
  readonly share: number;
}

/** Everything measured of one topic's keys. */
export interface Measures extends Spread {
  /** All records read, with or without a key. */
  readonly records: number;
  /** Records that get a partition by their key. */
  readonly placedRecords: number;
  readonly uniqueKeys: number;
  readonly emptyKeys: number;
  readonly nullKeys: number;
  /** Records per partition. */
  readonly partitionCounts: Float64Array;
  readonly partitionsWithoutRecords: number;
  /** Up to 10, hottest first. */
  readonly hottestPartitions: readonly HotPartition[];
  /** Up to 11, hottest first; equal counts in the order of their bytes. */
  readonly hottestKeys: readonly HotKey[];
  /** What ideal random hashing of the same keys would give. */
  readonly expected: ExpectedSpread & Luck;
}

export function measure(keys: HashedKeys, contract: TopicContract): Measures {
  const { table, placedRecords } = keys;
  const partitionCounts = histogram(keys, contract.partitions);
  const hottestKeys = findHottestKeys(keys, contract.partitions);
  const maxKeyShare = hottestKeys[0]?.share ?? 0;
  const spread = measureSpread(partitionCounts, maxKeyShare, contract.consumers);
  const frequencies = frequenciesOf(keys.counts, placedRecords, contract.partitions);
  return {
    ...spread,
    records: table.records,
    placedRecords,
    uniqueKeys: table.size,
    emptyKeys: keys.emptyRecords,
    nullKeys: table.nullRecords,
    partitionCounts,
    partitionsWithoutRecords: partitionCounts.filter((count) => count === 0).length,
    hottestPartitions: topIndices(partitionCounts, HOTTEST_PARTITIONS).map((partition) => {
      const count = partitionCounts[partition] as number;
      return { partition, count, share: count / placedRecords };
    }),
    hottestKeys,
    expected: compareWithRandomHashing(frequencies, contract.partitions, spread.cv),
  };
}

/** The measures that depend on the loads alone, for the real histogram and for simulations. */
export function measureSpread(
  loads: Float64Array,
  maxKeyShare: number,
  consumers: number | undefined,
): Spread {
  const total = sum(loads);
  return {
    partitions: loads.length,
    maxPartitionShare: largest(loads) / total,
    gini: gini(loads),
    cv: coefficientOfVariation(loads),
    maxKeyShare,
    maxConsumerShare:
      consumers === undefined ? undefined : largest(consumerLoads(loads, consumers)) / total,
  };
}

function findHottestKeys(keys: HashedKeys, partitions: number): HotKey[] {
  const { table, counts, hashes, partitioner, placedRecords } = keys;
  const before = (a: number, b: number) => table.compareKeys(a, b) < 0;
  const hottest = topIndices(counts, HOTTEST_KEYS, before);
  return hottest
    .map((index) => {
      const count = counts[index] as number;
      const partition = partitioner.place(hashes[index] as number, partitions);
      return { key: table.keyBytes(index).slice(), partition, count, share: count / placedRecords };
    })
    .filter(({ count }) => count > 0);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
