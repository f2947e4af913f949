import type { TopicContract } from "../contract/contract.ts";
import type { JoinedTopic } from "../contract/joined-topic.ts";
import { UserError } from "../errors/user-error.ts";
import { percent, plural } from "../text/format.ts";
import { clip, printable } from "../text/printable.ts";
import type { CommonKeys, Join, JoinDifference, JoinPartner, Joins } from "./join.ts";
import { joinDifferences } from "./join-differences.ts";

/** Topics that a message names. */
const MAX_NAMED = 3;
const MAX_NAME = 60;

const NOT_READ = "its keys were not read";

const REMEDIES: Readonly<Record<JoinDifference["field"], string>> = {
  partitions: "Give the topics the same partition count",
  partitioner: "Have the clients that write them use the same partitioner",
  key_type: "Serialize the keys of both with the same type",
  key_frame: "Write the keys of both with the same frame",
  empty_keys: "Treat the empty key alike in both",
  keys: "Determine what placed these keys: another partitioner, another schema id, or an earlier partition count",
};

/**
 * Undefined if the topic is not joined with another one, or the rule is off.
 *
 * @throws UserError if partitions were recorded and the keys, which were read, cannot be compared
 */
export function joinsOf(
  contract: TopicContract,
  emptyRecords: number,
  partners: readonly JoinPartner[] = [],
): Joins | undefined {
  const { joinedWith = [], severity } = contract;
  if (joinedWith.length === 0 || severity.co_partitioned === "off") return undefined;
  const all = joinedWith.map((other) => joinWith(other, contract, emptyRecords, partners));
  const differing = all.filter(({ differences }) => differences.length > 0);
  return {
    all,
    differences: all.reduce((sum, { differences }) => sum + differences.length, 0),
    unknown: all.map((join) => unknownIn(join, contract)).find((why) => why !== undefined),
    message: messageOf(differing),
    remedy: remedyOf(differing),
    field: fieldOf(contract, differing[0]?.differences[0]),
    sentences: all.map(sentenceOn),
  };
}

function joinWith(
  other: JoinedTopic,
  contract: TopicContract,
  emptyRecords: number,
  partners: readonly JoinPartner[],
): Join {
  const known = partners.find(({ topic }) => topic === other.topic);
  const { common, notCompared = NOT_READ } = known ?? {};
  const isRecorded = contract.isRecorded || other.isRecorded;
  if (isRecorded && known?.notCompared !== undefined) throw notJudged(other.topic, notCompared);
  const differences = joinDifferences(contract, other, known ?? {}, emptyRecords);
  return { with: other, differences, common, ...(common === undefined && { notCompared }) };
}

/** Where records were written, only the keys show. */
function unknownIn(join: Join, { isRecorded }: TopicContract): string | undefined {
  const { common, notCompared } = join;
  if (common !== undefined || !(isRecorded || join.with.isRecorded)) return undefined;
  return `partitions are recorded, and ${nameOf(join)} was not compared, because ${notCompared}`;
}

function notJudged(topic: string, why: string): UserError {
  return new UserError({
    what: `co_partitioned cannot be judged with ${clip(topic, MAX_NAME)}: its partitions are recorded, and ${why}`,
    next: "Judge the keys of both topics, or samples of both that were made with one secret.",
  });
}

function messageOf(differing: readonly Join[]): string {
  const named = differing.slice(0, MAX_NAMED).map((join) => {
    const about = join.differences.map(differenceText).join(", ");
    const share = join.common === undefined ? "" : `; ${sharesText(join.common)}`;
    return `not co-partitioned with ${nameOf(join)}: ${about}${share}`;
  });
  const left = differing.length - named.length;
  return [...named, ...(left > 0 ? [`nor with ${plural(left, "more topic")}`] : [])].join("; ");
}

function differenceText({ field, own, other }: JoinDifference): string {
  return field === "keys"
    ? "equal keys are in partitions of different numbers"
    : `${field} is ${own} here and ${other} there`;
}

function sharesText({ keys, meetingKeys, own, other }: CommonKeys): string {
  if (keys === 0) return "no key is in both";
  const of = (part: number, all: number) => percent(part / Math.max(1, all));
  return `of ${plural(keys, "common key")}, ${of(meetingKeys, keys)} are in the same partition number, with ${of(own.meeting, own.common)} of their records here and ${of(other.meeting, other.common)} there`;
}

function remedyOf(differing: readonly Join[]): string {
  const fields = differing.flatMap(({ differences }) => differences.map(({ field }) => field));
  return [...new Set(fields)].map((field) => `${REMEDIES[field]}.`).join(" ");
}

/** The placement is set by one of several fields. */
function fieldOf(contract: TopicContract, difference: JoinDifference | undefined): string {
  const { field = "keys" } = difference ?? {};
  if (field === "keys") return "co_partitioned";
  if (field !== "partitioner") return field;
  if (contract.producer !== undefined) return "producer";
  return contract.producers.length > 0 ? "producers" : "partitioner";
}

function sentenceOn(join: Join): string {
  const { common, notCompared } = join;
  const name = nameOf(join);
  if (common === undefined) {
    return `Joined with ${name}: only the settings were compared, because ${notCompared}.`;
  }
  const { keys, meetingKeys, own } = common;
  if (keys === 0) {
    return `Joined with ${name}: no key is in both samples, so a join of them finds nothing.`;
  }
  const meeting = percent(meetingKeys / keys);
  const part = percent(own.common / own.keyed);
  return `Joined with ${name}: ${plural(keys, "common key")}, ${meeting} of them in the same partition number; ${part} of the records with a key have a common one.`;
}

function nameOf({ with: { topic } }: Join): string {
  return printable(topic, MAX_NAME);
}
