import type { TopicDescription } from "#live/core/cluster/cluster.ts";
import {
  estimateLoads,
  type SampledLoads,
  type WindowOffsets,
} from "#live/core/recommendation/estimate.ts";
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
  const { buckets, loads } = loadsOf(found?.loads, offsets);
  const ends = borders.at(-1) ?? [];
  return {
    topic: topic.name,
    partitions: topic.partitions,
    isCompacted,
    window: { startMs: window.startMs, endMs: window.endMs },
    buckets: bucketsOf(window, buckets),
    loads,
    logOffsets: ends.reduce((sum, end, i) => sum + Number(end - (subject.earliest[i] ?? end)), 0),
    pendingOffsets: newest.reduce(
      (sum, end, i) => sum + Math.max(0, Number(end - (ends[i] ?? end))),
      0,
    ),
    sample: found?.sample,
    unread: unread.toSorted((a, b) => a.partition - b.partition),
  };
}

/** Without a sample, every offset counts as a record of unknown size. */
function loadsOf(sample: SampledLoads | undefined, offsets: WindowOffsets) {
  if (sample !== undefined) return estimateLoads(sample, offsets);
  const unsized = (records: number) => ({ records, bytes: 0 });
  return { buckets: offsets.byBucket.map(unsized), loads: offsets.byPartition.map(unsized) };
}
