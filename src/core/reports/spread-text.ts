import type { TopicResult } from "../judge.ts";
import { knownHash } from "../tally/known-hash.ts";
import { decimal, percent, plural } from "../text/format.ts";
import { PATTERN, RARE } from "./p-values.ts";

/** Multiple of the variation of equally frequent keys from which the keys are uneven. */
const UNEVEN = 1.5;
/** The same up to which they are about equally frequent. */
const ABOUT_EQUAL = 1.15;

type Explained = Pick<TopicResult, "contract" | "measures" | "confidence" | "details">;

/** Two or three sentences: whether the keys or the hash cause the spread, what any hash gives, what follows. */
export function explainSpread({ contract, measures, confidence, details }: Explained): string {
  const { partitions, uniqueKeys, expected } = measures;
  if (expected === undefined && measures.placedRecords > 0) return "No record has a key.";
  if (expected === undefined) {
    return "No record gets its partition from its key, so there is no spread to judge.";
  }
  if (partitions === 1) return "The only partition has all records.";
  const { maxPartitionShare, gini, cv, pValue } = expected;
  const numbers = `a largest share of ${percent(maxPartitionShare)} and a Gini coefficient of ${decimal(gini)}`;
  if (pValue < PATTERN && knownHash(contract, details) === undefined) {
    return `Cause of the spread: what chose the partitions, not the keys' frequencies. A hash that scatters the keys would give ${numbers} on average (p<${PATTERN}: fewer than 1 in 1,000 random placements are as uneven).`;
  }
  if (pValue < PATTERN) {
    return `Cause of the spread: the hash, not the keys' frequencies. A pattern in these keys makes ${contract.partitioner} favour some partitions; a hash that scatters them would give ${numbers} on average. Another partition count or partitioner probably helps (p<${PATTERN}: fewer than 1 in 1,000 random placements are as uneven).`;
  }
  const odds = `(${percent(pValue)} of random placements are at least as uneven: p=${decimal(pValue, 3)})`;
  if (pValue < RARE) {
    return `Cause of the spread: partly chance. The hash puts these keys together more than most would; on average, a hash would give ${numbers}. Another partition count or partitioner may help ${odds}.`;
  }
  const unevenness = cv / Math.sqrt(partitions / uniqueKeys);
  if (uniqueKeys > 1 && unevenness >= UNEVEN) {
    return `Cause of the spread: the keys, not the hash. Some keys have far more records than others, so any hash would typically give ${numbers}. Another partitioner would not help ${odds}.`;
  }
  if (confidence?.doubt !== undefined && confidence.isMostlyUnseen) {
    return `Cause of the spread: the size of the sample. For ${keysSeenOnce(uniqueKeys)}, any hash would typically give ${numbers}. A larger sample of the topic has more keys and spreads more evenly ${odds}.`;
  }
  const keys = keysOf(uniqueKeys, unevenness);
  return `Cause of the spread: the number of keys, not the hash. For ${keys}, any hash would typically give ${numbers}. Only more different keys spread more evenly ${odds}.`;
}

function keysSeenOnce(uniqueKeys: number): string {
  return uniqueKeys === 1
    ? "a single key"
    : `${plural(uniqueKeys, "key")} that were nearly all seen once`;
}

function keysOf(uniqueKeys: number, unevenness: number): string {
  if (uniqueKeys === 1) return "a single key";
  const keys = plural(uniqueKeys, "key");
  return unevenness < ABOUT_EQUAL ? `${keys} of about equal frequency` : `${keys} like these`;
}
