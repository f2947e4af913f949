import { normal } from "./random.ts";

/** From this standard deviation on, the skewed normal distribution is as good as the exact one. */
const EXACT_DEVIATION = 32;
/** Numbers with less than this share of the most probable one's weight are never drawn. */
const NEGLIGIBLE = 1e-12;

/** An urn, and how many are drawn from it. */
export interface Draw {
  readonly good: number;
  readonly total: number;
  readonly drawn: number;
}

/**
 * How many of the `drawn` are good, at random: a hypergeometric number. Inverse transform from the mode;
 * for large deviations, a normal number with its skewness corrected (Cornish and Fisher 1937).
 *
 * @param random uniform numbers in [0, 1)
 */
export function hypergeometric({ good, total, drawn }: Draw, random: () => number): number {
  if (good === 0 || drawn === 0) return 0;
  if (good === total) return drawn;
  if (drawn === total) return good;
  const least = Math.max(0, drawn - (total - good));
  const most = Math.min(drawn, good);
  const share = good / total;
  const left = (total - drawn) / (total - 1);
  const deviation = Math.sqrt(drawn * share * (1 - share) * left);
  if (deviation <= EXACT_DEVIATION) return inverted({ good, total, drawn }, least, most, random());
  const skewness = ((1 - 2 * share) * (1 - (2 * drawn) / total)) / deviation;
  const z = normal(random(), random());
  const number = Math.round(drawn * share + deviation * (z + (skewness / 6) * (z * z - 1)));
  return Math.min(most, Math.max(least, number));
}

/** Adds up probabilities, relative to that of the mode, on both sides of it. */
function inverted({ good, total, drawn }: Draw, least: number, most: number, u: number): number {
  const bad = total - good;
  const mode = Math.floor(((drawn + 1) * (good + 1)) / (total + 2));
  const up = (x: number) => ((good - x) * (drawn - x)) / ((x + 1) * (bad - drawn + x + 1));
  const down = (x: number) => (x * (bad - drawn + x)) / ((good - x + 1) * (drawn - x + 1));
  let sum = 1;
  for (let x = mode, p = 1; x < most && p > NEGLIGIBLE; x++) {
    p *= up(x);
    sum += p;
  }
  for (let x = mode, p = 1; x > least && p > NEGLIGIBLE; x--) {
    p *= down(x);
    sum += p;
  }
  let rest = u * sum - 1;
  if (rest < 0) return mode;
  for (let x = mode, p = 1; x < most && p > NEGLIGIBLE; x++) {
    p *= up(x);
    rest -= p;
    if (rest < 0) return x + 1;
  }
  for (let x = mode, p = 1; x > least && p > NEGLIGIBLE; x--) {
    p *= down(x);
    rest -= p;
    if (rest < 0) return x - 1;
  }
  return mode;
}
