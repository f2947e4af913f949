import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import { sampledPlan } from "#live/core/traffic/sampled-plan.ts";
import { type Counted, tableOf } from "./judge-keys.ts";

const decoder = new TextDecoder();

/** The keys of all records in their order; null where there is none. */
export function keysOf(plan: KeyPlan): (string | null)[] {
  return Array.from({ length: plan.records }, (_, i) => {
    const key = plan.key(plan.ordinalAt(i));
    return key && decoder.decode(key);
  });
}

/** Real keys as they are counted, in this order. */
export function planOf(keys: Iterable<Counted>, records?: number): KeyPlan {
  return sampledPlan(tableOf(keys), { records, title: "keys.csv", seed: 1, isOrdered: true });
}

/** How often each of them is there. */
export function countsOf<T>(values: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
