import { KeyColumns } from "#live/core/traffic/key-columns.ts";
import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import { sortedKeys } from "./sorted-keys.ts";
import type { Strategy } from "./strategy.ts";

/**
 * Divides the sorted keys into runs of equal length, one per partition: rank r of K keys goes to
 * ⌊r·P / K⌋, so that no partition is empty if there are enough keys. (The original analyzer uses runs
 * of ⌊K / P⌋ + 1 keys, which leaves the last partitions empty.)
 */
export const rangeStrategy: Strategy = {
  title: "range",
  note: () => "sorted keys in runs of equal length; neighbouring keys stay together",
  loads({ plan, partitions }) {
    const loads = new Float64Array(partitions);
    sortedOrdinals(plan).forEach((ordinal, rank) => {
      const partition = Math.floor((rank * partitions) / plan.distinctKeys);
      (loads[partition] as number) += plan.countOf(ordinal);
    });
    return loads;
  },
};

const NONE = new Uint8Array(0);

/** Sorts by the keys' bytes; a null key sorts like an empty one. */
function sortedOrdinals(plan: KeyPlan): Uint32Array {
  const keys = new KeyColumns();
  for (let i = 0; i < plan.distinctKeys; i++) {
    const key = plan.key(i) ?? NONE;
    keys.add(key, 0, key.length);
  }
  return sortedKeys(keys);
}
