import type { KeyCounts } from "../keys/key-counts.ts";
import type { HotKey, Measures } from "../measures/measures.ts";
import type { Evidence, Finding } from "../rules/rule.ts";
import type { sampleConfidence } from "../rules/sample-confidence.ts";
import { meansNoValue } from "./placeholder-keys.ts";

/** A case without its keys, as a result keeps it. */
export interface JudgedCase extends Evidence {
  readonly findings: readonly Finding[];
  /** For the rule `confidence` on simulated loads; undefined unless the keys are a random sample. */
  readonly sampleConfidence?: typeof sampleConfidence | undefined;
}

/** What remedies are simulated on, including the keys. */
export interface Case extends JudgedCase {
  readonly keys: KeyCounts;
}

type Measured = Pick<Evidence, "contract" | "measures">;

/** Share of an even partition load from which a key is worth treating separately. */
const MIN_LOAD = 0.5;
/** The same if that fixes the contract: lighter keys are too many to treat one by one. */
const MIN_LOAD_TO_FIX = 0.05;
const MAX_KEYS = 10;

/**
 * The keys that may be treated separately, hottest first. The empty key and placeholders such as "null"
 * end the list: they are usually a null gone wrong, and spreading them would hide that.
 */
export function separableKeys(subject: Measured): HotKey[] {
  const least = leastShare(subject, MIN_LOAD_TO_FIX);
  const hottest = subject.measures.hottestKeys.slice(0, MAX_KEYS);
  const hot = hottest.filter(({ share }) => share >= least);
  const fault = hot.findIndex((one) => one.key.length === 0 || meansNoValue(subject, one));
  return fault < 0 ? hot : hot.slice(0, fault);
}

/** The load of each partition without these keys. */
export function loadsWithout(
  { partitionCounts }: Pick<Measures, "partitionCounts">,
  keys: readonly HotKey[],
): Float64Array {
  const loads = partitionCounts.slice();
  for (const { partition, count } of keys) {
    if (partition !== undefined) (loads[partition] as number) -= count;
  }
  return loads;
}

/** How many of the hottest keys fill half an even partition or are above the limit of a key. */
export function countDominant(subject: Measured): number {
  const least = leastShare(subject, MIN_LOAD);
  return subject.measures.hottestKeys.filter(({ share }) => share >= least).length;
}

/** This part of an even partition load, or the limit of a key if that is less. */
function leastShare({ contract, measures }: Measured, load: number): number {
  const { max_key_share: limit = 1 } = contract.limits;
  const isOff = contract.severity.max_key_share === "off";
  return Math.min(load / measures.partitions, isOff ? 1 : limit);
}
