/**
 * Coefficient of variation of the loads: sample standard deviation (n − 1) / mean, as a ratio.
 * 0 with one load, and if all loads are 0.
 */
export function coefficientOfVariation(loads: Float64Array): number {
  const n = loads.length;
  let total = 0;
  for (const load of loads) total += load;
  if (n < 2 || total === 0) return 0;
  const mean = total / n;
  let squares = 0;
  for (const load of loads) squares += (load - mean) ** 2;
  return Math.sqrt(squares / (n - 1)) / mean;
}
