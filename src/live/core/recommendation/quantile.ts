/** Two-sided 95 % quantile of the normal distribution. */
export const Z95 = 1.96;
/** The same of Student's t-distribution for 1, 2, … degrees of freedom. */
const T95 = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

/** Quantile of Student's t-distribution. Beyond the table: Abramowitz & Stegun 26.7.5. */
export function t95(freedom: number): number {
  const first = (Z95 ** 3 + Z95) / 4;
  const second = (5 * Z95 ** 5 + 16 * Z95 ** 3 + 3 * Z95) / 96;
  return T95[freedom - 1] ?? Z95 + first / freedom + second / freedom ** 2;
}

/**
 * The value that the largest of n normal numbers exceeds with a probability of 2.5 %, by Mills's ratio: a
 * tail of φ(z) ÷ z is 2.5 % ÷ n.
 */
export function largestNormal95(n: number): number {
  const tail = 0.025 / Math.max(1, n);
  let z = Z95;
  for (let i = 0; i < 20; i++) {
    z = Math.sqrt(Math.max(1, -2 * Math.log(tail * z * Math.sqrt(2 * Math.PI))));
  }
  return z;
}
