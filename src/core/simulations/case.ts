import type { KeyCounts } from "../keys/key-counts.ts";
import type { HotKey } from "../measures/measures.ts";
import type { Evidence, Finding } from "../rules/rule.ts";

/** What remedies are simulated on, including the keys. */
export interface Case extends Evidence {
  readonly keys: KeyCounts;
  readonly findings: readonly Finding[];
}

/** Share of an even partition load from which a key is worth treating separately. */
const MIN_LOAD = 0.5;

/**
 * The keys to treat separately, hottest first. The empty key ends the list: it is usually a null gone
 * wrong, and spreading it would hide that.
 */
export function dominantKeys({ measures }: Pick<Evidence, "measures">): HotKey[] {
  const { hottestKeys, partitions } = measures;
  const heavy = hottestKeys.slice(0, 10).filter(({ share }) => share >= MIN_LOAD / partitions);
  const empty = heavy.findIndex(({ key }) => key.length === 0);
  return empty < 0 ? heavy : heavy.slice(0, empty);
}
