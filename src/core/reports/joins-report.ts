import type { TopicResult } from "../judge.ts";

/** A topic that this one is joined with, in the JSON report. */
interface JoinReport {
  topic: string;
  /** What must be alike and is not: the field of the contract, and the values of both topics. */
  differences: { field: string; own: string; other: string }[];
  /** Left out, like the fields below, if the keys were not compared. */
  common_keys?: number;
  /** Those in partitions of the same number. */
  meeting_keys?: number;
  /** Of this topic: records with a common key, and those whose key meets. */
  common_records?: number;
  meeting_records?: number;
  /** Why the keys were not compared. */
  not_compared?: string;
}

export interface JoinsReport {
  /** The topics that it is joined with, by the contract's co_partitioned. */
  co_partitioned?: JoinReport[];
}

export function joinsReport({ joins }: TopicResult): JoinsReport {
  if (joins === undefined) return {};
  const all = joins.all.map(({ with: { topic }, differences, common, notCompared }) => ({
    topic,
    differences: differences.map((one) => ({ ...one })),
    ...(common && {
      common_keys: common.keys,
      meeting_keys: common.meetingKeys,
      common_records: common.own.common,
      meeting_records: common.own.meeting,
    }),
    ...(notCompared !== undefined && { not_compared: notCompared }),
  }));
  return { co_partitioned: all };
}
