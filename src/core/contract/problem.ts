import type { RawTopic } from "./contract.ts";

/** Something wrong with a contract, at a place in it. */
export interface Problem {
  /** From the root: ["topics", "user-events", "max_gini"]. */
  readonly path: readonly string[];
  /** Whether the field's name or its value is wrong. */
  readonly target: "key" | "value";
  readonly what: string;
  readonly next: string;
}

/** A problem with the value of a topic's field, or with an item of its list. */
export type ProblemAt = (
  field: keyof RawTopic,
  what: string,
  next: string,
  item?: number,
) => Problem;
