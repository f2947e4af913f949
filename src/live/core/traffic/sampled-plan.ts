import type { KeyCounts } from "#core/keys/key-counts.ts";
import { KeyColumns } from "./key-columns.ts";
import type { KeyPlan, PlanOrder } from "./key-plan.ts";
import { proportionally } from "./proportionally.ts";
import { shuffle } from "./shuffle.ts";

export interface SampledPlanOptions extends PlanOrder {
  /** Records to produce; undefined for as many as were sampled. */
  readonly records: number | undefined;
  /** Where the keys come from, for display. */
  readonly title: string;
}

/**
 * Plans real keys, each with its share of the records. If fewer records are produced than were
 * sampled, rare keys may get none. The plan depends on the order of the sample's blocks: a KeyTable
 * keeps the order of the files.
 */
export function sampledPlan(
  sample: Pick<KeyCounts, "blocks" | "nullRecords">,
  { records: requested, title, seed, isOrdered }: SampledPlanOptions,
): KeyPlan {
  const { keys, counts } = copyOf(sample);
  const shares = requested === undefined ? counts : proportionally(counts, requested);
  const nullRecords = shares[keys.size] as number;
  const kept = Uint32Array.from(counts.keys()).filter((i) => (shares[i] as number) > 0);
  const order = repeatOrdinals(kept.map((i) => shares[i] as number));
  if (!isOrdered) shuffle(order, seed);
  return {
    records: order.length,
    distinctKeys: kept.length,
    nullRecords,
    isShuffled: !isOrdered,
    patterns: [title],
    patternOf: () => 0,
    ordinalAt: (index) => order[index] as number,
    key: (ordinal) => {
      const i = kept[ordinal] as number;
      return i < keys.size ? keys.key(i) : null;
    },
    countOf: (ordinal) => shares[kept[ordinal] as number] as number,
  };
}

/** Copies the blocks, which are valid only one at a time. The null key's count follows the keys'. */
function copyOf(sample: Parameters<typeof sampledPlan>[0]) {
  const keys = new KeyColumns();
  const counts: number[] = [];
  for (const { size, bytes, starts, ends, counts: records } of sample.blocks()) {
    for (let i = 0; i < size; i++) {
      keys.add(bytes, starts[i] as number, ends[i] as number);
      counts.push(records[i] as number);
    }
  }
  counts.push(sample.nullRecords);
  return { keys, counts: Float64Array.from(counts) };
}

/** Repeats every ordinal as often as it is counted. */
function repeatOrdinals(counts: Uint32Array): Uint32Array {
  const order = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
  let filled = 0;
  counts.forEach((count, ordinal) => {
    order.fill(ordinal, filled, filled + count);
    filled += count;
  });
  return order;
}
