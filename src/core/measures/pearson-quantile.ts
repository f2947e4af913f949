import { bisect } from "./bisect.ts";
import { chiSquareUpperTail } from "./chi-square.ts";

/** Below this skewness, the distribution is treated as having it: the shape stays finite. */
const MIN_SKEWNESS = 1e-3;
const BISECTIONS = 60;

/** Moments of a distribution. */
export interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Third central moment. */
  readonly third: number;
}

/**
 * The probability that the Pearson type III distribution (a shifted gamma distribution) with these
 * moments exceeds a value; 1 without variance.
 */
export function pearsonUpperTail(moments: Moments, value: number): number {
  const { mean, variance } = moments;
  if (variance <= 0) return 1;
  const shape = shapeOf(moments);
  const gamma = shape + ((value - mean) * Math.sqrt(shape)) / Math.sqrt(variance);
  return chiSquareUpperTail(2 * gamma, 2 * shape);
}

/**
 * The value that the Pearson type III distribution with these moments exceeds with probability alpha.
 * Its shape is 4/skewness²; it is χ² where that is half the degrees of freedom. Source: Johnson, Kotz
 * and Balakrishnan 1994, "Continuous Univariate Distributions", volume 1, chapter 17.
 *
 * @param alpha above 0 and below 0.5
 */
export function pearsonQuantile(moments: Moments, alpha: number): number {
  const { mean, variance } = moments;
  if (variance <= 0) return mean;
  const shape = shapeOf(moments);
  const gamma = chiSquareQuantile(2 * shape, alpha) / 2;
  return mean + (Math.sqrt(variance) * (gamma - shape)) / Math.sqrt(shape);
}

function shapeOf({ variance, third }: Moments): number {
  return 4 / Math.max(MIN_SKEWNESS, third / variance ** 1.5) ** 2;
}

/** The value that a χ² variable exceeds with probability alpha, by bisection. */
function chiSquareQuantile(degreesOfFreedom: number, alpha: number): number {
  const isBelow = (value: number) => chiSquareUpperTail(value, degreesOfFreedom) > alpha;
  let most = degreesOfFreedom + 1;
  while (isBelow(most)) most *= 2;
  return bisect(0, most, BISECTIONS, isBelow).high;
}
