import { decimal, plural } from "../text/format.ts";
import { roundUp } from "../text/significant.ts";
import type { RawTopic } from "./contract.ts";
import { consumerParts, quantileOf } from "./hashing-quantiles.ts";

/** A limit that cannot be satisfied, and its field. */
export interface Infeasible {
  readonly field: keyof RawTopic;
  readonly what: string;
  readonly next: string;
}

type CountedTopic = RawTopic & { readonly partitions: number };

/** Room of an advised limit over an equal share, if the contract does not say how many keys there are. */
const ADVISED_PARTITION_ROOM = 2;
const ADVISED_CONSUMER_ROOM = 1.2;

/** Limits that no keys at all could satisfy. */
export function infeasibleLimits(topic: CountedTopic): Infeasible[] {
  return [
    ...tooSmallShare("max_partition_share", topic),
    ...tooSmallShare("max_partition_bytes_share", topic),
    ...tooSmallConsumerShare(topic),
  ];
}

function tooSmallShare(
  field: "max_partition_share" | "max_partition_bytes_share",
  topic: CountedTopic,
): Infeasible[] {
  const { partitions, [field]: share } = topic;
  const equal = 1 / partitions;
  if (share === undefined || share >= equal) return [];
  return [
    {
      field,
      what: `${field} ${share} is below 1/${partitions} = ${decimal(equal, 6)}, the share of each partition when all are equal`,
      next: `Write ${advised("max_partition_share", equal * ADVISED_PARTITION_ROOM, topic)} or more.`,
    },
  ];
}

function tooSmallConsumerShare(topic: CountedTopic): Infeasible[] {
  const { partitions, consumers, max_consumer_share: share } = topic;
  if (share === undefined || consumers === undefined) return [];
  const { chance, most } = consumerParts(partitions, consumers);
  if (share >= chance) return [];
  return [
    {
      field: "max_consumer_share",
      what: `max_consumer_share ${share} cannot be satisfied: with ${plural(partitions, "partition")} over ${plural(consumers, "consumer")}, one gets ${plural(most, "partition")}, and a share of ${decimal(chance, 6)} even when all are equal`,
      next: `Write ${advised("max_consumer_share", chance * ADVISED_CONSUMER_ROOM, topic)} or more, or another number of consumers.`,
    },
  ];
}

/** A limit with room that `min_unique_keys` keys satisfy too, in two digits. */
function advised(
  field: "max_partition_share" | "max_consumer_share",
  withRoom: number,
  { partitions, consumers, min_unique_keys: keys }: CountedTopic,
): number {
  const byChance = keys === undefined ? 0 : quantileOf(field, keys, { partitions, consumers });
  return Math.min(1, roundUp(Math.max(withRoom, byChance)));
}
