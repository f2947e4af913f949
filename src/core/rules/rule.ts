import type { RuleId, Severity, TopicContract } from "../contract/contract.ts";
import type { Joins } from "../joins/join.ts";
import type { Measures } from "../measures/measures.ts";
import type { SampleFacts, SamplingNoise } from "../measures/sampling-noise.ts";
import type { KnownKeys } from "../tally/known-keys.ts";
import type { PartitionPlacement } from "../tally/moved-keys.ts";
import type { SampleDetails } from "../tally/sample-details.ts";
import type { SchemaIds } from "../tally/schema-ids.ts";
import type { Tally } from "../tally/tally.ts";
import type { SampleConfidence } from "./sample-confidence.ts";

/** What a rule looks at; valid after the keys are freed. */
export interface Evidence {
  readonly contract: TopicContract;
  readonly tally: Tally;
  readonly measures: Measures;
  /** What is known of the records besides their keys; undefined if nobody looked. */
  readonly details?: SampleDetails | undefined;
  /** Undefined unless the keys are a random sample. */
  readonly confidence?: SampleConfidence | undefined;
  /** What a change of partition count, partitioner or key type moves; undefined if none has changed. */
  readonly moved?: Moved | undefined;
  /** Whether keys may have moved since the baseline, and it is not known which. */
  readonly isMoveUnknown?: boolean | undefined;
  /** What the current keys have in common with earlier ones; undefined if those are not known. */
  readonly known?: KnownKeys | undefined;
  /** Only with key_frame confluent. */
  readonly schemaIds?: SchemaIds | undefined;
  /** Only for topics that the contract says are joined. */
  readonly joins?: Joins | undefined;
}

interface Moved {
  readonly from: PartitionPlacement;
  /** Of the current keys. */
  readonly keyShare: number;
  /** Of the records with a key. */
  readonly recordShare: number;
  /** Of the current keys: those whose bytes by the earlier key type cannot be computed. */
  readonly unknownKeyShare: number;
  /** What has changed, and what it does to the keys: a clause. */
  readonly message: string;
}

/** The numbers that rules compare with a limit; an earlier report has them too. */
export type Measured = Pick<
  Measures,
  | "records"
  | "placedRecords"
  | "uniqueKeys"
  | "emptyKeys"
  | "nullKeys"
  | "maxPartitionShare"
  | "gini"
  | "cv"
  | "maxKeyShare"
  | "maxConsumerShare"
  | "maxPartitionBytesShare"
  | "maxKeyBytesShare"
  | "maxWindowShare"
>;

/** A limit that is broken. */
interface Breach {
  readonly limit: number;
  readonly actual: number;
  /** One sentence: the actual value, the limit, and the excess. */
  readonly message: string;
  /** The contract's field to point at, if it is not the rule's. */
  readonly field?: string;
  /** At most a warning, because it is not certain. */
  readonly severity?: "warning";
}

export interface Rule {
  /** The contract's field that sets its limit. */
  readonly id: RuleId;
  /** What is wrong if it is broken, in a few words. */
  readonly title: string;
  /** What it protects from, in one sentence. */
  readonly purpose: string;
  /** What helps in general, a sentence or two each. */
  readonly remedies: readonly string[];
  /**
   * `spread` rules depend on where keys are placed, so another partition count or key can fix them;
   * `bytes` rules are about the sizes of records, and `time` rules about when they are written, which
   * simulations do not change; `sample` rules are about the keys read, `clients` rules about the clients
   * that write them, `placement` rules about where records were written, `joins` rules about other
   * topics, `change` rules about the differences from the baseline, and `certainty` rules about whether
   * the sample is large enough.
   */
  readonly about:
    | "spread"
    | "bytes"
    | "time"
    | "sample"
    | "clients"
    | "placement"
    | "joins"
    | "change"
    | "certainty";
  /** If the contract sets none; default: error. */
  readonly severity?: Severity;
  /** The number that is compared with the limit, if the measures are enough to know it. */
  actual?(measures: Measured): number | undefined;
  /** How much its value varies from sample to sample; nothing if it does not. */
  readonly noise?: SamplingNoise;
  /** What a report shows of it; undefined if the contract sets no limit. */
  show(evidence: Evidence): Shown | undefined;
  /** Undefined if the rule passes or the contract sets no limit. */
  check(evidence: Evidence): Breach | undefined;
  /** Undefined unless its limit is set and there is nothing to compare it with. */
  unjudged?(evidence: Evidence): Unjudged | undefined;
}

/** A limit that was not compared with anything. */
export interface Unjudged extends Pick<Shown, "relation" | "limit" | "format" | "digits"> {
  /** What is missing, as the end of a sentence; a next step may follow. */
  readonly why: string;
}

/** How a rule is described. */
export type RuleWords = Pick<
  Rule,
  "id" | "title" | "purpose" | "remedies" | "about" | "noise" | "unjudged"
>;

export type NumberFormat = (value: number, digits?: number) => string;

/** A limit and the actual value, with the relation between them and the format of both. */
interface Shown {
  readonly relation: "≤" | "≥" | "=";
  readonly limit: number;
  readonly actual: number;
  readonly format: NumberFormat;
  /** Fewest decimals to show. */
  readonly digits: number;
}

/** The value of a broken rule in the baseline that it was first known in, with that sample's facts. */
export interface FirstBreach extends SampleFacts {
  readonly actual: number;
}

/** A breach, with the severity of its rule. */
export interface Finding extends Omit<Breach, "severity"> {
  readonly rule: RuleId;
  readonly severity: Exclude<Severity, "off">;
  /**
   * Only with a baseline. `known`: broken there, and no worse than chance and the tolerance allow;
   * `worse`: broken there, but less.
   */
  readonly baselineState?: "new" | "worse" | "known";
  /** What it was when it was first known to be broken, which is what it is compared with. */
  readonly first?: FirstBreach;
}
