import type { TopicContract } from "../contract/contract.ts";
import { noRecords, tooManyRecords } from "../errors/messages.ts";
import { partitionerOf } from "../tally/spec.ts";
import type { Tally } from "../tally/tally.ts";
import type { BytesShares } from "./bytes-shares.ts";
import { coefficientOfVariation } from "./coefficient-of-variation.ts";
import { type Assignor, consumerLoads } from "./consumer-loads.ts";
import { compareWithRandomHashing, type ExpectedSpread, type Luck } from "./expected.ts";
import { gini } from "./gini.ts";
import { frequenciesOf, type KeysByCount } from "./key-frequencies.ts";
import { topIndices } from "./top.ts";

const HOTTEST_PARTITIONS = 10;
/** How evenly the records spread. Shares are of the records that get a partition from their key. */
export interface Spread {
  readonly partitions: number;
  readonly maxPartitionShare: number;
  readonly gini: number;
  /** Sample coefficient of variation, as a ratio. */
  readonly cv: number;
  /** Share of the hottest single key. */
  readonly maxKeyShare: number;
  /** Share of the busiest consumer, if the contract sets how many there are. */
  readonly maxConsumerShare?: number | undefined;
}

interface HotPartition {
  readonly partition: number;
  readonly count: number;
  readonly share: number;
}

export interface HotKey {
  readonly key: Uint8Array;
  /** Undefined if records are judged where they were written, and none of this key says where. */
  readonly partition: number | undefined;
  readonly count: number;
  readonly share: number;
}

/** All measures of one topic's keys. */
export interface Measures extends Spread, BytesShares {
  /** All records read, with or without a key. */
  readonly records: number;
  /** Records that get a partition from their key. */
  readonly placedRecords: number;
  /** Records that shares of keys are shares of: those placed, but if judged where written, those with a key. */
  readonly keyRecords: number;
  readonly uniqueKeys: number;
  /** Of the records that get a partition from their key. */
  readonly keysByCount: KeysByCount;
  readonly emptyKeys: number;
  readonly nullKeys: number;
  /** Records per partition. */
  readonly partitionCounts: Float64Array;
  readonly partitionsWithoutRecords: number;
  /** Up to 10, hottest first. */
  readonly hottestPartitions: readonly HotPartition[];
  /** Up to 11, hottest first; equal counts in the order of their bytes. */
  readonly hottestKeys: readonly HotKey[];
  /** Σf² over the keys' shares of the placed records. */
  readonly squaredKeyShares: number;
  /** What ideal random hashing of the same keys would give; undefined if no record has a partition. */
  readonly expected: (ExpectedSpread & Luck) | undefined;
  /** 99th percentile of the hottest partition's share in windows, if the contract sets any and enough count. */
  readonly maxWindowShare?: number | undefined;
}

/**
 * `nullRecords` are the records without a key. If no record gets its partition from its key, shares,
 * Gini and CV are 0.
 *
 * @throws UserError if there are no records
 */
export function measure(tally: Tally, nullRecords: number, contract: TopicContract): Measures {
  const { loads: partitionCounts, keyedRecords } = tally;
  const records = keyedRecords + nullRecords;
  if (records === 0) throw noRecords();
  if (records > Number.MAX_SAFE_INTEGER) throw tooManyRecords();
  const placedRecords = sum(partitionCounts);
  const isRecorded = tally.nullLoads !== undefined;
  const keyRecords = isRecorded ? keyedRecords : placedRecords;
  const { place } = partitionerOf(contract);
  const hottestKeys = tally.hottest.map(({ key, count, hash, partition: written }) => {
    const partition = isRecorded ? written : place(hash, contract.partitions);
    return { key, partition, count, share: count / keyRecords };
  });
  const maxKeyShare = hottestKeys[0]?.share ?? 0;
  const { consumers, assignor } = contract;
  const spread = measureSpread(partitionCounts, maxKeyShare, consumers, assignor);
  return {
    ...spread,
    records,
    placedRecords,
    keyRecords,
    uniqueKeys: tally.uniqueKeys,
    keysByCount: tally.keysByCount,
    emptyKeys: tally.emptyRecords,
    nullKeys: nullRecords,
    partitionCounts,
    partitionsWithoutRecords: partitionCounts.filter((count) => count === 0).length,
    hottestPartitions: topIndices(partitionCounts, HOTTEST_PARTITIONS).map((partition) => {
      const count = partitionCounts[partition] as number;
      return { partition, count, share: shareOf(count, placedRecords) };
    }),
    hottestKeys,
    ...compareWithChance(tally, contract.partitions, keyedCv(tally)),
  };
}

/** Of the records with a key, whose spread a hash explains. */
function keyedCv({ loads, nullLoads }: Tally): number {
  return coefficientOfVariation(loads.map((load, i) => load - (nullLoads?.[i] ?? 0)));
}

function compareWithChance(
  { keysByCount }: Tally,
  partitions: number,
  cv: number,
): Pick<Measures, "squaredKeyShares" | "expected"> {
  if (keysByCount.size === 0) return { squaredKeyShares: 0, expected: undefined };
  const frequencies = frequenciesOf(keysByCount, partitions);
  return {
    squaredKeyShares: frequencies.all.squares,
    expected: compareWithRandomHashing(frequencies, partitions, cv),
  };
}

/** The measures that only depend on the loads, for the real histogram and for simulations. */
export function measureSpread(
  loads: Float64Array,
  maxKeyShare: number,
  consumers: number | undefined,
  assignor?: Assignor,
): Spread {
  const total = sum(loads);
  return {
    partitions: loads.length,
    maxPartitionShare: shareOf(largest(loads), total),
    gini: gini(loads),
    cv: coefficientOfVariation(loads),
    maxKeyShare,
    maxConsumerShare:
      consumers === undefined
        ? undefined
        : shareOf(largest(consumerLoads(loads, consumers, assignor)), total),
  };
}

/** 0 of nothing. */
function shareOf(part: number, total: number): number {
  return total === 0 ? 0 : part / total;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}
