import type { RuleId, TopicContract } from "../contract/contract.ts";
import type { KeyCounts } from "../keys/key-counts.ts";
import type { KeyType } from "../keys/key-type.ts";
import type { HotKey } from "../measures/measures.ts";
import type { PartitionerName } from "../partitioners/index.ts";
import type { Evidence, Finding, FirstBreach, Measured, NumberFormat } from "../rules/rule.ts";
import type { Tally } from "../tally/tally.ts";

/** What is known of a topic before the change: from an earlier report, or from earlier keys. */
export interface TopicBaseline {
  readonly comparison: Comparison;
  readonly partitions: number;
  readonly partitioner: PartitionerName;
  /** Undefined for digests, and where this release does not know it. */
  readonly keyType: KeyType | undefined;
  /** What its keys carry: a KeyFrame, or what a report of another release says. */
  readonly keyFrame: string;
  /** The ids of a Schema Registry in its keys, if they are known. */
  readonly schemaIds: readonly number[] | undefined;
  /** Whether records were judged where they were written; the partitioner means nothing then. */
  readonly isRecorded: boolean;
  /** The partitioner that placed the records; undefined if they were judged where written, and none is known. */
  readonly hash: PartitionerName | undefined;
  readonly measures: Measured;
  readonly placedRecords: number;
  /** Records per partition. */
  readonly partitionCounts: ArrayLike<number>;
  /** The rules that were broken. */
  readonly broken: ReadonlyMap<RuleId, EarlierBreach>;
  /** What its keys are, by keyFormOf: only keys of the same form can be compared. */
  readonly keyForm: string;
  /** Each key's share of the records; undefined if it is not known. */
  sharesOf(keys: readonly Uint8Array[]): (number | undefined)[];
  /** The largest share that a key of unknown share can have had. */
  readonly maxUnlistedShare: number;
  /** Its keys, if not only a report is known. */
  readonly keys?: KeyCounts;
}

/** What compares keys with a baseline. */
export interface Comparison {
  /**
   * What has changed, for rules.
   *
   * @param isHashKnown whether the contract's partitioner is that of the records
   */
  since(
    before: TopicBaseline,
    contract: TopicContract,
    keys: KeyCounts,
    tally: Tally,
    isHashKnown: boolean,
  ): Pick<Evidence, "moved" | "isMoveUnknown" | "known">;
  /** The findings, each compared with the baseline. */
  states(findings: readonly Finding[], evidence: Evidence, before: TopicBaseline): Finding[];
  change(
    evidence: Evidence & Pick<KeyCounts, "digestSecret">,
    findings: readonly Finding[],
    before: TopicBaseline,
  ): Change;
}

/** A rule that was broken. */
export interface EarlierBreach {
  /** The value that was compared with the limit. */
  readonly actual: number;
  /** What it was when it was first known; undefined in reports of releases that did not say. */
  readonly first: FirstBreach | undefined;
}

/** A baseline that this release cannot compare with. */
export interface Incomparable {
  /** Why, as a sentence for reports. */
  readonly incomparable: string;
}

/** A measure before and after. */
export interface MeasureChange {
  readonly rule: RuleId;
  readonly before: number;
  readonly after: number;
  readonly format: NumberFormat;
  readonly digits: number;
}

/** A share of the records before and after. */
interface ShareChange {
  readonly before: number;
  readonly after: number;
}

/** The differences from the baseline. */
export interface Change {
  readonly before: TopicBaseline;
  /** Every rule with a limit whose earlier value is known. */
  readonly measures: readonly MeasureChange[];
  /** Rules that were broken in the baseline and pass now. */
  readonly fixed: readonly RuleId[];
  /** The partitions that gained most; none if the partition count changed. */
  readonly gained: readonly (ShareChange & { readonly partition: number })[];
  /** Whether the two have keys that can be compared: by one frame, or digests by one secret. */
  readonly areKeysComparable: boolean;
  /** Whether the key is made of something else now: none of the keys that count was there before. */
  readonly isOtherKey: boolean;
  /** Whether all keys are in one record only, although they used to have several. */
  readonly mayBeDeduplicated: boolean;
  /** Whether the keys are still those that there were, for reports. */
  readonly keySentences: readonly string[];
  /** Keys with a share that matters, at least twice their earlier one; none of another kind of key. */
  readonly hotKeys: readonly HotKeyChange[];
}

export interface HotKeyChange extends HotKey {
  /** Earlier share; an upper bound if the baseline does not list the key. */
  readonly before: number;
  readonly wasListed: boolean;
}
