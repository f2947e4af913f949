import { seededRandom } from "#core/measures/random.ts";
import type { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { capacityOf, type MeasuredPartition, measureCapacity } from "./measure-capacity.ts";
import { sampledTraffic, type TrafficContext } from "./sampled-traffic.ts";
import type { SourceStart, TrafficAnswer } from "./traffic-source.ts";
import { bucketMsOf } from "./window.ts";

/** For all topics of a cluster; with many topics, each gets fewer. */
const MAX_CLUSTER_RECORDS = 4_000_000;

export interface SampledSourceOptions {
  readonly admin: ClusterAdmin;
  readonly connection: Connection;
  readonly brake: Brake;
  readonly settings: RecommendSettings;
  readonly signal: AbortSignal;
}

/** Traffic from offsets and sampled records; the workers of a cluster share one reader. */
export function sampledSource(options: SampledSourceOptions): SourceStart {
  const { connection, settings, brake } = options;
  const { samplingDays, sampleTimeoutMs, seed } = settings;
  let reader: KafkaRecordReader | undefined;
  let users = 0;
  return async (all) => {
    const partitions = all.reduce((sum, topic) => sum + topic.partitions, 0);
    reader ??= new KafkaRecordReader(connection, { stallMs: sampleTimeoutMs, brake });
    users++;
    const context = {
      ...options,
      settings: { ...settings, maxSampleRecords: recordsPerTopic(settings, all.length) },
      reader,
      nowMs: Date.now(),
      bucketMs: bucketMsOf(partitions, samplingDays),
      random: seededRandom(seed),
    };
    return {
      trafficOf: (topics) => trafficOf(topics, context),
      async end() {
        if (--users === 0) await reader?.close();
      },
    };
  };
}

/** Records to read of each of so many topics. */
export function recordsPerTopic({ maxSampleRecords }: RecommendSettings, topics: number): number {
  return Math.min(maxSampleRecords, Math.ceil(MAX_CLUSTER_RECORDS / (topics || 1)));
}

async function trafficOf(
  topics: readonly TopicDescription[],
  context: TrafficContext,
): Promise<TrafficAnswer[]> {
  const answers: TrafficAnswer[] = [];
  for (const answer of await sampledTraffic(topics, context)) {
    if ("failure" in answer) answers.push(answer);
    else {
      const capacity = await capacityFor(answer.fullest, context);
      answers.push({ traffic: answer.traffic, capacity });
    }
  }
  return answers;
}

async function capacityFor(
  partition: MeasuredPartition,
  { settings, reader, signal }: TrafficContext,
): Promise<Capacity> {
  if (settings.consumerThroughput !== "measured") return capacityOf(settings.consumerThroughput);
  return measureCapacity(partition, reader, signal);
}
