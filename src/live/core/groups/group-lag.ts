import { topIndices } from "#core/measures/top.ts";
import type { ConsumerGroup } from "../cluster/consumer-groups.ts";

/** How far a group is behind in one topic. */
export interface GroupLag {
  /** Records that it has not read, by partition; undefined where it has committed no offset. */
  readonly lags: readonly (number | undefined)[];
  /** Of all partitions with an offset. */
  readonly records: number;
  /** Undefined if it is not behind. */
  readonly mostLagging: LaggingPartition | undefined;
}

interface LaggingPartition {
  readonly partition: number;
  readonly records: number;
  /** Share of the group's lag in the topic, 0…1: the lag skew. */
  readonly share: number;
}

/**
 * The lag of a group in a topic: the end of the log minus the committed offset, as Kafka's own tools
 * count it. Markers of transactions and offsets removed by compaction count as records.
 *
 * @param ends the offset after the last record of each partition; undefined where it is not known
 * @returns undefined if the group has no offsets in the topic that this login may see
 */
export function groupLag(
  { committed }: Pick<ConsumerGroup, "committed">,
  topic: string,
  ends: readonly (number | undefined)[],
): GroupLag | undefined {
  const ofTopic = committed?.get(topic);
  if (ofTopic === undefined || ofTopic.size === 0) return undefined;
  const lags = ends.map((end, partition) => {
    const offset = ofTopic.get(partition);
    if (offset === undefined || end === undefined) return undefined;
    // An offset may have been committed since the end was read.
    return Math.max(0, end - Number(offset));
  });
  if (lags.every((lag) => lag === undefined)) return undefined;
  const known = Float64Array.from(lags, (lag) => lag ?? 0);
  const records = known.reduce((sum, lag) => sum + lag, 0);
  return { lags, records, mostLagging: mostLagging(known, records) };
}

function mostLagging(lags: Float64Array, total: number): LaggingPartition | undefined {
  const [partition] = topIndices(lags, 1);
  if (partition === undefined || total === 0) return undefined;
  const records = lags[partition] as number;
  return { partition, records, share: records / total };
}
