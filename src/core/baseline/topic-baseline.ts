import type { RuleId } from "../contract/contract.ts";
import type { PartitionerName } from "../partitioners/index.ts";
import type { FirstBreach, Measured } from "../rules/rule.ts";

/** What is known of a topic before the change: from an earlier report, or from earlier keys. */
export interface TopicBaseline {
  readonly partitions: number;
  readonly partitioner: PartitionerName;
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
