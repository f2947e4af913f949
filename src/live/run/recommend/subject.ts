import type { TopicDescription } from "#live/core/cluster/cluster.ts";
import { estimateLoads, type WindowOffsets } from "#live/core/recommendation/estimate.ts";
import type { Sampler } from "#live/core/recommendation/sample-builder.ts";
import type { PartitionSpan } from "#live/core/recommendation/sampler.ts";
import type { TopicTraffic, UnreadPartition } from "#live/core/recommendation/traffic.ts";
import { bucketsOf, offsetsIn, type TopicWindow } from "./window.ts";

/** A topic and what is learned about it, step by step. */
export interface Subject {
  readonly topic: TopicDescription;
  readonly isCompacted: boolean | undefined;
  readonly window: TopicWindow;
  /** Offsets at the bucket boundaries and at the end: one list per boundary. */
  readonly borders: (readonly bigint[])[];
  /** The first available offset of each partition. */
  earliest: readonly bigint[];
  /** The ends, including uncommitted records. */
  newest: readonly bigint[];
  readonly sampler: Sampler;
  readonly unread: UnreadPartition[];
  /** Bytes of each partition on disk, where they are known. */
  readonly sizes: readonly (number | undefined)[];
  /** Why the topic could not be read. */
  failure?: string;
}

export function markUnread({ unread }: Subject, partition: number, reason: string): void {
  if (unread.some((one) => one.partition === partition)) return;
  unread.push({ partition, reason });
}

/** The part of each partition that is in the window. */
export function spansOf({ topic, borders }: Subject): PartitionSpan[] {
  return Array.from({ length: topic.partitions }, (_, partition) => {
    const start = Number(borders[0]?.[partition] ?? 0n);
    return { partition, start, end: Math.max(start, Number(borders.at(-1)?.[partition] ?? 0n)) };
  });
}

export function trafficOf(subject: Subject): TopicTraffic {
  const { topic, isCompacted, window, borders, newest, sampler, unread } = subject;
  const offsets = offsetsIn(borders, topic);
  const total = offsets.byPartition.reduce((sum, count) => sum + count, 0);
  const found = sampler.result(total);
  const ends = borders.at(-1) ?? [];
  const logOffsets = ends.reduce(
    (sum, end, i) => sum + Number(end - (subject.earliest[i] ?? end)),
    0,
  );
  const log = { bytes: comparableBytes(subject), olderOffsets: Math.max(0, logOffsets - total) };
  const known = { offsets, log, marginBytes: found?.sample.marginBytes };
  const estimate = found === undefined ? unsized(offsets) : estimateLoads(found.loads, known);
  return {
    topic: topic.name,
    partitions: topic.partitions,
    isCompacted,
    window: { startMs: window.startMs, endMs: window.endMs },
    buckets: bucketsOf(window, estimate.buckets),
    loads: estimate.loads,
    peak: estimate.peak,
    logBytes: bytesOf(subject),
    logOffsets,
    pendingOffsets: newest.reduce(
      (sum, end, i) => sum + Math.max(0, Number(end - (ends[i] ?? end))),
      0,
    ),
    sample: found && { ...found.sample, marginBytes: estimate.marginBytes },
    unread: unread.toSorted((a, b) => a.partition - b.partition),
  };
}

/** Without a sample, every offset counts as a record of unknown size. */
function unsized({ byBucket, byPartition }: WindowOffsets) {
  const load = (records: number) => ({ records, bytes: 0 });
  const [peak, marginBytes] = [undefined, undefined];
  return { buckets: byBucket.map(load), loads: byPartition.map(load), peak, marginBytes };
}

/** Undefined if those of a partition are unknown. */
function bytesOf({ topic, sizes }: Subject): number | undefined {
  let sum = 0;
  for (let i = 0; i < topic.partitions; i++) {
    const size = sizes[i];
    if (size === undefined) return undefined;
    sum += size;
  }
  return sum;
}

/** Undefined if not all of them are of records that readers get. */
function comparableBytes(subject: Subject): number | undefined {
  const { borders, newest, unread } = subject;
  const hasPending = newest.some((end, i) => end > (borders.at(-1)?.[i] ?? end));
  return hasPending || unread.length > 0 ? undefined : bytesOf(subject);
}
