import { groupMeans } from "./group-means.ts";
import type { LogCheck, LogSize } from "./log-size.ts";
import { bucketBytes } from "./peak.ts";
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
  /** Of the sampled records, for each byte of their batches in the log. */
  readonly bytesPerLogByte: number | undefined;
}

/** What is known of a topic's log as a whole. */
interface WholeLog {
  /** Undefined if they are unknown, or contain more than the records that readers get. */
  readonly bytes: number | undefined;
  /** Offsets before the window. */
  readonly olderOffsets: number;
}

/** How many bytes the busiest bucket has. */
export interface PeakBytes {
  /** 95 % confidence interval. */
  readonly low: number;
  readonly high: number;
  readonly contradiction: LogCheck["contradiction"];
}

interface Estimate {
  readonly buckets: readonly Load[];
  /** Undefined if everything was read. */
  readonly peak: PeakBytes | undefined;
  /** Half the width of the mean's 95 % confidence interval. */
  readonly marginBytes: number | undefined;
  /** By partition. */
  readonly loads: readonly Load[];
}

/** Fewer offsets of a partition do not show how many of its offsets have no record. */
const MIN_COVERED = 100;

/** From this share on, offsets without a record make the log's size useless. */
const MANY_GAPS = 0.01;

interface Known {
  readonly offsets: WindowOffsets;
  readonly log: WholeLog;
  /** By the variance between chunks. */
  readonly marginBytes: number | undefined;
}

/** Records and bytes by bucket of time and by partition; exact if everything was read. */
export function estimateLoads(sample: SampledLoads, known: Known): Estimate {
  const { segments, covered, isComplete, largestBytes } = sample;
  const { offsets, marginBytes } = known;
  const byPartition = sumsBy(segments, "partition", offsets.byPartition.length);
  if (isComplete) {
    const buckets = sumsBy(segments, "bucket", offsets.byBucket.length);
    return { buckets, loads: byPartition, peak: undefined, marginBytes };
  }
  const read = covered.reduce((sum, count) => sum + count, 0);
  const density = byPartition.reduce((sum, one) => sum + one.records, 0) / (read || 1);
  const records = offsets.byBucket.map((count) => count * density);
  const log = logSizeOf(sample, known.log, density);
  const found = bucketBytes({ records, segments, largestBytes, marginBytes, log });
  const { low, high } = found;
  const places = groupMeans(byPartition, largestBytes);
  return {
    buckets: records.map((count, i) => ({ records: count, bytes: found.bytes[i] as number })),
    peak: { low, high, contradiction: found.log?.contradiction },
    marginBytes: Number.isFinite(found.marginBytes) ? found.marginBytes : undefined,
    loads: byPartition.map((sums, i) => {
      const own = covered[i] ?? 0;
      const estimated =
        (offsets.byPartition[i] ?? 0) * (own < MIN_COVERED ? density : sums.records / own);
      return { records: estimated, bytes: estimated * places.meanOf(sums) };
    }),
  };
}

function logSizeOf(
  { bytesPerLogByte }: SampledLoads,
  { bytes, olderOffsets }: WholeLog,
  density: number,
): LogSize | undefined {
  if (bytes === undefined || bytesPerLogByte === undefined || density < 1 - MANY_GAPS) {
    return undefined;
  }
  return {
    bytes: bytes * bytesPerLogByte,
    // Without compression, records are at most as large as what they take in the log.
    missingFactor: Math.max(1, bytesPerLogByte) / bytesPerLogByte,
    olderRecords: olderOffsets * density,
  };
}
