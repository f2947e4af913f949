import type { RuleId } from "../contract/contract.ts";
import type { PartitionerName } from "../partitioners/index.ts";
import type { Measured } from "../rules/rule.ts";

/** What is known of a topic as it was before: an earlier report, or earlier keys. */
export interface Before {
  readonly partitions: number;
  readonly partitioner: PartitionerName;
  readonly measures: Measured;
  readonly placedRecords: number;
  /** Records per partition. */
  readonly partitionCounts: ArrayLike<number>;
  /** The rules that were broken, with the value held against the limit then. */
  readonly broken: ReadonlyMap<RuleId, number>;
  /** What its keys are, as keyFormOf says it: only alike ones can be compared. */
  readonly keyForm: string;
  /** Each key's share of the records; undefined where it is not known. */
  sharesOf(keys: readonly Uint8Array[]): (number | undefined)[];
  /** No key whose share is not known had more than this. */
  readonly mostOfOthers: number;
}

/** Something earlier that this release cannot compare with. */
export interface Incomparable {
  /** Why, as a sentence for reports. */
  readonly incomparable: string;
}
