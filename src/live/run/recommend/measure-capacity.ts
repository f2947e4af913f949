import type { OffsetRange, RecordReader } from "#live/core/cluster/cluster.ts";
import { numbers } from "#live/core/recommendation/numbers.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { recordBytes } from "#live/core/records/record-columns.ts";

/** Bytes to read from a partition, if it has as many. */
const GOAL_BYTES = 32 * 1024 * 1024;
/** Less data or time than this is not a measurement. */
const MIN_BYTES = 1024 * 1024;
const MIN_MS = 10;

/** The part of a partition that is in the window. */
export interface MeasuredPartition {
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  readonly end: number;
  readonly meanBytes: number;
}

/**
 * Measures how many bytes a second this program reads from the partition; returns the default if it
 * contains too little data.
 */
export async function measureCapacity(
  { topic, partition, start, end, meanBytes }: MeasuredPartition,
  reader: RecordReader,
  signal: AbortSignal,
): Promise<Capacity> {
  const records = Math.ceil(GOAL_BYTES / (meanBytes || 1));
  const from = Math.max(start, end - records);
  const range: OffsetRange = { topic, partition, start: BigInt(from), end: BigInt(end) };
  let bytes = 0;
  let firstMs: number | undefined;
  let lastMs = 0;
  await reader.read(
    [range],
    (records) => {
      lastMs = performance.now();
      // The time before the first records is not counted.
      if (firstMs === undefined) firstMs = lastMs;
      else for (let i = 0; i < records.size; i++) bytes += recordBytes(records, i);
    },
    { signal },
  );
  const tookMs = lastMs - (firstMs ?? lastMs);
  if (bytes < MIN_BYTES || tookMs < MIN_MS) return capacityOf(undefined);
  return { bytesPerSecond: (bytes / tookMs) * 1000, source: "measured" };
}

/** The configured capacity, or the default. */
export function capacityOf(configured: RecommendSettings["consumerThroughput"]): Capacity {
  if (typeof configured === "number") return { bytesPerSecond: configured, source: "given" };
  return { bytesPerSecond: numbers.consumerThroughput.otherwise, source: "default" };
}
