import type { Simulated, SimulatedMeasures } from "../simulations/simulation.ts";
import type { KeyMention } from "./key-mention.ts";

/** A remedy as a program can apply it, with what the gate then finds. */
export interface Remedy {
  /**
   * `salt`: records of each of the keys go in turn to `ways` keys, with #0, #1, … added; `split`: the keys
   * get another topic, and the rest is judged; `partitions`: another partition count; `null_token`: the
   * placeholder is read as a null key; `key_code`: the code that creates the placeholder is fixed.
   */
  readonly kind: "salt" | "split" | "partitions" | "null_token" | "key_code";
  /** Hottest first. */
  readonly keys?: readonly KeyMention[];
  readonly ways?: number;
  readonly partitions?: number;
  readonly placeholder?: KeyMention;
  /** Undefined if nobody can know. */
  readonly outcome?: Outcome;
}

export interface Outcome {
  readonly predicted: SimulatedMeasures;
  /**
   * Whether all rules of the contract pass, apart from differences from a baseline; undefined if that
   * depends on limits that are not simulated.
   */
  readonly meetsContract: boolean | undefined;
}

export function outcomeOf({ measures, broken, unknown }: Simulated): Outcome {
  const isBroken = broken().length > 0;
  const isKnown = isBroken || unknown.length === 0;
  return { predicted: measures, meetsContract: isKnown ? !isBroken : undefined };
}
