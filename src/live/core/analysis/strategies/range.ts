import { KeyColumns } from "#live/core/traffic/key-columns.ts";
import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import { sortedKeys } from "./sorted-keys.ts";
import type { Strategy } from "./strategy.ts";

/**
 * The sorted keys in as many runs of equal length as there are partitions: rank r of K keys goes to
 * ⌊r·P / K⌋, by which no partition is left out where there are keys enough. (The Python analyzer takes
 * runs of ⌊K / P⌋ + 1 keys, which leaves the last partitions empty.)
 */
export const rangeStrategy: Strategy = {
  title: "range",
  note: () => "sorted keys in runs of equally many; neighbours stay together",
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

/** By their keys' bytes; no key stands beside the empty one. */
function sortedOrdinals(plan: KeyPlan): Uint32Array {
  const keys = new KeyColumns();
  for (let i = 0; i < plan.distinctKeys; i++) {
    const key = plan.key(i) ?? NONE;
    keys.add(key, 0, key.length);
  }
  return sortedKeys(keys);
}
