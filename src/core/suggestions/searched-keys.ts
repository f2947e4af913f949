import type { KeyCounts } from "../keys/key-counts.ts";
import { KeyTable } from "../keys/key-table.ts";
import type { Case } from "../simulations/case.ts";

/** With more different keys than this, a search through all takes longer than the gate itself. */
export const MAX_SEARCHED_KEYS = 2_000_000;

/** The keys in which a hint is searched: all of them or, of too many, the hottest. */
export function searchedKeys({ keys, measures }: Case): Pick<KeyCounts, "blocks"> {
  const { uniqueKeys, hottestKeys } = measures;
  if (uniqueKeys <= MAX_SEARCHED_KEYS) return keys;
  const hottest = new KeyTable();
  for (const { key, count } of hottestKeys) hottest.add(key, 0, key.length, count);
  return hottest;
}
