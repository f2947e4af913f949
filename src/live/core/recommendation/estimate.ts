import { groupMeans } from "./group-means.ts";
import type { Load } from "./sampled-keys.ts";
import { type Segment, sumsBy } from "./segments.ts";

/** Numbers of offsets in the window. */
export interface WindowOffsets {
  readonly byBucket: readonly number[];
  readonly byPartition: readonly number[];
}

/** What a sample says about where and when records were written. */
export interface SampledLoads {
  readonly segments: readonly Segment[];
  /** Offsets that were read, by partition. */
  readonly covered: readonly number[];
  /** Whether these are all offsets of the window. */
  readonly isComplete: boolean;
  readonly largestBytes: number;
}

interface Estimate {
  readonly buckets: readonly Load[];
  /** By partition. */
  readonly loads: readonly Load[];
}

/** Fewer offsets of a partition do not show how many of its offsets have no record. */
const MIN_COVERED = 100;

/** Records and bytes by bucket of time and by partition; exact if everything was read. */
export function estimateLoads(sample: SampledLoads, offsets: WindowOffsets): Estimate {
  const { segments, covered, isComplete, largestBytes } = sample;
  const byBucket = sumsBy(segments, "bucket", offsets.byBucket.length);
  const byPartition = sumsBy(segments, "partition", offsets.byPartition.length);
  if (isComplete) return { buckets: byBucket, loads: byPartition };
  const read = covered.reduce((sum, count) => sum + count, 0);
  const records = byPartition.reduce((sum, one) => sum + one.records, 0);
  const density = records / (read || 1);
  const [times, places] = [
    groupMeans(byBucket, largestBytes),
    groupMeans(byPartition, largestBytes),
  ];
  return {
    buckets: byBucket.map((sums, i) => {
      const estimated = (offsets.byBucket[i] ?? 0) * density;
      return { records: estimated, bytes: estimated * times.meanOf(sums) };
    }),
    loads: byPartition.map((sums, i) => {
      const own = covered[i] ?? 0;
      const estimated =
        (offsets.byPartition[i] ?? 0) * (own < MIN_COVERED ? density : sums.records / own);
      return { records: estimated, bytes: estimated * places.meanOf(sums) };
    }),
  };
}
