/** ln of how improbable chance must be: 1 in 10⁹. */
const SURE = Math.log(1e9);

/**
 * Whether two placements of n items over partitions agree on more of them than chance explains, given as
 * the numbers of items per partition by each. If one placement has nothing to do with the other, they
 * agree on the share q = Σ a_p·b_p, with a and b the shares of the partitions. A share f above q has a
 * probability of at most exp(−n·KL(f ‖ q)) (Chernoff 1952).
 */
export function agreesBeyondChance(
  agreeing: number,
  a: Float64Array,
  b: Float64Array,
  n: number,
): boolean {
  const f = agreeing / n;
  const q = a.reduce((sum, items, i) => sum + (items / n) * ((b[i] ?? 0) / n), 0);
  if (!(f > q)) return false;
  const rest = f === 1 ? 0 : (1 - f) * Math.log((1 - f) / (1 - q));
  return n * (f * Math.log(f / q) + rest) >= SURE;
}
