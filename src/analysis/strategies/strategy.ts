import type { KeyPlan } from "../../traffic/key-plan.ts";

/** What a strategy may depend on. */
export interface StrategyInput {
  readonly plan: KeyPlan;
  readonly partitions: number;
  /** For what is left to chance. */
  readonly seed: number;
  /** Bytes of a record's value and headers; the key's come on top. */
  readonly valueBytes: number;
  /** The user's own partitioner. */
  readonly custom?: CustomPartitioner | undefined;
}

/** The partition of a key, 0…partitions−1. */
export type CustomPartitioner = (key: Uint8Array | null, partitions: number) => number;

/** One way to spread records over partitions, simulated. */
export interface Strategy {
  readonly name: "murmur2" | "round-robin" | "sticky" | "range" | "custom";
  readonly title: string;
  /** What it does and rests on, in a sentence, for people. */
  note(input: StrategyInput): string;
  /** Records per partition. */
  loads(input: StrategyInput): Float64Array;
}
