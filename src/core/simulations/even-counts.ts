import { chiSquareUpperTail } from "../measures/chi-square.ts";
import { measureSpread } from "../measures/measures.ts";
import { MAX_PARTITIONS } from "../partition-for.ts";
import { histograms } from "../tally/histogram.ts";
import type { Case } from "./case.ts";

/** Below this share of random hashings as uneven, the spread is not chance. */
const BEYOND_CHANCE = 0.001;
/** From this share on, it may well be. */
const BY_CHANCE = 0.05;
/** How far from today's count others are tried. */
const REACH = 0.25;
const FEWEST_STEPS = 8;
const MOST_STEPS = 64;

/**
 * The nearest smaller and larger partition counts under which these keys spread as evenly as random
 * hashing spreads them; none if they do so today. A hash can have a pattern that only some counts show:
 * String.hashCode places decimal ids unevenly under 30 and 32 partitions, and evenly under 29 and 33.
 */
export function nearEvenCounts(subject: Case): number[] {
  const { contract, keys, measures } = subject;
  const { partitions } = contract;
  if (measures.expected === undefined || measures.expected.pValue >= BEYOND_CHANCE) return [];
  const steps = Math.min(MOST_STEPS, Math.max(FEWEST_STEPS, Math.ceil(partitions * REACH)));
  const distances = Array.from({ length: steps }, (_, i) => i + 1);
  const smaller = distances.map((distance) => partitions - distance).filter((one) => one > 1);
  const larger = distances.map((one) => partitions + one).filter((one) => one <= MAX_PARTITIONS);
  return [smaller, larger].flatMap((counts) => {
    const loads = histograms(keys, contract, counts);
    const isEven = (_: number, i: number) => isChance(subject, loads[i] as Float64Array);
    return counts.find(isEven) ?? [];
  });
}

function isChance({ measures }: Case, loads: Float64Array): boolean {
  const { cv } = measureSpread(loads, measures.maxKeyShare, undefined);
  const freedom = loads.length - 1;
  const chiSquare = (freedom * cv ** 2) / (loads.length * measures.squaredKeyShares);
  return chiSquareUpperTail(chiSquare, freedom) >= BY_CHANCE;
}
