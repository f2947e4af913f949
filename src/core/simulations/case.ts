import type { KeyCounts } from "../keys/key-counts.ts";
import type { HotKey } from "../measures/measures.ts";
import type { Evidence, Finding } from "../rules/rule.ts";
import { meansNoValue } from "./placeholder-keys.ts";

/** What remedies are simulated on, including the keys. */
export interface Case extends Evidence {
  readonly keys: KeyCounts;
  readonly findings: readonly Finding[];
}

/** Share of an even partition load from which a key is worth treating separately. */
const MIN_LOAD = 0.5;

/**
 * The keys to treat separately, hottest first. The empty key and placeholders such as "null" end the
 * list: they are usually a null gone wrong, and spreading them would hide that.
 */
export function dominantKeys(subject: Pick<Evidence, "contract" | "measures">): HotKey[] {
  const { hottestKeys, partitions } = subject.measures;
  const heavy = hottestKeys.slice(0, 10).filter(({ share }) => share >= MIN_LOAD / partitions);
  const fault = heavy.findIndex((hot) => hot.key.length === 0 || meansNoValue(subject, hot));
  return fault < 0 ? heavy : heavy.slice(0, fault);
}
