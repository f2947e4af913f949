import { SampleSkew } from "./skew.ts";
import { type Rates, ratesOf, type TopicTraffic } from "./traffic.ts";

/** What a topic's partition count must allow for. */
export interface Needs {
  /** Multiple of the peak rate. */
  readonly factor: number;
  /** Minimum of the required throughput. */
  readonly minBytesPerSecond: number;
  readonly minPartitions: number;
}

/** How fast one consumer reads one partition, and where that number comes from. */
export interface Capacity {
  readonly bytesPerSecond: number;
  readonly source: "given" | "measured" | "default";
}

/** How the keys spread over partitions. */
interface Skew {
  readonly hottestKeyShare: number;
  /** With the current partition count. */
  readonly hottestPartitionShareNow: number;
  /** With the recommended partition count. */
  readonly hottestPartitionShare: number;
  /**
   * fits: the hottest partition is within the capacity; hot key: a single key exceeds it, so no
   * partition count helps; uneven: no reasonable count helps.
   */
  readonly outcome: "fits" | "hot key" | "uneven";
}

export interface Recommendation extends Rates {
  readonly requiredBytesPerSecond: number;
  readonly capacity: Capacity;
  /** For the throughput only, as if keys spread evenly. */
  readonly partitionsByThroughput: number;
  readonly recommendedPartitions: number;
  /** Undefined if no record has a key, or none was sampled. */
  readonly skew: Skew | undefined;
  /** Share of the distinct keys that move if the count changes; 0 if it does not. */
  readonly movedKeyShare: number;
  /** Hashes of the most frequent keys. */
  readonly frequentKeys: ReadonlySet<number>;
}

/** More partitions than this multiple of the count for throughput are not a solution to skew. */
const MAX_GROWTH = 8;
/** Nor are more than this; trying them would take minutes. */
const MAX_TRIED = 10_000;
const MAX_PARTITIONS = 100_000;

/** The largest count to try because of skew. */
export function largestTried(partitionsByThroughput: number): number {
  return Math.max(partitionsByThroughput, Math.min(MAX_GROWTH * partitionsByThroughput, MAX_TRIED));
}

/**
 * required = peak rate × factor, at least the minimum;
 * partitions = ⌈required ÷ consumer throughput per partition⌉, at least the minimum; if keys are
 * known, raised to the smallest count whose hottest partition is within the consumer throughput.
 */
export function recommendTopic(
  traffic: TopicTraffic,
  needs: Needs,
  capacity: Capacity,
): Recommendation {
  const rates = ratesOf(traffic);
  // Keys share the real traffic, not the planned minimum.
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

/** Rounds up, but 50.00000000000001 to 50: a rounding error does not need a partition. */
function ceiling(value: number): number {
  return Math.min(MAX_PARTITIONS, Math.ceil(value * (1 - 1e-12)));
}

/** The smallest count that fits, or `min` if none does. */
function countForSkew(keys: SampleSkew, min: number, largestShare: number): number {
  if (keys.minHottestKeyShare > largestShare) return min;
  for (let count = min; count <= largestTried(min); count++) {
    if (fits(keys.hottestPartitionShare(count), largestShare)) return count;
  }
  return min;
}

/** With a tolerance, so that an even spread over ⌈required ÷ capacity⌉ partitions always fits. */
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
  const isHotKey = keys.minHottestKeyShare > largestShare;
  const outcome = fits(hottestPartitionShare, largestShare) ? "fits" : "uneven";
  return {
    hottestKeyShare: keys.hottestKeyShare,
    hottestPartitionShareNow: keys.hottestPartitionShare(now),
    hottestPartitionShare,
    outcome: isHotKey ? "hot key" : outcome,
  };
}

/** The results of the legacy formula. */
export interface LegacyNumbers {
  readonly records: number;
  /** Total bytes, which the original recommender calls throughput. */
  readonly consumer: number;
  readonly required: number;
  readonly recommendedPartitions: number;
}

/**
 * The formula of the original recommender, for comparison. Its consumer throughput is all offsets of
 * the log × the mean size, and its required throughput is that × the factor, so that the quotient is
 * always the factor.
 */
export function legacyNumbers(
  traffic: TopicTraffic,
  { factor, minBytesPerSecond, minPartitions }: Needs,
): LegacyNumbers {
  const { logOffsets } = traffic;
  const consumer = logOffsets * meanBytesOf(traffic);
  const required = consumer * factor;
  const isSmall = required < minBytesPerSecond || consumer === 0;
  const recommendedPartitions = isSmall ? minPartitions : roundHalfToEven(required / consumer);
  return { records: logOffsets, consumer, required, recommendedPartitions };
}

/** Mean record size, from the sample or from all that was counted. */
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
