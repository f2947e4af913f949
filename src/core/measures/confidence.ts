import { bisect } from "./bisect.ts";
import { expectedSpread } from "./expected.ts";
import { equalFrequencies } from "./key-frequencies.ts";
import type { Measures } from "./measures.ts";
import { normalQuantile } from "./normal-quantile.ts";

/** The intervals contain the topic's value in at least this share of random samples. */
export const CONFIDENCE_LEVEL = 0.95;
const BISECTIONS = 50;

/** Where a value of the whole topic is, 0…1. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What a random sample says about the topic that it was taken from. */
export interface Confidence {
  /** Share of samples whose intervals contain the topic's values, at least. */
  readonly level: number;
  readonly maxPartitionShare: Interval;
  readonly gini: Interval;
  /** Mean Gini of samples of this size if all partitions of the topic had the same load. */
  readonly giniBySampling: number;
  /**
   * Share of the topic's records whose keys are not in the sample: that of the records whose keys were
   * seen once. Source: Good 1953, "The population frequencies of species".
   */
  readonly unseenShare: number;
}

type Sample = Pick<
  Measures,
  "placedRecords" | "keyRecords" | "partitionCounts" | "keysByCount" | "maxPartitionShare" | "gini"
>;

/** Undefined if no record gets its partition from its key. */
export function confidenceOf(sample: Sample): Confidence | undefined {
  const { placedRecords, partitionCounts, keysByCount } = sample;
  if (placedRecords === 0) return undefined;
  const partitions = partitionCounts.length;
  const giniBySampling = expectedSpread(
    equalFrequencies(placedRecords, partitions),
    partitions,
  ).gini;
  return {
    level: CONFIDENCE_LEVEL,
    maxPartitionShare: shareInterval(sample.maxPartitionShare, placedRecords, partitions),
    gini: giniInterval(sample, giniBySampling),
    giniBySampling,
    unseenShare: (keysByCount.get(1) ?? 0) / Math.max(1, sample.keyRecords),
  };
}

/** Standard deviations that the share of any of the partitions is within, with the confidence. */
export function shareDeviations(partitions: number): number {
  return normalQuantile((1 - CONFIDENCE_LEVEL) / 2 / partitions);
}

/**
 * The interval of the largest of several shares. Each is in its likelihood ratio interval, with the
 * continuity correction of half a record, with the probability 1 − alpha/partitions, so that all are
 * with 1 − alpha (Bonferroni). Its ends grow with the share, so that the largest is between the ends for
 * the largest share of the sample. Score intervals (Wilson 1927) are too short above a few records in
 * a partition. Source: Brown, Cai and DasGupta 2001, "Interval estimation for a binomial proportion".
 */
function shareInterval(share: number, records: number, partitions: number): Interval {
  if (partitions === 1) return { low: 1, high: 1 };
  const deviance = shareDeviations(partitions) ** 2 / (2 * records);
  const [below, above] = [share - 0.5 / records, Math.min(1, share + 0.5 / records)];
  const low = farthest(below, 0, deviance);
  const high = above === 1 ? 1 : farthest(above, 1, deviance);
  return { low: Math.max(1 / partitions, low), high };
}

/** The share towards `end` whose relative entropy to the observed one is this. */
function farthest(observed: number, end: 0 | 1, deviance: number): number {
  const isInside = (share: number) => !(relativeEntropy(observed, share) > deviance);
  return bisect(observed, end, BISECTIONS, isInside).low;
}

function relativeEntropy(observed: number, share: number): number {
  const rest = observed < 1 ? (1 - observed) * Math.log((1 - observed) / (1 - share)) : 0;
  return observed * Math.log(observed / share) + rest;
}

/**
 * The Gini coefficient is a convex function of the shares, so that samples have a larger one on average
 * than the topic, and a seminorm, so that it is larger by at most that of the deviations, which is
 * `giniBySampling` where all shares are equal and less where they are not.
 */
function giniInterval({ gini, ...sample }: Sample, bySampling: number): Interval {
  const half = normalQuantile((1 - CONFIDENCE_LEVEL) / 2) * giniDeviation({ gini, ...sample });
  const most = 1 - 1 / sample.partitionCounts.length;
  return { low: Math.max(0, gini - bySampling - half), high: Math.min(most, gini + half) };
}

/**
 * Standard deviation over samples, by the delta method: of P shares x in ascending order, the gradient
 * is a_i = (2i − P − 1)/P, and Σa_i·x_i is the Gini coefficient itself.
 */
export function giniDeviation({
  gini,
  partitionCounts,
  placedRecords,
}: Pick<Sample, "gini" | "partitionCounts" | "placedRecords">): number {
  const ascending = partitionCounts.slice().sort();
  const size = ascending.length;
  const squares = ascending.reduce(
    (sum, count, i) => sum + ((2 * (i + 1) - size - 1) / size) ** 2 * count,
    0,
  );
  return Math.sqrt(Math.max(0, squares / placedRecords - gini ** 2) / placedRecords);
}
