import type { TopicDescription } from "#live/core/cluster/cluster.ts";
import type { WindowOffsets } from "#live/core/recommendation/estimate.ts";
import type { Load } from "#live/core/recommendation/sampled-keys.ts";
import type { Bucket } from "#live/core/recommendation/traffic.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MIN_BUCKETS = 24;
/** Offset lookups by time per cluster; it answers about 40,000 a second. */
const MAX_LOOKUPS = 300_000;

/** A time window, divided into buckets. */
export interface TopicWindow {
  readonly startMs: number;
  readonly endMs: number;
  readonly buckets: number;
}

/** Shortens the window to the topic's retention, because older records are gone. */
export function windowOf(
  config: ReadonlyMap<string, string> | undefined,
  { nowMs, samplingDays, bucketMs }: { nowMs: number; samplingDays: number; bucketMs: number },
): TopicWindow {
  const retentionMs = Number(config?.get("retention.ms") ?? -1);
  const isKept = config?.get("cleanup.policy")?.includes("delete") === false || retentionMs <= 0;
  const samplingMs = samplingDays * DAY_MS;
  const lengthMs = isKept ? samplingMs : Math.min(samplingMs, retentionMs);
  const buckets = Math.max(MIN_BUCKETS, Math.floor(lengthMs / bucketMs));
  return { startMs: nowMs - lengthMs, endMs: nowMs, buckets };
}

/** One hour, or several if there are so many partitions that the lookups would take long. */
export function bucketMsOf(partitions: number, samplingDays: number): number {
  const hours = (samplingDays * DAY_MS) / HOUR_MS;
  return HOUR_MS * Math.max(1, Math.ceil((partitions * hours) / MAX_LOOKUPS));
}

/** Start times of the buckets. */
export function bordersOf({ startMs, endMs, buckets }: TopicWindow): number[] {
  const lengthMs = endMs - startMs;
  return Array.from({ length: buckets }, (_, i) => Math.round(startMs + (lengthMs * i) / buckets));
}

/** Whether a record is counted in a later bucket than its time, because it follows a newer record. */
export function isLate(
  { startMs, endMs, buckets }: TopicWindow,
  borders: Borders,
  { partition, offset, timestampMs }: { partition: number; offset: number; timestampMs: number },
): boolean {
  const widthMs = (endMs - startMs) / buckets;
  // Buckets start at whole milliseconds.
  const bucket = Math.floor((timestampMs + 0.5 - startMs) / widthMs);
  const next = Math.max(0, bucket + 1);
  if (next >= buckets) return false;
  return offset >= Number(borders[next]?.[partition] ?? offset + 1);
}

/** Offsets at the boundaries of buckets and at the end: one list, by partition, per boundary. */
export type Borders = readonly (readonly bigint[])[];

/** The boundaries of one partition, so that the records of bucket i are in [i, i + 1) of them. */
function rising(borders: Borders, partition: number): number[] {
  let before = 0;
  return borders.map((offsets) => {
    // Times need not increase with offsets: what a boundary has passed is counted before it.
    before = Math.max(before, Number(offsets[partition] ?? 0n));
    return before;
  });
}

/** The numbers of offsets per bucket and per partition. */
export function offsetsIn(
  borders: Borders,
  { partitions }: Pick<TopicDescription, "partitions">,
): WindowOffsets {
  const byBucket = new Array<number>(Math.max(0, borders.length - 1)).fill(0);
  const byPartition = Array.from({ length: partitions }, (_, partition) => {
    const own = rising(borders, partition);
    for (let i = 0; i < byBucket.length; i++) {
      (byBucket[i] as number) += (own[i + 1] as number) - (own[i] as number);
    }
    return (own.at(-1) ?? 0) - (own[0] ?? 0);
  });
  return { byBucket, byPartition };
}

/** The bucket of an offset, which is found fastest if it is not before the last one. */
export function bucketFinder(borders: Borders, partition: number): (offset: number) => number {
  const own = rising(borders, partition);
  const last = Math.max(0, own.length - 2);
  let bucket = 0;
  return (offset) => {
    if (offset < (own[bucket] as number)) bucket = 0;
    while (bucket < last && offset >= (own[bucket + 1] as number)) bucket++;
    return bucket;
  };
}

export function bucketsOf(window: TopicWindow, loads: readonly Load[]): Bucket[] {
  const starts = [...bordersOf(window), window.endMs];
  return loads.map((load, i) => {
    return { ...load, startMs: starts[i] as number, endMs: starts[i + 1] as number };
  });
}
