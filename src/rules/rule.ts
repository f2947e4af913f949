import type { RuleId, Severity, TopicContract } from "../contract/contract.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { Measures } from "../measures/measures.ts";
import type { Tally } from "../tally/tally.ts";

/** What a rule looks at. */
export interface Evidence {
  readonly contract: TopicContract;
  readonly keys: KeyCounts;
  readonly tally: Tally;
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
   * them; `sample` rules are about the keys read, `clients` rules about who writes them.
   */
  readonly about: "spread" | "sample" | "clients";
  /** What a report shows of it; undefined where the contract sets no limit. */
  show(evidence: Evidence): Shown | undefined;
  /** Undefined where the limit holds or the contract sets none. */
  check(evidence: Evidence): Breach | undefined;
}

export type NumberFormat = (value: number, digits?: number) => string;

/** A limit and the value held against it, with the sign between them and how people read both. */
interface Shown {
  readonly relation: "≤" | "≥";
  readonly limit: number;
  readonly actual: number;
  readonly format: NumberFormat;
  /** Digits after the point to begin with. */
  readonly digits: number;
}

/** A breach with the severity that the contract gives its rule. */
export interface Finding extends Breach {
  readonly rule: RuleId;
  readonly severity: Exclude<Severity, "off">;
}
