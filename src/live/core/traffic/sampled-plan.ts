import type { KeyCounts } from "#core/keys/key-counts.ts";
import { KeyColumns } from "./key-columns.ts";
import type { KeyPlan, PlanOrder } from "./key-plan.ts";
import { proportionally } from "./proportionally.ts";
import { shuffle } from "./shuffle.ts";

export interface SampledPlanOptions extends PlanOrder {
  /** Records to produce; as many as were sampled where it is undefined. */
  readonly records: number | undefined;
  /** What the keys come from, for people. */
  readonly title: string;
}

/**
 * Real keys, each in its share of the records. Rare keys may have none where fewer records are
 * produced than were sampled. The plan is as reproducible as the order of the sample's blocks: a
 * KeyTable has that of the files.
 */
export function sampledPlan(
  sample: Pick<KeyCounts, "blocks" | "nullRecords">,
  { records: wanted, title, seed, isOrdered }: SampledPlanOptions,
): KeyPlan {
  const { keys, counts } = copyOf(sample);
  const shares = wanted === undefined ? counts : proportionally(counts, wanted);
  const nullRecords = shares[keys.size] as number;
  const kept = Uint32Array.from(counts.keys()).filter((i) => (shares[i] as number) > 0);
  const order = inTurn(kept.map((i) => shares[i] as number));
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

/** Blocks are valid one at a time only. Behind the keys' counts stands that of no key. */
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

/** Every ordinal as often as it is counted, one after the other. */
function inTurn(counts: Uint32Array): Uint32Array {
  const order = new Uint32Array(counts.reduce((sum, count) => sum + count, 0));
  let filled = 0;
  counts.forEach((count, ordinal) => {
    order.fill(ordinal, filled, filled + count);
    filled += count;
  });
  return order;
}
