import { coefficientOfVariation } from "./coefficient-of-variation.ts";
import { gini } from "./gini.ts";
import type { KeyFrequencies } from "./key-frequencies.ts";
import { drawUniform, normal } from "./random.ts";
import { skewness } from "./skewness.ts";

const SEED = 0x5eed;
/** Random hashings: enough for a p-value if no formula gives one. */
const MAX_RUNS = 200;
/** Limit of random draws for 200 runs, which take some milliseconds; MIN_RUNS comes first. */
const MAX_DRAWS = 1_000_000;
const MIN_RUNS = 3;

/** What several random hashings gave. */
export interface RandomRuns {
  readonly ginis: readonly number[];
  readonly meanMaxShare: number;
  readonly cvs: readonly number[];
}

/**
 * Seeded random hashings of keys with these frequencies: as many as time allows, at least 3 and at
 * most `mostRuns`.
 */
export function simulateHashing(
  keys: KeyFrequencies,
  partitions: number,
  mostRuns = MAX_RUNS,
): RandomRuns {
  const effort = keys.heavy.length + (keys.light.squares > 0 ? 2 : 1) * partitions;
  const mostDraws = (MAX_DRAWS * mostRuns) / MAX_RUNS;
  const runs = Math.min(mostRuns, Math.max(MIN_RUNS, Math.round(mostDraws / effort)));
  const loads = new Float64Array(partitions);
  // Drawn in one loop for the whole run: V8 allocates an object for a number that is passed from one
  // function to another.
  const draws = new Float64Array(lightDraws(keys, partitions) + keys.heavy.length);
  const cvs: number[] = [];
  const ginis: number[] = [];
  let state = SEED;
  let maxShareSum = 0;
  for (let run = 0; run < runs; run++) {
    state = drawUniform(draws, state);
    hashRandomly(keys, loads, draws);
    cvs.push(coefficientOfVariation(loads));
    ginis.push(gini(loads));
    maxShareSum += loads.reduce((most, load) => Math.max(most, load), 0);
  }
  return { ginis, meanMaxShare: maxShareSum / runs, cvs };
}

/** Two draws per partition, if there are light keys. */
function lightDraws({ light }: KeyFrequencies, partitions: number): number {
  return light.squares > 0 ? 2 * partitions : 0;
}

/** One random hashing: heavy keys one by one, light keys together as a skewed normal load. */
function hashRandomly(keys: KeyFrequencies, loads: Float64Array, draws: Float64Array): void {
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
 * Sets the load of each partition to what the light keys give it. Many small shares add up to
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
  // Every run has all light keys: their loads must add up to their share.
  const scale = light.shares / total;
  for (let partition = 0; partition < partitions; partition++) {
    (loads[partition] as number) *= scale;
  }
}
