import type { OffsetRange, RecordConsumer } from "#live/core/cluster/cluster.ts";
import { numbers } from "#live/core/recommendation/numbers.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";

/** What is read of a partition to see how fast that goes, where there is so much. */
const GOAL_BYTES = 32 * 1024 * 1024;
/** Less than this, or quicker, says nothing. */
const LEAST_BYTES = 1024 * 1024;
const LEAST_MS = 10;

/** What of a partition lies in the window. */
export interface MeasuredPartition {
  readonly topic: string;
  readonly partition: number;
  readonly start: number;
  readonly end: number;
  readonly meanBytes: number;
}

/**
 * How many bytes a second this program reads of this partition; the default where there
 * is too little to see it by.
 */
export async function measureCapacity(
  { topic, partition, start, end, meanBytes }: MeasuredPartition,
  consumer: RecordConsumer,
  signal: AbortSignal,
): Promise<Capacity> {
  const wanted = Math.ceil(GOAL_BYTES / (meanBytes || 1));
  const from = Math.max(start, end - wanted);
  const range: OffsetRange = { topic, partition, start: BigInt(from), end: BigInt(end) };
  let bytes = 0;
  let firstMs: number | undefined;
  let lastMs = 0;
  await consumer.read(
    [range],
    ({ key, value, headerBytes }) => {
      lastMs = performance.now();
      // The first one is waited for, with what comes in the same fetch.
      if (firstMs === undefined) firstMs = lastMs;
      else bytes += (key?.length ?? 0) + (value?.length ?? 0) + headerBytes;
    },
    signal,
  );
  const tookMs = lastMs - (firstMs ?? lastMs);
  if (bytes < LEAST_BYTES || tookMs < LEAST_MS) return capacityOf(undefined);
  return { bytesPerSecond: (bytes / tookMs) * 1000, source: "measured" };
}

/** The capacity that is given, or the default. */
export function capacityOf(given: RecommendSettings["consumerThroughput"]): Capacity {
  if (typeof given === "number") return { bytesPerSecond: given, source: "given" };
  return { bytesPerSecond: numbers.consumerThroughput.otherwise, source: "default" };
}
