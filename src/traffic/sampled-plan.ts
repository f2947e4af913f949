import type { KeyCounts } from "../keys/key-counts.ts";
import type { KeyPlan, PlanOrder } from "./key-plan.ts";
import { shuffle } from "./shuffle.ts";

export interface SampledPlanOptions extends PlanOrder {
  /** Records to produce; as many as were sampled where it is undefined. */
  readonly records: number | undefined;
  /** What the keys come from, for people. */
  readonly title: string;
}

/**
 * Real keys, each in its share of the records. Keys that get less than half a record have none where
 * fewer records are produced than were sampled.
 */
export function sampledPlan(
  sample: KeyCounts,
  { records, title, seed, isOrdered }: SampledPlanOptions,
): KeyPlan {
  const { keys, counts } = copyOf(sample);
  const sampled = counts.reduce((sum, count) => sum + count, sample.nullRecords);
  const wanted = records ?? sampled;
  const shares = scaled([...counts, sample.nullRecords], wanted);
  const nullRecords = shares.pop() ?? 0;
  const kept = shares.flatMap((count, i) => (count > 0 ? [i] : []));
  const planned = kept.map((i) => shares[i] as number);
  if (nullRecords > 0) planned.push(nullRecords);
  const order = new Uint32Array(wanted);
  let filled = 0;
  planned.forEach((count, ordinal) => {
    order.fill(ordinal, filled, filled + count);
    filled += count;
  });
  if (!isOrdered) shuffle(order, seed);
  return {
    records: wanted,
    distinctKeys: planned.length,
    nullRecords,
    isShuffled: !isOrdered,
    patterns: [title],
    patternOf: () => 0,
    ordinalAt: (index) => order[index] as number,
    key: (ordinal) => (ordinal < kept.length ? keys(kept[ordinal] as number) : null),
    countOf: (ordinal) => planned[ordinal] as number,
  };
}

/** Blocks are valid one at a time only. */
function copyOf(sample: KeyCounts): { keys: (i: number) => Uint8Array; counts: number[] } {
  const keys: Uint8Array[] = [];
  const counts: number[] = [];
  for (const { size, bytes, starts, ends, counts: records } of sample.blocks()) {
    for (let i = 0; i < size; i++) {
      keys.push(bytes.slice(starts[i], ends[i]));
      counts.push(records[i] as number);
    }
  }
  return { keys: (i) => keys[i] as Uint8Array, counts };
}

/**
 * Whole numbers in the same proportions that add up to `total`. Source: the largest-remainder
 * method (Hamilton); equal remainders in the order of the counts.
 */
function scaled(counts: readonly number[], total: number): number[] {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === total) return [...counts];
  const exact = counts.map((count) => (count / sum) * total);
  const whole = exact.map(Math.floor);
  const missing = total - whole.reduce((all, count) => all + count, 0);
  const byRemainder = exact
    .map((value, i) => ({ i, remainder: value - (whole[i] as number) }))
    .sort((a, b) => b.remainder - a.remainder || a.i - b.i);
  for (const { i } of byRemainder.slice(0, missing)) (whole[i] as number) += 1;
  return whole;
}
