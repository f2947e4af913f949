import type { KeyPlan } from "#live/core/traffic/key-plan.ts";

/** What a strategy may depend on. */
export interface StrategyInput {
  readonly plan: KeyPlan;
  readonly partitions: number;
  /** For what is left to chance. */
  readonly seed: number;
  /** Bytes of a record's value; the key's come on top. */
  readonly valueBytes: number;
  /** The user's own partitioner. */
  readonly custom?: CustomPartitioner | undefined;
}

/** A user's partitioner, which may place by anything of the key. */
export interface CustomPartitioner {
  /** For people: the file it comes from. */
  readonly title: string;
  /** The partition of a key, 0…partitions−1. */
  place(key: Uint8Array | null, partitions: number): number;
}

/** One way to spread records over partitions, simulated. */
export interface Strategy {
  readonly title: string;
  /** What it does and rests on, in a sentence, for people. */
  note(input: StrategyInput): string;
  /** Records per partition. */
  loads(input: StrategyInput): Float64Array;
}

/** Loads where the key alone decides; those of keys without a place are left out. */
export function loadsByKey(
  { plan, partitions }: StrategyInput,
  place: (key: Uint8Array | null) => number | undefined,
): Float64Array {
  const loads = new Float64Array(partitions);
  for (let ordinal = 0; ordinal < plan.distinctKeys; ordinal++) {
    const partition = place(plan.key(ordinal));
    if (partition !== undefined) (loads[partition] as number) += plan.countOf(ordinal);
  }
  return loads;
}

/** Adds records one after the other to the partitions in turn. */
export function addInTurn(loads: Float64Array, records: number): Float64Array {
  const [each, more] = [Math.floor(records / loads.length), records % loads.length];
  return loads.map((load, i) => load + each + (i < more ? 1 : 0));
}
