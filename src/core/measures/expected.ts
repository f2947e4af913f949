import { chiSquareUpperTail } from "./chi-square.ts";
import { coefficientOfVariation } from "./coefficient-of-variation.ts";
import { gini } from "./gini.ts";
import type { KeyFrequencies } from "./key-frequencies.ts";
import { normalMaximum } from "./normal-maximum.ts";
import { drawUniform, normal } from "./random.ts";

const SEED = 0x5eed;
/** Above this skewness of a partition's load, the normal approximation is not used. */
const MAX_SKEWNESS = 0.3;
/** Random hashings, enough for a p-value where no formula gives it. */
const MAX_RUNS = 200;
/** Random draws at most, some milliseconds, unless that were under MIN_RUNS. */
const MAX_DRAWS = 1_000_000;
const MIN_RUNS = 3;

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
  /** Whether gini and maxPartitionShare are by formula or means of a seeded simulation. */
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
    : expectedBySimulation(keys, partitions, simulate(keys, partitions));
}

/** Expectation and luck from one and the same simulation, where there is one. */
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
  const runs = simulate(keys, partitions);
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

interface Runs {
  readonly meanGini: number;
  readonly meanMaxShare: number;
  readonly cvs: readonly number[];
}

function expectedBySimulation(
  { all }: KeyFrequencies,
  partitions: number,
  { meanGini, meanMaxShare }: Runs,
): ExpectedSpread {
  const cv = Math.sqrt(partitions * all.squares);
  return { cv, gini: meanGini, maxPartitionShare: meanMaxShare, method: "simulation" };
}

/** Small skewness of one partition's load: keys are many and none dominates. */
function isNearlyNormal({ all }: KeyFrequencies, partitions: number): boolean {
  return skewness(all, partitions) <= MAX_SKEWNESS;
}

/** Of Σ f_i·B_i with B_i Bernoulli(1/P): (P − 2)/√(P − 1) · Σf³/(Σf²)^1.5. */
function skewness({ squares, cubes }: KeyFrequencies["all"], partitions: number): number {
  const ofOne = Math.max(1, partitions - 2) / Math.sqrt(partitions - 1);
  return (ofOne * cubes) / squares ** 1.5;
}

/**
 * The share of simulated hashings that are as uneven. Where none is, there may be too few of them
 * to tell how rare the observed one is: then no more than what the collisions' moments say.
 */
function simulatedPValue(
  keys: KeyFrequencies,
  partitions: number,
  cvs: readonly number[],
  observedCv: number,
): number {
  const threshold = observedCv * (1 - 1e-9);
  const asUneven = cvs.filter((cv) => cv >= threshold).length;
  const counted = (1 + asUneven) / (cvs.length + 1);
  return asUneven > 0 ? counted : Math.min(counted, collisionPValue(keys, partitions, observedCv));
}

/**
 * With X_p the share of partition p, ΣX_p² = Σf² + T, where T = 2·Σ_{i<j} f_i·f_j·[i and j meet].
 * Two keys meet with probability 1/P, and pairs are pairwise independent, so that exactly
 * E[T] = (1 − Σf²)/P and Var[T] = 2·((Σf²)² − Σf⁴)·(1/P)(1 − 1/P). The tail is that of the gamma
 * distribution with these moments.
 */
function collisionPValue(keys: KeyFrequencies, partitions: number, observedCv: number): number {
  const { squares, fourths } = keys.all;
  const meeting = 1 / partitions;
  const mean = (1 - squares) * meeting;
  const variance = 2 * (squares ** 2 - fourths) * meeting * (1 - meeting);
  const sumOfSquares = meeting + (observedCv ** 2 * (partitions - 1)) / partitions ** 2;
  const collisions = sumOfSquares - squares;
  if (collisions <= 0 || mean <= 0 || variance <= 0) return 1;
  const shape = mean ** 2 / variance;
  return chiSquareUpperTail((2 * collisions * mean) / variance, 2 * shape);
}

function simulate(keys: KeyFrequencies, partitions: number): Runs {
  const effort = keys.heavy.length + (keys.light.squares > 0 ? 2 : 1) * partitions;
  const runs = Math.min(MAX_RUNS, Math.max(MIN_RUNS, Math.round(MAX_DRAWS / effort)));
  const loads = new Float64Array(partitions);
  // Drawn all at once for a run, in a loop of its own: V8 makes an object of a number that is
  // handed from one function to another.
  const draws = new Float64Array(lightDraws(keys, partitions) + keys.heavy.length);
  const cvs: number[] = [];
  let state = SEED;
  let giniSum = 0;
  let maxShareSum = 0;
  for (let run = 0; run < runs; run++) {
    state = drawUniform(draws, state);
    throwKeys(keys, loads, draws);
    cvs.push(coefficientOfVariation(loads));
    giniSum += gini(loads);
    maxShareSum += loads.reduce((most, load) => Math.max(most, load), 0);
  }
  return { meanGini: giniSum / runs, meanMaxShare: maxShareSum / runs, cvs };
}

/** Two for the load of each partition, if there are light keys. */
function lightDraws({ light }: KeyFrequencies, partitions: number): number {
  return light.squares > 0 ? 2 * partitions : 0;
}

/** One random hashing: heavy keys one by one, the light ones as a skewed normal load. */
function throwKeys(keys: KeyFrequencies, loads: Float64Array, draws: Float64Array): void {
  addLightKeys(keys, loads, draws);
  const { heavy } = keys;
  const partitions = loads.length;
  const first = lightDraws(keys, partitions);
  for (let i = 0; i < heavy.length; i++) {
    const partition = Math.floor((draws[first + i] as number) * partitions);
    (loads[partition] as number) += heavy[i] as number;
  }
}

/**
 * Fills in the load that the light keys give each partition. Many small shares add up to
 * a nearly normal load; the second term (Cornish and Fisher 1937) adds its skewness.
 */
function addLightKeys({ light }: KeyFrequencies, loads: Float64Array, draws: Float64Array): void {
  loads.fill(0);
  if (light.squares <= 0) return;
  const partitions = loads.length;
  const deviation = Math.sqrt(light.squares / partitions);
  const skew = skewness(light, partitions);
  let total = 0;
  for (let partition = 0; partition < partitions; partition++) {
    const z = normal(draws[2 * partition] as number, draws[2 * partition + 1] as number);
    const load = light.shares / partitions + deviation * (z + (skew / 6) * (z * z - 1));
    loads[partition] = Math.max(0, load);
    total += loads[partition] as number;
  }
  // The light keys are all there in every run: their loads add up to their share.
  const scale = light.shares / total;
  for (let partition = 0; partition < partitions; partition++) {
    (loads[partition] as number) *= scale;
  }
}
