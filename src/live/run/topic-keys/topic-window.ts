import type {
  OffsetPosition,
  OffsetRange,
  RecordReader,
  TopicDescription,
  UnreadRange,
} from "#live/core/cluster/cluster.ts";
import type { PartitionSpan } from "#live/core/recommendation/sampler.ts";

/** A partition, or the rest of one, that cannot be read. */
export type UnreadPart = Pick<UnreadRange, "partition" | "reason">;

/** The records of a topic from some time on, up to those that are committed now. */
export interface TopicWindow {
  readonly topic: TopicDescription;
  /** The offsets of each partition that has a leader. Some may have no record. */
  readonly spans: readonly PartitionSpan[];
  /** Records before this time are not part of it, in ms since the epoch. */
  readonly sinceMs: number | undefined;
  /** What cannot be read. */
  readonly unread: readonly UnreadPart[];
}

/** @param sinceMs undefined for everything that the topic still has */
export async function findWindow(
  topic: TopicDescription,
  reader: RecordReader,
  sinceMs: number | undefined,
): Promise<TopicWindow> {
  const from: OffsetPosition = sinceMs === undefined ? "earliest" : { timestampMs: sinceMs };
  const starts = await reader.offsets(topic, from);
  const ends = await reader.offsets(topic, "latest");
  const spans = Array.from({ length: topic.partitions }, (_, partition): PartitionSpan => {
    const start = Number(starts[partition] ?? 0n);
    return { partition, start, end: Math.max(start, Number(ends[partition] ?? 0n)) };
  });
  const offline = new Set(topic.offline);
  return {
    topic,
    spans: spans.filter(({ partition }) => !offline.has(partition)),
    sinceMs,
    unread: topic.offline.map((partition) => ({ partition, reason: "it has no leader" })),
  };
}

/** Parts of the window's partitions as a reader takes them. */
export function rangesOf(
  { topic }: Pick<TopicWindow, "topic">,
  spans: readonly PartitionSpan[],
): OffsetRange[] {
  return spans.map(({ partition, start, end }) => {
    return { topic: topic.name, partition, start: BigInt(start), end: BigInt(end) };
  });
}

/** How many offsets are in it, which is the most records that it can have. */
export function offsetsIn({ spans }: Pick<TopicWindow, "spans">): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
