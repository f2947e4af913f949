import type { Severity, TopicContract } from "../contract/contract.ts";
import type { HashedKeys } from "../hashed-keys.ts";
import type { Measures } from "../measures/measures.ts";

export type RuleId =
  | "max_partition_share"
  | "max_gini"
  | "max_cv"
  | "min_unique_keys"
  | "sample_size"
  | "max_key_share"
  | "max_empty_keys"
  | "max_null_keys"
  | "max_consumer_share"
  | "producers";

/** What a rule looks at. */
export interface Evidence {
  readonly contract: TopicContract;
  readonly keys: HashedKeys;
  readonly measures: Measures;
}

/** A limit that does not hold. */
interface Breach {
  readonly limit: number;
  readonly actual: number;
  /** One sentence: what is, what may be, by how much. */
  readonly message: string;
}

export interface Rule {
  /** The contract's field that sets its limit. */
  readonly id: RuleId;
  /** What it protects from, in one sentence. */
  readonly purpose: string;
  /**
   * `spread` rules depend on where keys are placed, so another partition count or key can mend
   * them; `sample` rules are about the keys read.
   */
  readonly about: "spread" | "sample";
  /** The value held against the limit, and both as people read them; for reports. */
  readonly show: (evidence: Evidence) => { actual: number; format: NumberFormat };
  /** Undefined where the limit holds or the contract sets none. */
  check(evidence: Evidence): Breach | undefined;
}

export type NumberFormat = (value: number, digits?: number) => string;

/** A breach with the severity that the contract gives its rule. */
export interface Finding extends Breach {
  readonly rule: RuleId;
  readonly severity: Exclude<Severity, "off">;
}
