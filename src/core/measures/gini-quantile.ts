import { cvQuantile } from "./cv-quantile.ts";
import { isNearlyNormal } from "./expected.ts";
import { frequenciesOf, type KeysByCount } from "./key-frequencies.ts";
import { type Moments, pearsonQuantile } from "./pearson-quantile.ts";
import { simulateHashing } from "./random-hashing.ts";

/** Runs for the moments of the Gini coefficient where no formula gives its tail. */
const RUNS = 1000;

/**
 * The Gini coefficient that random hashing of these keys exceeds with a probability of about alpha.
 *
 * If loads are nearly normal, it is `giniBound`. Otherwise, it is the Pearson quantile by the moments of
 * a seeded simulation, if that is smaller.
 *
 * @param alpha above 0 and below 0.5
 */
export function giniQuantile(keys: KeysByCount, partitions: number, alpha: number): number {
  const bound = giniBound(keys, partitions, alpha);
  if (partitions === 1) return bound;
  const frequencies = frequenciesOf(keys, partitions);
  if (isNearlyNormal(frequencies, partitions)) return bound;
  const { ginis } = simulateHashing(frequencies, partitions, RUNS);
  return Math.min(bound, pearsonQuantile(momentsOf(ginis), alpha));
}

/**
 * The largest Gini coefficient of loads with the CV that random hashing exceeds with probability
 * alpha: Gini ≤ CV·√((P² − 1)(P − 1)/(3P³)), by the Cauchy–Schwarz inequality with the weights
 * 2i − P − 1 of the sorted loads, whose squares add up to P(P² − 1)/3.
 */
export function giniBound(keys: KeysByCount, partitions: number, alpha: number): number {
  const largest = Math.sqrt(((partitions ** 2 - 1) * (partitions - 1)) / (3 * partitions ** 3));
  return Math.min(1 - 1 / partitions, cvQuantile(keys, partitions, alpha) * largest);
}

function momentsOf(values: readonly number[]): Moments {
  const average = (of: (value: number) => number) =>
    values.reduce((sum, value) => sum + of(value), 0) / values.length;
  const mean = average((value) => value);
  return {
    mean,
    variance: average((value) => (value - mean) ** 2),
    third: average((value) => (value - mean) ** 3),
  };
}
