import { KeyTable } from "#core/keys/key-table.ts";
import type { Bucket, RecordSample, TopicTraffic } from "#live/core/recommendation/traffic.ts";

export const HOUR_MS = 3_600_000;
export const MIB = 1024 * 1024;

/** A complete sample, or a part, of these keys: how often each was seen. */
export function sampleOf(
  counts: Readonly<Record<string, number>>,
  more: Partial<RecordSample> = {},
): RecordSample {
  const keys = new KeyTable();
  let records = 0;
  for (const [key, count] of Object.entries(counts)) {
    const bytes = new TextEncoder().encode(key);
    keys.add(bytes, 0, bytes.length, count);
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
