import { SampleSkew } from "./skew.ts";
import { type Rates, ratesOf, type TopicTraffic } from "./traffic.ts";

/** What a topic must be able to take. */
export interface Needs {
  /** How much more than the busiest time that was seen. */
  readonly factor: number;
  /** A topic's throughput is planned to be at least this. */
  readonly minBytesPerSecond: number;
  readonly minPartitions: number;
}

/** What one consumer takes of one partition, and how that is known. */
export interface Capacity {
  readonly bytesPerSecond: number;
  readonly source: "given" | "measured" | "default";
}

/** What the keys make of a partition count. */
interface Skew {
  readonly hottestKeyShare: number;
  /** Of today's partitions. */
  readonly hottestPartitionShareNow: number;
  /** Of the recommended partitions. */
  readonly hottestPartitionShare: number;
  /**
   * fits: the hottest partition stays within the capacity; hot key: one key alone exceeds it, so that
   * no partition count helps; uneven: no count within reason helps.
   */
  readonly outcome: "fits" | "hot key" | "uneven";
}

export interface Recommendation extends Rates {
  readonly requiredBytesPerSecond: number;
  readonly capacity: Capacity;
  /** By throughput alone, as if keys spread evenly. */
  readonly partitionsByThroughput: number;
  readonly recommendedPartitions: number;
  /** Undefined where no record has a key, or none was sampled. */
  readonly skew: Skew | undefined;
  /** Share of the distinct keys that the change from today's count moves; 0 where there is none. */
  readonly movedKeyShare: number;
  /** Hashes of the most frequent keys. */
  readonly frequentKeys: ReadonlySet<number>;
}

/** Beyond so many times the count by throughput, more partitions are no answer to skew. */
const MAX_GROWTH = 8;
/** Nor beyond so many at all; to try each of more would take minutes. */
const MAX_TRIED = 10_000;
const MAX_PARTITIONS = 100_000;

/** The largest count that is tried because of skew. */
export function mostTried(partitionsByThroughput: number): number {
  return Math.max(partitionsByThroughput, Math.min(MAX_GROWTH * partitionsByThroughput, MAX_TRIED));
}

/**
 * required = the busiest time's rate × factor, at least the minimum;
 * partitions = ⌈required ÷ what a consumer takes of a partition⌉, at least the minimum; and where keys
 * are known, the smallest count from there on whose hottest partition stays within that.
 */
export function recommendTopic(
  traffic: TopicTraffic,
  needs: Needs,
  capacity: Capacity,
): Recommendation {
  const rates = ratesOf(traffic);
  // Of the traffic that is real, not of the planned minimum: keys share that one.
  const busiest = rates.peakBytesPerSecond * needs.factor;
  const required = Math.max(busiest, needs.minBytesPerSecond);
  const byThroughput = Math.max(needs.minPartitions, ceiling(required / capacity.bytesPerSecond));
  const largestShare = busiest === 0 ? 1 : capacity.bytesPerSecond / busiest;
  const sampleSkew = traffic.sample && new SampleSkew(traffic.sample);
  const isKeyed = sampleSkew !== undefined && !sampleSkew.isEmpty;
  const count = isKeyed ? countForSkew(sampleSkew, byThroughput, largestShare) : byThroughput;
  return {
    ...rates,
    requiredBytesPerSecond: required,
    capacity,
    partitionsByThroughput: byThroughput,
    recommendedPartitions: count,
    skew: isKeyed
      ? skewOf(sampleSkew, { now: traffic.partitions, count, largestShare })
      : undefined,
    movedKeyShare:
      isKeyed && count > traffic.partitions
        ? sampleSkew.movedKeyShare(traffic.partitions, count)
        : 0,
    frequentKeys: sampleSkew?.frequent ?? new Set(),
  };
}

/** 50.00000000000001 are 50: what is left of a division is no partition. */
function ceiling(value: number): number {
  return Math.min(MAX_PARTITIONS, Math.ceil(value * (1 - 1e-12)));
}

/** The smallest count that fits; the one by throughput where none does. */
function countForSkew(keys: SampleSkew, least: number, largestShare: number): number {
  if (keys.leastHottestKeyShare > largestShare) return least;
  for (let count = least; count <= mostTried(least); count++) {
    if (fits(keys.hottestPartitionShare(count), largestShare)) return count;
  }
  return least;
}

/** An even spread over ⌈required ÷ capacity⌉ partitions is within, whatever the rounding. */
function fits(share: number, largestShare: number): boolean {
  return share <= largestShare * (1 + 1e-9);
}

interface Place {
  readonly now: number;
  readonly count: number;
  readonly largestShare: number;
}

function skewOf(keys: SampleSkew, { now, count, largestShare }: Place): Skew {
  const hottestPartitionShare = keys.hottestPartitionShare(count);
  const isHotKey = keys.leastHottestKeyShare > largestShare;
  const otherwise = fits(hottestPartitionShare, largestShare) ? "fits" : "uneven";
  return {
    hottestKeyShare: keys.hottestKeyShare,
    hottestPartitionShareNow: keys.hottestPartitionShare(now),
    hottestPartitionShare,
    outcome: isHotKey ? "hot key" : otherwise,
  };
}

/** What the Python tool would have said. */
export interface SeedNumbers {
  readonly records: number;
  /** Bytes in all, which it calls throughput. */
  readonly consumer: number;
  readonly required: number;
  readonly recommendedPartitions: number;
}

/**
 * The Python tool's numbers, for comparison: all offsets of the log × the mean size for what consumers
 * take, and that × the factor for what is required; so that the quotient is always the factor.
 */
export function seedNumbers(
  traffic: TopicTraffic,
  { factor, minBytesPerSecond, minPartitions }: Needs,
): SeedNumbers {
  const { logOffsets } = traffic;
  const consumer = logOffsets * meanBytesOf(traffic);
  const required = consumer * factor;
  const isSmall = required < minBytesPerSecond || consumer === 0;
  const recommendedPartitions = isSmall ? minPartitions : roundHalfToEven(required / consumer);
  return { records: logOffsets, consumer, required, recommendedPartitions };
}

/** Of a record: by a sample, or of all that was counted. */
function meanBytesOf(traffic: TopicTraffic): number {
  if (traffic.sample !== undefined) return traffic.sample.meanBytes;
  const { records, bytes } = ratesOf(traffic);
  return records === 0 ? 0 : bytes / records;
}

/** Python's round(). */
function roundHalfToEven(value: number): number {
  const whole = Math.round(value);
  return Math.abs(value % 1) === 0.5 && whole % 2 !== 0 ? whole - 1 : whole;
}
