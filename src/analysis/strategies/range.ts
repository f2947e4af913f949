import type { KeyPlan } from "../../traffic/key-plan.ts";
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

/** By their keys' bytes, unsigned; no key comes first. */
function sortedOrdinals(plan: KeyPlan): Uint32Array {
  const keys: Uint8Array[] = [];
  for (let i = 0; i < plan.distinctKeys; i++) keys.push(plan.key(i)?.slice() ?? NONE);
  const ordinals = Uint32Array.from(keys, (_, i) => i);
  return ordinals.sort((a, b) => compareBytes(keys[a] as Uint8Array, keys[b] as Uint8Array));
}

const NONE = new Uint8Array(0);

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
