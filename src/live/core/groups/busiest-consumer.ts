import { topIndices } from "#core/measures/top.ts";
import type { GroupMember } from "../cluster/consumer-groups.ts";

/** What the consumers of a group get of one topic under the assignment as it is. */
export interface ConsumerShares {
  /** Consumers with partitions of this topic. */
  readonly consumers: number;
  readonly busiest: BusiestConsumer;
  /** Partitions that no consumer reads, such as during a rebalance. */
  readonly unassigned: readonly number[];
}

interface BusiestConsumer {
  readonly member: GroupMember;
  readonly partitions: readonly number[];
  /** Share of the load of all assigned partitions, 0…1. */
  readonly share: number;
}

/**
 * The consumer with the largest share of a topic's load. `consumerLoads` says the same of a new group
 * by its assignor; this is a real group, whose members may have come and gone.
 *
 * @param loads records, bytes or rates by partition
 * @returns undefined if no member reads the topic, or if there is no load
 */
export function consumerShares(
  members: readonly GroupMember[],
  topic: string,
  loads: Float64Array,
): ConsumerShares | undefined {
  const readers = members.flatMap((member) => {
    const partitions = (member.partitions.get(topic) ?? []).filter((one) => one < loads.length);
    return partitions.length === 0 ? [] : [{ member, partitions }];
  });
  const sums = Float64Array.from(readers, ({ partitions }) => {
    return partitions.reduce((sum, partition) => sum + (loads[partition] as number), 0);
  });
  const total = sums.reduce((all, sum) => all + sum, 0);
  const [first = 0] = topIndices(sums, 1);
  const busiest = readers[first];
  if (busiest === undefined || total === 0) return undefined;
  const assigned = new Set(readers.flatMap(({ partitions }) => partitions));
  return {
    consumers: readers.length,
    busiest: { ...busiest, share: (sums[first] as number) / total },
    unassigned: [...loads.keys()].filter((partition) => !assigned.has(partition)),
  };
}
