import { collisionMoments } from "./collisions.ts";
import { type KeysByCount, powerSums } from "./key-frequencies.ts";
import { pearsonQuantile } from "./pearson-quantile.ts";

/**
 * The CV that random hashing of these keys exceeds with probability alpha, by the first three moments
 * of Σ(share²): see `collisionMoments`.
 *
 * @param alpha above 0 and below 0.5
 */
export function cvQuantile(keys: KeysByCount, partitions: number, alpha: number): number {
  if (partitions === 1) return 0;
  const equal = 1 / partitions;
  let total = 0;
  for (const [count, some] of keys) total += count * some;
  const sums = powerSums([...keys].map(([count, some]) => [count / total, some]));
  const squares = pearsonQuantile(collisionMoments(sums, partitions), alpha);
  // No more than all in one partition.
  const above = Math.min(1, squares) - equal;
  return Math.sqrt((Math.max(0, above) * partitions ** 2) / (partitions - 1));
}
