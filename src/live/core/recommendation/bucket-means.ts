import type { SizeSums } from "./group-means.ts";
import { largestNormal95 } from "./quantile.ts";
import type { Segment } from "./segments.ts";

/** Mean sizes by bucket of time. */
export interface BucketMeans {
  /** Of all records. */
  readonly overall: number;
  /** The mean of n records has this variance ÷ n, apart from what differs between buckets. */
  readonly noise: number;
  /** Variance of the buckets' true means; 0 if chance explains how they differ. */
  readonly between: number;
  /** The mean to expect in a bucket of which so much was read, and its standard deviation. */
  meanOf(sampled: SizeSums): { readonly mean: number; readonly deviation: number };
}

/** Standard deviations above what chance explains. */
const SURE = 2;

/**
 * Neighbouring records are often alike, so the units are the parts of chunks. How much chance makes their
 * means differ is seen between parts that follow each other in time (von Neumann 1941); only what differs
 * more over longer times differs between buckets. A bucket's own mean counts as much as it is reliable
 * (DerSimonian & Laird 1986), and wholly if it is larger than chance makes the largest of all.
 */
export function bucketMeans(segments: readonly Segment[]): BucketMeans {
  const parts = segments
    .filter(({ records }) => records > 0)
    .toSorted((a, b) => a.bucket - b.bucket || a.round - b.round || a.partition - b.partition)
    .map(({ records, bytes }) => ({ records, mean: bytes / records }));
  const records = parts.reduce((sum, one) => sum + one.records, 0);
  const overall = parts.reduce((sum, one) => sum + one.records * one.mean, 0) / (records || 1);
  const typical = records / (parts.length || 1);
  const noise = typical * successiveVariance(parts);
  const variance =
    parts.reduce((sum, one) => sum + one.records * (one.mean - overall) ** 2, 0) / (records || 1);
  const most = parts.reduce((max, one) => Math.max(max, (one.mean - overall) ** 2), 0);
  const byChance = noise / (typical || 1);
  const kurtosis = byChance === 0 ? 0 : most / byChance;
  const chance = byChance * (1 + SURE * Math.sqrt((3 + kurtosis) / (parts.length || 1)));
  const between = Math.max(0, variance - chance);
  const sure = largestNormal95(new Set(segments.map(({ bucket }) => bucket)).size);
  const meanOf = (sampled: SizeSums) => {
    const { records: count, bytes, squares } = sampled;
    if (count === 0) return { mean: overall, deviation: Math.sqrt(between) };
    const own = bytes / count;
    const among = Math.sqrt(noise / count);
    const inside = Math.sqrt(Math.max(0, squares / count - own ** 2) / count);
    // Neither a few large records nor records that are alike make it so different.
    if (own - overall > sure * Math.max(among, inside)) {
      return { mean: own, deviation: Math.max(among, inside) };
    }
    if (between === 0) return { mean: overall, deviation: 0 };
    const weight = between / (between + among ** 2);
    return { mean: overall + weight * (own - overall), deviation: Math.sqrt(weight) * among };
  };
  return { overall, noise, between, meanOf };
}

interface Part {
  readonly records: number;
  readonly mean: number;
}

/** Half the mean square of the differences between parts that follow each other. */
function successiveVariance(parts: readonly Part[]): number {
  let [sum, weights] = [0, 0];
  for (const [i, { records, mean }] of parts.entries()) {
    const next = parts[i + 1];
    if (next === undefined) break;
    const weight = Math.min(records, next.records);
    sum += (weight * (mean - next.mean) ** 2) / 2;
    weights += weight;
  }
  return sum / (weights || 1);
}
