import { seededRandom } from "#core/measures/random.ts";
import { SAMPLE_BYTES } from "#live/adapters/kafka/reading/record-reader.ts";
import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import { bytesOfOffsets, type PlannedReading } from "#live/core/cluster/planned-reading.ts";
import type { FailedTopic } from "#live/core/recommendation/result.ts";
import { chunksOf, type PartitionSpan } from "#live/core/recommendation/sampler.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { askBisecting } from "./ask-bisecting.ts";
import { inGroups, selectTopics, TOPICS_AT_ONCE } from "./recommend-cluster.ts";
import { recordsPerTopic } from "./sampled-source.ts";
import { topicConfigs } from "./topic-configs.ts";
import { windowOf } from "./window.ts";

const HOUR_MS = 3_600_000;

/** What a recommendation would read from a cluster. */
export interface ClusterPlan {
  readonly clusterId: string;
  readonly topics: readonly PlannedReading[];
  readonly failures: readonly FailedTopic[];
}

/** Asks for offsets, sizes and settings, and reads no record. */
export async function planCluster(
  { clusterId, admin }: { readonly clusterId: string; readonly admin: ClusterAdmin },
  settings: RecommendSettings,
): Promise<ClusterPlan> {
  const failures: FailedTopic[] = [];
  const fail = (topic: string, reason: string) => {
    failures.push({ status: "error", topic, reason });
  };
  const all = await selectTopics(admin, settings, fail);
  const maxRecords = recordsPerTopic(settings, all.length);
  const planned: PlannedReading[] = [];
  for (const group of inGroups(all, TOPICS_AT_ONCE)) {
    const isLeaderless = ({ offline }: TopicDescription) => offline.length > 0;
    for (const { name } of group.filter(isLeaderless)) fail(name, "a partition has no leader");
    const answers = await askBisecting(
      group.filter((topic) => !isLeaderless(topic)),
      (some) =>
        planTopics(some, { admin, settings: { ...settings, maxSampleRecords: maxRecords } }),
      ({ name }, reason) => fail(name, reason),
    );
    planned.push(...answers.flat());
  }
  return { clusterId, topics: planned, failures };
}

interface PlanContext {
  readonly admin: ClusterAdmin;
  readonly settings: RecommendSettings;
}

/** What is known of a topic's partitions without reading them. */
interface TopicLog {
  readonly earliest: readonly bigint[];
  readonly newest: readonly bigint[];
  /** Where the window begins and ends. */
  readonly starts: readonly bigint[];
  readonly ends: readonly bigint[];
  /** Bytes of each partition. */
  readonly sizes: readonly (number | undefined)[];
}

async function planTopics(
  topics: readonly TopicDescription[],
  { admin, settings }: PlanContext,
): Promise<PlannedReading[]> {
  const names = topics.map(({ name }) => name);
  const configs = await topicConfigs(topics, admin);
  const sizes = await admin.partitionSizes(names);
  const earliest = await admin.manyOffsets(topics, "earliest");
  const newest = await admin.manyOffsets(topics, "newest");
  const ends = await admin.manyOffsets(topics, "latest");
  const nowMs = Date.now();
  const planned: PlannedReading[] = [];
  for (const topic of topics) {
    const { name } = topic;
    const shape = { nowMs, samplingDays: settings.samplingDays, bucketMs: HOUR_MS };
    const { startMs: timestampMs } = windowOf(configs.get(name), shape);
    const starts = await admin.manyOffsets([topic], { timestampMs });
    const of = (offsets: ReadonlyMap<string, readonly bigint[]>) => offsets.get(name) ?? [];
    const log: TopicLog = {
      earliest: of(earliest),
      newest: of(newest),
      starts: of(starts),
      ends: of(ends),
      sizes: sizes?.get(name) ?? [],
    };
    planned.push(planTopic(topic, log, settings));
  }
  return planned;
}

function planTopic(
  { name: topic, partitions }: TopicDescription,
  log: TopicLog,
  { maxSampleRecords, maxSampleBytes, seed }: RecommendSettings,
): PlannedReading {
  const spans = Array.from({ length: partitions }, (_, partition): PartitionSpan => {
    const start = Number(log.starts[partition] ?? 0n);
    return { partition, start, end: Math.max(start, Number(log.ends[partition] ?? 0n)) };
  });
  const bytesOf = (some: readonly PartitionSpan[]) => {
    const counts = new Array<number>(partitions).fill(0);
    for (const { partition, start, end } of some) {
      counts[partition] = (counts[partition] ?? 0) + end - start;
    }
    return bytesOfOffsets(log.sizes, log, counts);
  };
  const offsets = offsetsIn(spans);
  const all = bytesOf(spans);
  const mean = all === undefined || offsets === 0 ? 1 : all / offsets;
  const maxRecords = Math.max(1, Math.min(maxSampleRecords, maxSampleBytes / (mean || 1)));
  const chunks = chunksOf(spans, maxRecords, seededRandom(seed));
  const sampled = bytesOf(chunks);
  // Of each chunk, as much is sent at once as a fetch asks for.
  const fetched = sampled === undefined ? undefined : sampled + chunks.length * SAMPLE_BYTES;
  const bytes = fetched === undefined || all === undefined ? undefined : Math.min(all, fetched);
  return { topic, partitions, offsets, toRead: offsetsIn(chunks), bytes };
}

function offsetsIn(spans: readonly PartitionSpan[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
