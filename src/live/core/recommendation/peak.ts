import { type BucketMeans, bucketMeans } from "./bucket-means.ts";
import type { SizeSums } from "./group-means.ts";
import { compareWithLog, type LogCheck, type LogSize } from "./log-size.ts";
import { largestNormal95, Z95 } from "./quantile.ts";
import { type Segment, sumsBy } from "./segments.ts";

/** A sample by bucket of time. */
export interface BucketSample {
  /** Records in each bucket, not only sampled ones. */
  readonly records: readonly number[];
  readonly segments: readonly Segment[];
  readonly largestBytes: number;
  /** Half the width of the 95 % confidence interval of the mean size; undefined if it is unknown. */
  readonly marginBytes: number | undefined;
  /** Undefined if it is unknown, or cannot be compared with the sample. */
  readonly log: LogSize | undefined;
}

/** Bytes by bucket. */
export interface BucketBytes {
  readonly bytes: readonly number[];
  /** 95 % confidence interval of the bytes of the busiest bucket. */
  readonly low: number;
  readonly high: number;
  readonly marginBytes: number;
  readonly log: LogCheck | undefined;
}

/** A wider margin, as a share of the value, says little. */
export const WIDE = 0.25;
const SURE = 3;
/** If none of n are of a kind, at most 3 ÷ n of all are, with 95 % confidence. */
const RULE_OF_THREE = 3;
const NONE: SizeSums = { records: 0, bytes: 0, squares: 0 };

/**
 * Estimates bytes by bucket. If sizes differ between buckets by more than chance explains, each bucket has
 * its own mean. If the log is larger than the sample says, or if a few large records are most of the bytes,
 * these may be close together, in a bucket of which little or nothing was read.
 */
export function bucketBytes(sample: BucketSample): BucketBytes {
  const { records, segments, largestBytes, marginBytes = Number.POSITIVE_INFINITY } = sample;
  const means = bucketMeans(segments);
  const sampled = sumsBy(segments, "bucket", records.length);
  const seen = sampled.reduce((sum, one) => sum + one.records, 0);
  const margin = Math.max(marginBytes, (RULE_OF_THREE * largestBytes) / (seen || 1));
  const relative = means.overall === 0 ? 0 : margin / means.overall;
  const unscaled = records.map((count, i) => count * means.meanOf(sampled[i] ?? NONE).mean);
  const log = compareWithLog(sample.log, { bytes: sumOf(unscaled), relative, mean: means.overall });
  // No bucket has more bytes than the log.
  const limit = log?.most ?? Number.POSITIVE_INFINITY;
  const bytes = unscaled.map((one) => Math.min(limit, one * (log?.scale ?? 1)));
  const most = largest(bytes);
  const filled = records.filter((count) => count > 0).length;
  const about = { means, relative, largestBytes, filled };
  const ranges = records.map((count, i) => rangeOf(count, sampled[i] ?? NONE, about));
  const least = (log?.least ?? 0) / (filled || 1);
  return {
    bytes,
    low: Math.min(most, Math.max(largest(ranges.map(({ low }) => low)), least)),
    high: Math.max(most, highest(sampled, { log, relative, unscaled, ranges })),
    marginBytes: Math.max(margin, means.overall * Math.abs((log?.scale ?? 1) - 1)),
    log,
  };
}

interface Range {
  readonly low: number;
  readonly high: number;
}

interface About {
  readonly means: BucketMeans;
  readonly relative: number;
  readonly largestBytes: number;
  /** Number of buckets with records. */
  readonly filled: number;
}

/**
 * Of the bytes of one bucket. The upper end includes what chance makes of the busiest of all buckets, with
 * the first term of Cornish & Fisher's expansion for the skewness, which is at most largest ÷ deviation.
 */
function rangeOf(records: number, sampled: SizeSums, about: About): Range {
  const { means, relative, largestBytes, filled } = about;
  const { noise, overall } = means;
  if (records === 0) return { low: 0, high: 0 };
  const { mean, deviation } = means.meanOf(sampled);
  const z = largestNormal95(filled);
  const luck = z * Math.sqrt(records * noise) + (noise > 0 ? ((z ** 2 - 1) / 6) * largestBytes : 0);
  const margin = overall * relative;
  return {
    low: records * (mean - (deviation === 0 ? margin : SURE * deviation)),
    high: records * (mean + Math.max(margin, Z95 * deviation)) + luck,
  };
}

interface Found {
  readonly log: LogCheck | undefined;
  readonly relative: number;
  readonly unscaled: readonly number[];
  readonly ranges: readonly Range[];
}

function highest(sampled: readonly SizeSums[], { log, relative, unscaled, ranges }: Found): number {
  const total = log?.most ?? sumOf(unscaled) * (1 + Math.min(1, relative));
  const usual = largest(ranges.map(({ high }) => high));
  const missing = log?.contradiction === "larger" ? largest(unscaled) + log.missing : 0;
  const isWide = relative > WIDE || log?.contradiction === "smaller";
  const together = isWide ? total * shareTogether(sampled) : 0;
  return Math.min(Math.max(usual, missing, together), log?.most ?? Number.POSITIVE_INFINITY);
}

/**
 * Upper bound of the share of all bytes that are in one bucket: as if all bytes were those of as many
 * records as have equal weights (Kish 1965, effective sample size), with the Poisson distribution's bound
 * for those that were seen in one bucket.
 */
function shareTogether(sampled: readonly SizeSums[]): number {
  const bytes = sumOf(sampled.map((one) => one.bytes));
  const squares = sumOf(sampled.map((one) => one.squares));
  const weight = squares === 0 ? 1 : bytes ** 2 / squares;
  const seen = (weight * largest(sampled.map((one) => one.bytes))) / (bytes || 1);
  return Math.min(1, (seen + Z95 ** 2 / 2 + Z95 * Math.sqrt(seen + 1)) / weight);
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
