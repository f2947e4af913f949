import type { KeyPlan } from "#live/core/traffic/key-plan.ts";

/** The input of a strategy. */
export interface StrategyInput {
  readonly plan: KeyPlan;
  readonly partitions: number;
  /** Random seed. */
  readonly seed: number;
  /** Bytes of a record's value, without the key. */
  readonly valueBytes: number;
  /** The user's own partitioner. */
  readonly custom?: CustomPartitioner | undefined;
}

/** A user's partitioner. */
export interface CustomPartitioner {
  /** Its file, for display. */
  readonly title: string;
  /** Returns the partition of a key, 0…partitions−1. */
  place(key: Uint8Array | null, partitions: number): number;
}

/** One way to spread records over partitions, simulated. */
export interface Strategy {
  readonly title: string;
  /** A sentence on what it does and assumes, for display. */
  note(input: StrategyInput): string;
  /** Records per partition. */
  loads(input: StrategyInput): Float64Array;
}

/** Loads if only the key decides; leaves out keys without a partition. */
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

/** Adds records to the partitions in rotation. */
export function addInTurn(loads: Float64Array, records: number): Float64Array {
  const [each, remainder] = [Math.floor(records / loads.length), records % loads.length];
  return loads.map((load, i) => load + each + (i < remainder ? 1 : 0));
}
