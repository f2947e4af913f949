/**
 * Gini coefficient of the loads: Σ(2i − n − 1)·x_i / (n·Σx), x ascending, i from 1.
 * 0 is perfectly even; 1 − 1/n is everything in one of n. 0 if all loads are 0.
 * Source: Dixon et al. 1987, "Bootstrapping the Gini coefficient of inequality", without the
 * n/(n − 1) correction.
 */
export function gini(loads: Float64Array): number {
  const n = loads.length;
  const ascending = loads.slice().sort();
  let weighted = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    const load = ascending[i] as number;
    weighted += (2 * (i + 1) - n - 1) * load;
    total += load;
  }
  return total === 0 ? 0 : Math.max(0, weighted / (n * total));
}
