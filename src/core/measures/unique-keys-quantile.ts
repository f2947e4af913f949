import type { KeysByCount } from "./key-frequencies.ts";
import { normalQuantile } from "./normal-quantile.ts";

/**
 * The number of different keys that a later sample of the same population falls short of with a
 * probability of at most about alpha, if it has this share of the records.
 *
 * With U different keys today, f_1 of them seen once among N records, the later sample has at least
 * share·U on average, as the number of different keys grows ever more slowly with the records. Its
 * variance, with the number of records given, is at most f_1·(1 − f_1/N): that of a Poisson sample,
 * Σe^(−λ)(1 − e^(−λ)) ≤ Σλe^(−λ), less the part that the number of records explains (Good and Toulmin
 * 1956, "The number of new species, and the increase in population coverage"). Today's number varies
 * likewise.
 */
export function fewestUniqueKeys(keys: KeysByCount, share: number, alpha: number): number {
  let unique = 0;
  let records = 0;
  for (const [count, some] of keys) {
    unique += some;
    records += some * count;
  }
  const once = keys.get(1) ?? 0;
  const variance = once * (1 - once / records) * (share + share ** 2);
  return Math.max(1, share * unique - normalQuantile(alpha) * Math.sqrt(variance));
}
