import { bisect } from "./bisect.ts";
import { chiSquareUpperTail } from "./chi-square.ts";

const BISECTIONS = 50;

/** The value that a standard normal variable exceeds with probability alpha, from 1e-300 to 0.5. */
export function normalQuantile(alpha: number): number {
  return bisect(0, 40, BISECTIONS, (value) => normalUpperTail(value) > alpha).high;
}

/** Probability that a standard normal variable exceeds z, for z ≥ 0: half of a χ² variable's. */
export function normalUpperTail(z: number): number {
  return chiSquareUpperTail(z * z, 1) / 2;
}
