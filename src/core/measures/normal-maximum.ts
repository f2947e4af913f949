const END = 8.5;
const STEP = 0.05;

/**
 * Mean of the largest of n independent standard normal numbers, and of its square: the density
 * n·φ(z)·Φ(z)^(n−1) integrated by the trapezoidal rule, and Φ by the same rule with its first
 * Euler–Maclaurin correction, −h²/12·φ′(z) = h²/12·z·φ(z).
 */
export function normalMaximum(n: number): { readonly mean: number; readonly square: number } {
  let before = 0;
  let mean = 0;
  let square = 0;
  let weights = 0;
  for (let z = -END; z <= END; z += STEP) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const below = before + STEP * density * (0.5 + (STEP * z) / 12);
    const weight = density * below ** (n - 1);
    mean += weight * z;
    square += weight * z * z;
    weights += weight;
    before += STEP * density;
  }
  return { mean: mean / weights, square: square / weights };
}
