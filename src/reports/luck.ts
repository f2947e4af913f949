import type { Measures } from "../measures/measures.ts";
import { decimal, percent } from "../text/format.ts";

/** Below this, chance alone is no good explanation. */
const UNUSUAL = 0.005;

/** One sentence that tells skew that lies in the keys from the luck of the hash. */
export function explainLuck({ partitions, expected }: Measures): string {
  if (partitions === 1) return "One partition holds everything.";
  const { maxPartitionShare, gini, pValue } = expected;
  const ideal = `Ideal random hashing of these keys would give a max share of ${percent(maxPartitionShare)}, Gini ${decimal(gini)}`;
  return pValue >= UNUSUAL
    ? `${ideal}: the hash does no worse than chance, so what skew there is lies in the keys (p=${decimal(pValue, 2)}).`
    : `${ideal}: this is more uneven than chance (p<${UNUSUAL}), so a pattern in the keys meets the partitioner badly.`;
}
