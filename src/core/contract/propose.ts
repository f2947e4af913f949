import { expectedSpread } from "../measures/expected.ts";
import { equalFrequencies } from "../measures/key-frequencies.ts";
import type { Measures } from "../measures/measures.ts";
import { roundDown, roundUp } from "../text/significant.ts";

/** Margins above today's measures and below today's counts. */
export const HEADROOM_SHARE = 0.25;
export const KEPT_SHARE = 0.8;

/** Limits that today's keys satisfy with a margin. */
export interface ProposedLimits {
  readonly max_partition_share: number;
  readonly max_gini: number;
  readonly min_unique_keys: number;
  readonly sample_size: number;
}

/**
 * The limits are above both the measured values and what ideal hashing of the fewest allowed keys
 * would give, so that a less lucky sample does not break them tomorrow.
 */
export function proposeLimits(measures: Measures): ProposedLimits {
  const fewestKeys = keptCount(measures.uniqueKeys);
  const ideal = expectedSpread(
    equalFrequencies(fewestKeys, measures.partitions),
    measures.partitions,
  );
  const above = (measured: number, expected: number) => {
    return Math.min(1, roundUp(Math.max(measured, expected) * (1 + HEADROOM_SHARE)));
  };
  return {
    max_partition_share: above(measures.maxPartitionShare, ideal.maxPartitionShare),
    max_gini: above(measures.gini, ideal.gini),
    min_unique_keys: fewestKeys,
    sample_size: keptCount(measures.records),
  };
}

function keptCount(count: number): number {
  return Math.max(1, Math.floor(roundDown(count * KEPT_SHARE)));
}
