import { partitionFor } from "#core/partition-for.ts";
import { SampledKeys } from "#live/core/recommendation/sampled-keys.ts";
import type { Bucket, RecordSample, TopicTraffic } from "#live/core/recommendation/traffic.ts";

export const HOUR_MS = 3_600_000;
export const MIB = 1024 * 1024;

/**
 * A complete sample, or a part, of these keys: how often each was seen. They are where murmur2 places
 * them, or where `at` says.
 */
export function sampleOf(
  counts: Readonly<Record<string, number>>,
  more: Partial<RecordSample> = {},
  { partitions = 6, at, sizeOf }: SampledAs = {},
): RecordSample {
  const keys = new SampledKeys();
  let records = 0;
  for (const [key, count] of Object.entries(counts)) {
    const bytes = new TextEncoder().encode(key);
    const partition = at?.(key) ?? partitionFor(bytes, partitions);
    keys.add(bytes, 0, bytes.length, {
      partition,
      sizeBytes: sizeOf?.(key) ?? 100,
      records: count,
    });
    records += count;
  }
  const facts = {
    records,
    offsets: records,
    late: 0,
    isComplete: true,
    meanBytes: 100,
    marginBytes: 0,
  };
  return { ...facts, keys, ...more };
}

interface SampledAs {
  readonly partitions?: number;
  readonly at?: (key: string) => number;
  readonly sizeOf?: (key: string) => number;
}

/** Hours with these rates, in bytes a second. */
export function hoursOf(...bytesPerSecond: number[]): Bucket[] {
  return bytesPerSecond.map((rate, i) => {
    const bytes = rate * 3600;
    return { startMs: i * HOUR_MS, endMs: (i + 1) * HOUR_MS, records: bytes / 100, bytes };
  });
}

export function trafficOf(more: Partial<TopicTraffic> = {}): TopicTraffic {
  const buckets = more.buckets ?? hoursOf(MIB);
  return {
    topic: "orders",
    partitions: 6,
    isCompacted: false,
    window: { startMs: 0, endMs: buckets.length * HOUR_MS },
    buckets,
    logOffsets: buckets.reduce((sum, { records }) => sum + records, 0),
    sample: undefined,
    unread: [],
    ...more,
  };
}
