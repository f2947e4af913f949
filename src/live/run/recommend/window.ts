import type { TopicDescription } from "#live/core/cluster/cluster.ts";
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
  borders: readonly (readonly bigint[])[],
  { partition, offset, timestampMs }: { partition: number; offset: number; timestampMs: number },
): boolean {
  const widthMs = (endMs - startMs) / buckets;
  // Buckets start at whole milliseconds.
  const bucket = Math.floor((timestampMs + 0.5 - startMs) / widthMs);
  const next = Math.max(0, bucket + 1);
  if (next >= buckets) return false;
  return offset >= Number(borders[next]?.[partition] ?? offset + 1);
}

/** Turns the offsets at bucket boundaries, by partition, into numbers of offsets per bucket. */
export function offsetsPerBucket(
  borders: readonly (readonly bigint[])[],
  { partitions }: Pick<TopicDescription, "partitions">,
): number[] {
  const counts = new Array<number>(Math.max(0, borders.length - 1)).fill(0);
  for (let partition = 0; partition < partitions; partition++) {
    let before = Number(borders[0]?.[partition] ?? 0n);
    for (let i = 0; i < counts.length; i++) {
      // Times need not increase with offsets: what a boundary has passed is counted before it.
      const next = Math.max(before, Number(borders[i + 1]?.[partition] ?? 0n));
      (counts[i] as number) += next - before;
      before = next;
    }
  }
  return counts;
}

export function bucketsOf(
  window: TopicWindow,
  offsets: readonly number[],
  { recordsPerOffset, meanBytes }: { recordsPerOffset: number; meanBytes: number },
): Bucket[] {
  const starts = [...bordersOf(window), window.endMs];
  return offsets.map((count, i) => {
    const records = count * recordsPerOffset;
    const [startMs, endMs] = [starts[i] as number, starts[i + 1] as number];
    return { startMs, endMs, records, bytes: records * meanBytes };
  });
}
