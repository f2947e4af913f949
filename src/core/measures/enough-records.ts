import { CONFIDENCE_LEVEL, type Confidence, giniDeviation, shareDeviations } from "./confidence.ts";
import { gini } from "./gini.ts";
import type { Measures } from "./measures.ts";
import { normalMaximum } from "./normal-maximum.ts";
import { normalQuantile } from "./normal-quantile.ts";

type Sample = Pick<Measures, "placedRecords" | "partitionCounts" | "gini">;

/** Standard deviations of a later sample that are allowed for. */
const ROOM = 1;
/** Partitions with this part of the largest share can be the largest in a later sample. */
const NEARLY = 0.9;

/**
 * About how many records are enough to tell on which side of the limit the topic is: then the limit is
 * beyond the end of the interval, if the topic is as the sample suggests. Infinite at the limit itself.
 */
export function enoughForShare({ placedRecords, partitionCounts }: Sample, limit: number): number {
  const likely = likelyShares(partitionCounts, placedRecords);
  const share = likely.reduce((most, value) => Math.max(most, value), 0);
  const rivals = likely.reduce((count, value) => count + (value >= NEARLY * share ? 1 : 0), 0);
  // The largest of the sample is above the topic's.
  const above = share < limit ? normalMaximum(rivals).mean : 0;
  const deviations = shareDeviations(partitionCounts.length) + above + ROOM;
  return (deviations ** 2 * limit * (1 - limit)) / (share - limit) ** 2;
}

/** The same for the Gini coefficient. The width of its interval is in proportion to 1/√records. */
export function enoughForGini(
  sample: Sample,
  { giniBySampling }: Confidence,
  limit: number,
): number {
  const { placedRecords, partitionCounts } = sample;
  const likely = gini(likelyShares(partitionCounts, placedRecords));
  const deviations = normalQuantile((1 - CONFIDENCE_LEVEL) / 2) + ROOM;
  const width = giniBySampling + deviations * giniDeviation(sample);
  return placedRecords * (width / (likely - limit)) ** 2;
}

/** Standard deviations from which partitions vary by more than sampling. */
const CLEAR = 2;
/** Passes in which outliers are found; most need two. */
const MAX_PASSES = 10;

/**
 * The topic's shares, without what sampling adds to their differences. Partitions that clearly differ
 * from the others stay as they are. The others are taken to be equal if they vary no more than equal ones
 * in a sample, and are else drawn together until they vary as much as they do beyond sampling. Source:
 * Louis 1984, "Estimating a population of parameter values using Bayes and empirical Bayes methods".
 */
function likelyShares(counts: Float64Array, records: number): Float64Array {
  const { isOutlier, mean, others } = outliers(counts);
  let squares = 0;
  counts.forEach((count, i) => {
    if (isOutlier[i] === 0) squares += (count - mean) ** 2;
  });
  const freedom = Math.max(1, others - 1);
  const ratio = mean === 0 ? 0 : squares / (mean * freedom);
  const isEqual = ratio <= 1 + CLEAR * Math.sqrt(2 / freedom);
  const factor = isEqual ? 0 : Math.sqrt(1 - 1 / ratio);
  const likely = (count: number, i: number) =>
    isOutlier[i] === 1 ? count : mean + factor * (count - mean);
  return counts.map((count, i) => likely(count, i) / records);
}

/** Partitions that equal ones in a sample are not as far from, and the mean and number of the others. */
function outliers(counts: Float64Array) {
  const z = shareDeviations(counts.length);
  const isOutlier = new Uint8Array(counts.length);
  let [sum, others] = [counts.reduce((all, count) => all + count, 0), counts.length];
  let before = -1;
  for (let pass = 0; pass < MAX_PASSES && before !== others && others > 0; pass++) {
    const mean = sum / others;
    before = others;
    counts.forEach((count, i) => {
      if (isOutlier[i] === 1 || Math.abs(count - mean) <= z * Math.sqrt(mean)) return;
      isOutlier[i] = 1;
      sum -= count;
      others--;
    });
  }
  return { isOutlier, mean: others === 0 ? 0 : sum / others, others };
}
