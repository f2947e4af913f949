import { bisect } from "./bisect.ts";
import type { KeysByCount } from "./key-frequencies.ts";
import { normalUpperTail } from "./normal-quantile.ts";

/** Steps of the search; the tilt grows by this factor until the tail is small enough. */
const GROWTH = 1.25;
const BISECTIONS = 40;
/** A tilt that puts nearly all keys into the partition. */
const MAX_TILT = 1e9;

/** Parts that receive keys at random: partitions, or consumers with several of them. */
export interface Parts {
  /** How many can be the largest. */
  readonly parts: number;
  /** Probability that a key is in one of them. */
  readonly chance: number;
}

/**
 * The largest share of one part that random hashing of these keys exceeds with a probability of at
 * most alpha: by Bonferroni, the share that one part exceeds with alpha/parts. The load of a part is
 * Σf_i·B_i with B_i Bernoulli(chance); its tail is the saddlepoint approximation of Lugannani and
 * Rice (1980), "Saddle Point Approximation for the Distribution of the Sum of Independent Random
 * Variables", which stays accurate where single keys dominate.
 *
 * @param alpha above 0 and below 0.5
 */
export function shareQuantile(keys: KeysByCount, { parts, chance }: Parts, alpha: number): number {
  if (chance >= 1) return 1;
  const classes = shareClasses(keys);
  const wanted = alpha / parts;
  const isTooSmall = (tilt: number) => tiltedLoad(classes, chance, tilt).tail > wanted;
  let low = 0;
  let high = 1;
  while (isTooSmall(high)) {
    low = high;
    high *= GROWTH;
    // Even all keys together in one part are more probable than alpha.
    if (high > MAX_TILT) return 1;
  }
  const tilt = bisect(low, high, BISECTIONS, isTooSmall).high;
  return Math.min(1, tiltedLoad(classes, chance, tilt).share);
}

type ShareClass = readonly [share: number, keys: number];

function shareClasses(keys: KeysByCount): ShareClass[] {
  let total = 0;
  for (const [count, some] of keys) total += count * some;
  return [...keys].map(([count, some]) => [count / total, some]);
}

/**
 * The load x whose saddlepoint is `tilt`, and P(load ≥ x) = Q(w) + φ(w)·(1/u − 1/w). With K the
 * cumulant generating function, x = K′(tilt), w² = 2·(tilt·x − K(tilt)), u = tilt·√K″(tilt). Under the
 * tilt, a key of share f is in the part with p = chance/(chance + (1 − chance)·e^(−tilt·f)), and
 * w²/2 is the sum over the keys of the relative entropy of p to chance.
 */
function tiltedLoad(classes: readonly ShareClass[], chance: number, tilt: number) {
  let share = 0;
  let variance = 0;
  let entropy = 0;
  for (const [f, keys] of classes) {
    const others = (1 - chance) * Math.exp(-tilt * f);
    const p = chance / (chance + others);
    const rest = others / (chance + others);
    share += keys * f * p;
    variance += keys * f * f * p * rest;
    const restEntropy = rest > 0 ? rest * Math.log(rest / (1 - chance)) : 0;
    entropy += keys * (p * Math.log(p / chance) + restEntropy);
  }
  const w = Math.sqrt(2 * Math.max(0, entropy));
  const u = tilt * Math.sqrt(variance);
  return { share, tail: upperTail(w, u) };
}

/** 1 where the approximation has no meaning: near the mean, and where all keys are in the part. */
function upperTail(w: number, u: number): number {
  if (w < 0.1 || u < 0.1) return 1;
  const density = Math.exp((-w * w) / 2) / Math.sqrt(2 * Math.PI);
  return normalUpperTail(w) + density * (1 / u - 1 / w);
}
