import type { TopicContract } from "#core/contract/contract.ts";
import { compareWithRandomHashing } from "#core/measures/expected.ts";
import {
  equalFrequencies,
  frequenciesOf,
  type KeysByCount,
} from "#core/measures/key-frequencies.ts";
import { measureSpread, type Spread } from "#core/measures/measures.ts";
import { topIndices } from "#core/measures/top.ts";

/** How rare a spread must be under random hashing to be more than chance. */
const BEYOND_CHANCE = 0.001;

/** How evenly the records of the window spread over the partitions. Shares are 0…1. */
export interface LiveSpread extends Omit<Spread, "maxKeyShare"> {
  /** Records by partition. */
  readonly loads: Float64Array;
  readonly records: number;
  readonly hottestPartition: number;
  /** Share of the bytes in the partition with the most; undefined if it is not known. */
  readonly bytesShare: number | undefined;
  /** Share of the hottest key; undefined if no keys are sampled. */
  readonly keyShare: number | undefined;
  /** What random hashing of these keys, or of single records, would give. */
  readonly expectedPartitionShare: number;
  /** Whether random hashing would hardly ever spread them as unevenly. */
  readonly isBeyondChance: boolean;
}

/** The keys of a random sample of the window. */
export interface SampledKeys {
  readonly keysByCount: KeysByCount;
  /** Share of the hottest key, 0…1. */
  readonly hottestShare: number;
}

interface WindowLoads {
  readonly records: Float64Array;
  readonly bytes: Float64Array | undefined;
  readonly keys: SampledKeys | undefined;
}

/** Undefined of no records. */
export function liveSpread(
  { consumers, assignor }: Pick<TopicContract, "consumers" | "assignor">,
  { records: loads, bytes, keys }: WindowLoads,
): LiveSpread | undefined {
  const records = loads.reduce((sum, load) => sum + load, 0);
  if (records === 0) return undefined;
  const { maxKeyShare: _, ...spread } = measureSpread(loads, 0, consumers, assignor);
  const [hottestPartition = 0] = topIndices(loads, 1);
  const { maxPartitionShare, pValue } = compareWithRandomHashing(
    keys === undefined
      ? equalFrequencies(records, loads.length)
      : frequenciesOf(keys.keysByCount, loads.length),
    loads.length,
    spread.cv,
  );
  return {
    ...spread,
    loads,
    records,
    hottestPartition,
    bytesShare: bytes && largestShare(bytes),
    keyShare: keys?.hottestShare,
    expectedPartitionShare: maxPartitionShare,
    isBeyondChance: pValue < BEYOND_CHANCE,
  };
}

function largestShare(loads: Float64Array): number | undefined {
  const total = loads.reduce((sum, load) => sum + load, 0);
  const most = loads.reduce((largest, load) => Math.max(largest, load), 0);
  return total === 0 ? undefined : most / total;
}
