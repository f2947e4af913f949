import { chiSquareUpperTail } from "./chi-square.ts";
import { collisionMoments } from "./collisions.ts";
import type { KeyFrequencies } from "./key-frequencies.ts";
import { normalMaximum } from "./normal-maximum.ts";
import { pearsonUpperTail } from "./pearson-quantile.ts";
import { type RandomRuns, simulateHashing } from "./random-hashing.ts";
import { skewness } from "./skewness.ts";

/** Above this skewness of a partition's load, the normal approximation is not used. */
const MAX_SKEWNESS = 0.3;
/** Simulated hashings as uneven as the observed one from which their share is a good estimate. */
const ENOUGH_RUNS = 20;

/**
 * What ideal random hashing would give for keys of these frequencies.
 *
 * With f_i the share of key i over P partitions, each partition's share is Σ f_i·B_i with B_i
 * Bernoulli(1/P). Its variance is Σf_i²·(1/P)(1 − 1/P), so the squared sample CV over the
 * partitions has the expectation P·Σf_i². Of a normal load with mean μ and standard deviation σ
 * the Gini coefficient is σ/(μ√π) (Gini mean difference 2σ/√π, halved and divided by μ); over
 * the P partitions themselves that is (P − 1)/P·CV/√π.
 */
export interface ExpectedSpread {
  /** √(P·Σf²), exact. */
  readonly cv: number;
  readonly gini: number;
  readonly maxPartitionShare: number;
  /** Whether gini and maxPartitionShare come from a formula or are means of a seeded simulation. */
  readonly method: "formula" | "simulation";
}

/** How unusual an observed CV is under random hashing of the same keys. */
export interface Luck {
  /** (P − 1)·CV² / (P·Σf²) */
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  /** Share of random hashings that spread the keys at least as unevenly. */
  readonly pValue: number;
}

export function expectedSpread(keys: KeyFrequencies, partitions: number): ExpectedSpread {
  if (partitions === 1) return { cv: 0, gini: 0, maxPartitionShare: 1, method: "formula" };
  return isNearlyNormal(keys, partitions)
    ? expectedByFormula(keys, partitions)
    : expectedBySimulation(keys, partitions, simulateHashing(keys, partitions));
}

/** Expectation and luck, both from the same simulation if there is one. */
export function compareWithRandomHashing(
  keys: KeyFrequencies,
  partitions: number,
  observedCv: number,
): ExpectedSpread & Luck {
  const degreesOfFreedom = partitions - 1;
  const chiSquare = (degreesOfFreedom * observedCv ** 2) / (partitions * keys.all.squares);
  if (partitions === 1 || isNearlyNormal(keys, partitions)) {
    const pValue = chiSquareUpperTail(chiSquare, degreesOfFreedom);
    return { ...expectedSpread(keys, partitions), chiSquare, degreesOfFreedom, pValue };
  }
  const runs = simulateHashing(keys, partitions);
  const pValue = simulatedPValue(keys, partitions, runs.cvs, observedCv);
  const expected = expectedBySimulation(keys, partitions, runs);
  return { ...expected, chiSquare, degreesOfFreedom, pValue };
}

/**
 * For a normal load with standard deviation σ: CV/√π·(P − 1)/P for the Gini coefficient, and for
 * the largest share 1/P + √(Σf²/P)·E[w], where w = z + skewness/6·(z² − 1) (Cornish and Fisher
 * 1937) and z is the largest of P standard normal numbers. That the loads add up to 1 is in
 * √(Σf²/P) = σ·√(P/(P − 1)).
 */
function expectedByFormula({ all }: KeyFrequencies, partitions: number): ExpectedSpread {
  const cv = Math.sqrt(partitions * all.squares);
  const { mean, square } = normalMaximum(partitions);
  const largest = mean + (skewness(all, partitions) / 6) * (square - 1);
  return {
    cv,
    gini: (((partitions - 1) / partitions) * cv) / Math.sqrt(Math.PI),
    maxPartitionShare: Math.min(1, 1 / partitions + Math.sqrt(all.squares / partitions) * largest),
    method: "formula",
  };
}

function expectedBySimulation(
  { all }: KeyFrequencies,
  partitions: number,
  { ginis, meanMaxShare }: RandomRuns,
): ExpectedSpread {
  const cv = Math.sqrt(partitions * all.squares);
  const meanGini = ginis.reduce((sum, gini) => sum + gini, 0) / ginis.length;
  return { cv, gini: meanGini, maxPartitionShare: meanMaxShare, method: "simulation" };
}

/** Small skewness of one partition's load: keys are many and none dominates. */
export function isNearlyNormal({ all }: KeyFrequencies, partitions: number): boolean {
  return skewness(all, partitions) <= MAX_SKEWNESS;
}

/**
 * The share of simulated hashings that are at least as uneven. If those are few, the runs are too few to
 * know how rare the spread is, and it is the tail by the exact moments of the collisions.
 */
function simulatedPValue(
  keys: KeyFrequencies,
  partitions: number,
  cvs: readonly number[],
  observedCv: number,
): number {
  const threshold = observedCv * (1 - 1e-9);
  const asUneven = cvs.filter((cv) => cv >= threshold).length;
  if (asUneven >= ENOUGH_RUNS) return (1 + asUneven) / (cvs.length + 1);
  return collisionPValue(keys, partitions, observedCv);
}

/**
 * The tail of the Pearson type III distribution with the exact moments of Σ(share²), which pairs of keys
 * that meet raise above Σf². The smallest possible step is that of the two rarest keys; half of it is
 * the correction for continuity.
 */
function collisionPValue(
  { all, heavy, light }: KeyFrequencies,
  partitions: number,
  observedCv: number,
): number {
  const sumOfSquares = 1 / partitions + (observedCv ** 2 * (partitions - 1)) / partitions ** 2;
  const halfStep = light.squares > 0 ? 0 : (heavy.at(-1) ?? 0) ** 2;
  if (sumOfSquares - all.squares < halfStep) return 1;
  return pearsonUpperTail(collisionMoments(all, partitions), sumOfSquares - halfStep);
}
