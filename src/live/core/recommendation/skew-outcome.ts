import type { SampleSkew, Shares } from "./skew.ts";

/** How the keys spread over partitions. */
export interface Skew {
  readonly hottestKey: Shares;
  /** The hottest partition with the current count; undefined if it cannot be simulated. */
  readonly simulatedNow: Shares | undefined;
  /** The same with the recommended count. */
  readonly simulated: Shares | undefined;
  /**
   * fits: the hottest partition is within the capacity; hot key: a single key exceeds it, so no
   * partition count helps; uneven: no reasonable count helps; unexplained: no partitioner explains where
   * the keys are, so what a count would change is unknown.
   */
  readonly outcome: "fits" | "hot key" | "uneven" | "unexplained";
}

/** More partitions than this multiple of the count for throughput are not a solution to skew. */
const MAX_GROWTH = 8;
/** Nor are more than this; trying them would take minutes. */
const MAX_TRIED = 10_000;

/** The largest count to try because of skew. */
export function largestTried(partitionsByThroughput: number): number {
  return Math.max(partitionsByThroughput, Math.min(MAX_GROWTH * partitionsByThroughput, MAX_TRIED));
}

interface Place {
  /** The current count. */
  readonly now: number;
  /** As if keys spread evenly. */
  readonly byThroughput: number;
  /** The largest share of the bytes that a partition may get. */
  readonly largestShare: number;
}

/** The smallest count whose hottest partition is within the capacity; that for throughput if none is. */
export function countForKeys(keys: SampleSkew, place: Place): { count: number; skew: Skew } {
  const { now, byThroughput, largestShare } = place;
  const { hottestKey } = keys;
  const isHotKey = keys.minHottestKeyBytes > largestShare;
  if (!keys.isExplained) {
    const outcome = isHotKey ? "hot key" : "unexplained";
    const skew = { hottestKey, simulatedNow: undefined, simulated: undefined, outcome } as const;
    return { count: Math.max(byThroughput, now), skew };
  }
  const count = isHotKey ? byThroughput : countThatFits(keys, byThroughput, largestShare);
  const simulated = keys.hottestPartition(count);
  const outcome = fits(simulated.bytes, largestShare) ? "fits" : "uneven";
  return {
    count,
    skew: {
      hottestKey,
      simulatedNow: keys.hottestPartition(now),
      simulated,
      outcome: isHotKey ? "hot key" : outcome,
    },
  };
}

function countThatFits(keys: SampleSkew, min: number, largestShare: number): number {
  for (let count = min; count <= largestTried(min); count++) {
    if (fits(keys.hottestPartition(count).bytes, largestShare)) return count;
  }
  return min;
}

/** With a tolerance, so that an even spread over ⌈required ÷ capacity⌉ partitions always fits. */
function fits(share: number, largestShare: number): boolean {
  return share <= largestShare * (1 + 1e-9);
}
