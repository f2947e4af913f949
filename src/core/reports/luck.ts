import type { Measures } from "../measures/measures.ts";
import { decimal, percent, plural } from "../text/format.ts";

/** Below this, chance does not explain the spread. */
const UNUSUAL = 0.005;
/** Below this, chance explains the spread, but rarely happens. */
const RARE = 0.05;
/** Multiple of the variation of equally frequent keys from which the keys are uneven. */
const UNEVEN = 1.5;

/** One or two sentences on whether skew comes from the keys or from chance. */
export function explainLuck({ partitions, uniqueKeys, expected }: Measures): string {
  if (expected === undefined) {
    return "No record gets its partition from its key, so there is no spread to judge.";
  }
  if (partitions === 1) return "The only partition has all records.";
  const { maxPartitionShare, gini, cv, pValue } = expected;
  const ideal = `Ideal random hashing of these keys would give a max share of ${percent(maxPartitionShare)}, Gini ${decimal(gini)}`;
  if (pValue < UNUSUAL) {
    return `${ideal}. The actual spread is more uneven than chance explains (p<${UNUSUAL}): a pattern in the keys does not work well with this partitioner.`;
  }
  const p = `(p=${decimal(pValue, 3)})`;
  if (pValue < RARE) return `${ideal}; the hash was somewhat unlucky with them ${p}.`;
  const asChance = `${ideal}: the hash does no worse than chance ${p}`;
  const areUneven = cv >= UNEVEN * Math.sqrt(partitions / uniqueKeys);
  return areUneven
    ? `${asChance}, so any skew comes from the keys.`
    : `${asChance}, and ${plural(uniqueKeys, "key")} of about equal frequency spread no better on average.`;
}
