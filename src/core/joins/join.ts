import type { JoinedTopic } from "../contract/joined-topic.ts";
import type { Tally } from "../tally/tally.ts";

/** What two topics that are joined have in common. */
export interface CommonKeys {
  /** Different keys of both topics, without the empty key. */
  readonly keys: number;
  /** Those whose records are in partitions of the same number. */
  readonly meetingKeys: number;
  readonly own: RecordsInCommon;
  readonly other: RecordsInCommon;
}

/** Records of one of the topics. */
interface RecordsInCommon {
  /** With a key that is not empty. */
  readonly keyed: number;
  /** With a common key. */
  readonly common: number;
  /** With a common key that meets. */
  readonly meeting: number;
}

/** Something that must be alike in topics that are joined, and is not. */
export interface JoinDifference {
  /** The field of the contract that sets it; `keys`: only the keys show it. */
  readonly field: "partitions" | "partitioner" | "key_type" | "key_frame" | "empty_keys" | "keys";
  /** The values in this topic and in the other; empty for `keys`. */
  readonly own: string;
  readonly other: string;
}

/** What is known of the other topic besides its contract. */
export interface JoinPartner {
  readonly topic: string;
  /** Undefined if they were not compared. */
  readonly common?: CommonKeys | undefined;
  /** Why not: a clause. */
  readonly notCompared?: string | undefined;
  readonly emptyRecords?: Tally["emptyRecords"] | undefined;
}

/** A topic and one that it is joined with. */
export interface Join extends Pick<JoinPartner, "common" | "notCompared"> {
  readonly with: JoinedTopic;
  readonly differences: readonly JoinDifference[];
}

/** The joins of a topic, and what reports say about them. */
export interface Joins {
  readonly all: readonly Join[];
  /** In all joins. */
  readonly differences: number;
  /** Why some of it is not known, as the end of a sentence: recorded partitions without keys to compare. */
  readonly unknown: string | undefined;
  /** What is different, without a full stop; empty if nothing is. */
  readonly message: string;
  /** What helps, in sentences; empty if nothing is different. */
  readonly remedy: string;
  /** The contract's field to point at, if something is different. */
  readonly field: string;
  /** Which of the common keys meet. */
  readonly sentences: readonly string[];
}
