import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import type { PlannedReading } from "#live/core/cluster/planned-reading.ts";
import { CHUNK_BYTES, readingLimits, type WantedRecords } from "./reading-limits.ts";
import { offsetsIn, type TopicWindow } from "./topic-window.ts";

/** What a sample would read of a window. Asks for sizes and offsets only. */
export async function planTopicKeys(
  window: TopicWindow,
  wanted: WantedRecords,
  admin: ClusterAdmin,
): Promise<PlannedReading> {
  const { topic, spans } = window;
  const { name, partitions } = topic;
  const sizes = (await admin.partitionSizes([name]))?.get(name) ?? [];
  const starts = spans.length < partitions ? [] : await admin.offsets(name, partitions, "earliest");
  const stored = spans.reduce((sum, { end }, i) => sum + end - Number(starts[i] ?? 0n), 0);
  const isKnown = starts.length > 0 && spans.every((_, i) => sizes[i] !== undefined);
  const all = sizes.reduce((sum: number, size) => sum + (size ?? 0), 0);
  const meanBytes = isKnown && stored > 0 ? all / stored : undefined;
  const offsets = offsetsIn(window);
  const { mostRead, mostChunks } = readingLimits(offsets, wanted, meanBytes ?? 1);
  const toRead = Math.min(offsets, mostRead);
  // Brokers send entire batches, and more.
  const more = toRead < offsets ? mostChunks * CHUNK_BYTES : 0;
  const bytes = meanBytes && Math.round(toRead * meanBytes + more);
  return { topic: name, partitions, offsets, toRead, bytes };
}
