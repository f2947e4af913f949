import type { Measures } from "../measures/measures.ts";
import { decimal, percent, plural } from "../text/format.ts";

/** Below this, chance alone is no good explanation. */
const UNUSUAL = 0.005;
/** Below this, chance is an explanation, but not an everyday one. */
const RARE = 0.05;
/** Times the variation of equally frequent keys from which the keys themselves are uneven. */
const UNEVEN = 1.5;

/** One or two sentences that tell skew that lies in the keys from the luck of the hash. */
export function explainLuck({ partitions, uniqueKeys, expected }: Measures): string {
  if (partitions === 1) return "One partition holds everything.";
  const { maxPartitionShare, gini, cv, pValue } = expected;
  const ideal = `Ideal random hashing of these keys would give a max share of ${percent(maxPartitionShare)}, Gini ${decimal(gini)}`;
  if (pValue < UNUSUAL) {
    return `${ideal}. What is seen is more uneven than chance (p<${UNUSUAL}): a pattern in the keys meets the partitioner badly.`;
  }
  const p = `(p=${decimal(pValue, 3)})`;
  if (pValue < RARE) return `${ideal}; the hash was somewhat unlucky with them ${p}.`;
  const asChance = `${ideal}: the hash does no worse than chance ${p}`;
  const areUneven = cv >= UNEVEN * Math.sqrt(partitions / uniqueKeys);
  return areUneven
    ? `${asChance}, so what skew there is lies in the keys.`
    : `${asChance}, and ${plural(uniqueKeys, "key")} about equally frequent spread no better.`;
}
