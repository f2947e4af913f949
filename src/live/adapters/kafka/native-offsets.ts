import type { OffsetPosition, TopicDescription } from "#live/core/cluster/cluster.ts";
import type { NativeConsumer } from "./native-client.ts";

const TIMEOUT_MS = 9_000;

/**
 * Looks up offsets with librdkafka, which asks each partition's leader separately, so that leaderless
 * partitions do not hide the others. Slower than the admin, which asks for many topics at once.
 */
export async function nativeOffsets(
  consumer: NativeConsumer,
  { name, partitions, offline }: TopicDescription,
  at: OffsetPosition,
): Promise<bigint[]> {
  const all = Array.from({ length: partitions }, (_, partition) => partition);
  const led = all.filter((partition) => !offline.includes(partition));
  const found = new Map<number, number>();
  if (typeof at === "object") {
    for (const [partition, offset] of await byTime(consumer, name, led, at.timestampMs)) {
      if (offset >= 0) found.set(partition, offset);
    }
  }
  for (const partition of led) {
    if (found.has(partition)) continue;
    const { lowOffset, highOffset } = await watermarks(consumer, name, partition);
    found.set(partition, at === "earliest" ? lowOffset : highOffset);
  }
  return all.map((partition) => BigInt(found.get(partition) ?? 0));
}

function byTime(
  consumer: NativeConsumer,
  topic: string,
  partitions: readonly number[],
  timestampMs: number,
): Promise<(readonly [partition: number, offset: number])[]> {
  const times = partitions.map((partition) => ({ topic, partition, offset: timestampMs }));
  return new Promise((resolve, reject) => {
    consumer.offsetsForTimes(times, TIMEOUT_MS, (error, found) => {
      if (error) reject(error);
      else resolve(found.map(({ partition, offset }) => [partition, offset]));
    });
  });
}

function watermarks(
  consumer: NativeConsumer,
  topic: string,
  partition: number,
): Promise<{ lowOffset: number; highOffset: number }> {
  return new Promise((resolve, reject) => {
    consumer.queryWatermarkOffsets(topic, partition, TIMEOUT_MS, (error, found) => {
      if (error) reject(error);
      else resolve(found);
    });
  });
}
