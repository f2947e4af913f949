import type { PowerSums } from "./key-frequencies.ts";
import type { Moments } from "./pearson-quantile.ts";

/**
 * Exact moments of ΣX_p² under random hashing, with X_p the share of partition p. Let q = 1/P and
 * S_n = Σf^n. ΣX_p² = S_2 + 2·Σ_{i<j} f_i·f_j·[i and j meet]. Two keys meet with probability q, and
 * pairs are pairwise independent, so that only a pair with itself, and three keys that all meet,
 * contribute to the third moment:
 *
 *     mean      S_2 + (1 − S_2)·q
 *     variance  2·(S_2² − S_4)·q(1 − q)
 *     third     4·(S_3² − S_6)·q(1 − q)(1 − 2q) + 8·(S_2³ − 3·S_2·S_4 + 2·S_6)·q²(1 − q)
 *
 * For many keys of which none dominates, these are the moments of χ² with P − 1 degrees of freedom.
 */
export function collisionMoments(
  { squares: s2, cubes: s3, fourths: s4, sixths: s6 }: PowerSums,
  partitions: number,
): Moments {
  const q = 1 / partitions;
  const pairs = 4 * Math.max(0, s3 ** 2 - s6) * q * (1 - q) * (1 - 2 * q);
  const triples = 8 * Math.max(0, s2 ** 3 - 3 * s2 * s4 + 2 * s6) * q ** 2 * (1 - q);
  return {
    mean: s2 + (1 - s2) * q,
    variance: 2 * Math.max(0, s2 ** 2 - s4) * q * (1 - q),
    third: pairs + triples,
  };
}
