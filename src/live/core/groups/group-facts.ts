import { percent, plural, whole } from "#core/text/format.ts";
import { joined } from "#core/text/joined.ts";
import type { ConsumerGroup } from "../cluster/consumer-groups.ts";
import { type ConsumerShares, consumerShares } from "./busiest-consumer.ts";
import { type GroupLag, groupLag } from "./group-lag.ts";

/** What a group does with one topic. */
export interface GroupFacts {
  readonly group: string;
  /** `Stable`, `Empty`, … */
  readonly state: string;
  /** Undefined if it has no offsets in the topic that this login may see. */
  readonly lag: GroupLag | undefined;
  /** Undefined if no consumer reads the topic, if that is not known, or if there is no load. */
  readonly shares: ConsumerShares | undefined;
}

/** A topic as far as the facts about its groups depend on it. */
interface TopicLoads {
  readonly topic: string;
  /** The offset after the last record of each partition; undefined where it is not known. */
  readonly ends: readonly (number | undefined)[];
  /** Records, bytes or rates by partition. */
  readonly loads: Float64Array;
}

/** The facts about the groups that read a topic, in the order of the groups. */
export function groupsOfTopic(
  groups: readonly ConsumerGroup[],
  { topic, ends, loads }: TopicLoads,
): GroupFacts[] {
  return groups.flatMap((group) => {
    const lag = groupLag(group, topic, ends);
    const shares = consumerShares(group.members ?? [], topic, loads);
    if (lag === undefined && shares === undefined) return [];
    return [{ group: group.id, state: group.state, lag, shares }];
  });
}

/**
 * A group in two sentences: `billing is 1,200 records behind, 83 % of them in partition 5.` and `The
 * busiest of its 4 consumers gets 38 %: client billing-1 (/10.0.0.1) with partitions 0, 3 and 7.`
 */
export function groupSentences({ group, lag, shares }: GroupFacts): string[] {
  return [
    ...(lag === undefined ? [] : [lagSentence(group, lag)]),
    ...(shares === undefined ? [] : [sharesSentence(group, shares)]),
  ];
}

function lagSentence(group: string, { records, mostLagging }: GroupLag): string {
  if (mostLagging === undefined) return `${group} is not behind.`;
  const { partition, share } = mostLagging;
  const where = share === 1 ? "all" : percent(share, 0);
  return `${group} is ${plural(records, "record")} behind, ${where} of them in partition ${partition}.`;
}

function sharesSentence(group: string, { consumers, busiest, unassigned }: ConsumerShares): string {
  const { member, partitions, share } = busiest;
  const client = `client ${member.clientId} (${member.host})`;
  const reads = `${client} with ${numbered("partition", partitions)}`;
  const idle =
    unassigned.length === 0 ? "" : `. No consumer reads ${plural(unassigned.length, "partition")}`;
  if (consumers === 1) return `${group} has one consumer of this topic: ${reads}${idle}.`;
  return `The busiest of the ${whole(consumers)} consumers of ${group} gets ${percent(share)}: ${reads}${idle}.`;
}

const MOST_NUMBERS = 10;

/** `partition 3`, `partitions 0, 3 and 7`, or `17 partitions` */
function numbered(noun: string, numbers: readonly number[]): string {
  if (numbers.length > MOST_NUMBERS) return plural(numbers.length, noun);
  if (numbers.length === 1) return `${noun} ${numbers[0]}`;
  const ascending = [...numbers].sort((a, b) => a - b);
  return `${noun}s ${joined(ascending.map(String))}`;
}
