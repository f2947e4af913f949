import type { RuleId, Severity, TopicContract } from "../contract/contract.ts";
import type { Measures } from "../measures/measures.ts";
import type { PartitionPlacement } from "../tally/moved-keys.ts";
import type { Tally } from "../tally/tally.ts";

/** What a rule looks at; valid also once the keys are freed. */
export interface Evidence {
  readonly contract: TopicContract;
  readonly tally: Tally;
  readonly measures: Measures;
  /** What another partition count or partitioner than before moves; undefined where both are as before. */
  readonly moved?: Moved | undefined;
}

interface Moved {
  readonly from: PartitionPlacement;
  /** Of the keys of now. */
  readonly keyShare: number;
  /** Of the records with a key. */
  readonly recordShare: number;
}

/** What rules about a single number look at; an earlier report holds as much. */
export type Measured = Pick<
  Measures,
  | "records"
  | "uniqueKeys"
  | "emptyKeys"
  | "nullKeys"
  | "maxPartitionShare"
  | "gini"
  | "cv"
  | "maxKeyShare"
  | "maxConsumerShare"
>;

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
  /** What is wrong where it is broken, in a few words. */
  readonly title: string;
  /** What it protects from, in one sentence. */
  readonly purpose: string;
  /** What helps in general, a sentence or two each. */
  readonly remedies: readonly string[];
  /**
   * `spread` rules depend on where keys are placed, so another partition count or key can mend
   * them; `sample` rules are about the keys read, `clients` rules about who writes them,
   * `change` rules about what was before.
   */
  readonly about: "spread" | "sample" | "clients" | "change";
  /** Where the contract gives none; an error where this is left out too. */
  readonly severity?: Severity;
  /** The number that is held against the limit, where it can be told from the measures alone. */
  actual?(measures: Measured): number | undefined;
  /** What a report shows of it; undefined where the contract sets no limit. */
  show(evidence: Evidence): Shown | undefined;
  /** Undefined where the limit holds or the contract sets none. */
  check(evidence: Evidence): Breach | undefined;
}

/** What a rule says of itself. */
export type RuleWords = Pick<Rule, "id" | "title" | "purpose" | "remedies" | "about">;

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
  /**
   * Only where there is something to compare with. `known`: broken before and, within the
   * tolerance, no worse; `worse`: broken before, but not as badly.
   */
  readonly standing?: "new" | "worse" | "known";
}
