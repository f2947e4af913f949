/** Adds each number of `more` to the one at its place in `sums`. */
export function addAll(sums: Float64Array, more: Float64Array): void {
  for (let i = 0; i < sums.length; i++) (sums[i] as number) += more[i] as number;
}
