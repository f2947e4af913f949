import { seededRandom } from "#core/measures/random.ts";
import { KafkaRecordConsumer } from "#live/adapters/kafka/consumer.ts";
import type { LoadedClient } from "#live/adapters/kafka/native-client.ts";
import type { ClusterAdmin, TopicDescription } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { RecommendSettings } from "#live/core/recommendation/settings.ts";
import { capacityOf, type MeasuredPartition, measureCapacity } from "./measure-capacity.ts";
import { sampledTraffic, type TrafficContext } from "./sampled-traffic.ts";
import type { TrafficAnswer, TrafficSource } from "./traffic-source.ts";
import { bucketMsOf } from "./window.ts";

/** For all topics of a cluster; with many topics, each gets fewer. */
const MAX_CLUSTER_RECORDS = 4_000_000;

export interface SampledSourceOptions {
  readonly admin: ClusterAdmin;
  readonly connection: Connection;
  readonly client: LoadedClient;
  readonly settings: RecommendSettings;
  readonly signal: AbortSignal;
}

/** Traffic from offsets and sampled records. */
export class SampledSource implements TrafficSource {
  readonly #options: SampledSourceOptions;
  readonly #context: TrafficContext;
  readonly #consumer: KafkaRecordConsumer;
  /** Used only if capacity is measured. */
  #bulk: KafkaRecordConsumer | undefined;

  private constructor(
    options: SampledSourceOptions,
    context: TrafficContext,
    consumer: KafkaRecordConsumer,
  ) {
    this.#options = options;
    this.#context = context;
    this.#consumer = consumer;
  }

  /** Starts a source for some of these topics. */
  static async start(
    options: SampledSourceOptions,
    all: readonly TopicDescription[],
  ): Promise<SampledSource> {
    const { connection, client, settings } = options;
    const partitions = all.reduce((sum, topic) => sum + topic.partitions, 0);
    const maxRecords = Math.ceil(MAX_CLUSTER_RECORDS / (all.length || 1));
    const consumer = await KafkaRecordConsumer.connect(client, connection, {
      stallMs: settings.sampleTimeoutMs,
      isSampling: true,
    });
    const context = {
      ...options,
      settings: { ...settings, maxSampleRecords: Math.min(settings.maxSampleRecords, maxRecords) },
      consumer,
      nowMs: Date.now(),
      bucketMs: bucketMsOf(partitions, settings.samplingDays),
      random: seededRandom(settings.seed),
    };
    return new SampledSource(options, context, consumer);
  }

  async trafficOf(topics: readonly TopicDescription[]): Promise<TrafficAnswer[]> {
    const answers: TrafficAnswer[] = [];
    for (const answer of await sampledTraffic(topics, this.#context)) {
      if ("failure" in answer) answers.push(answer);
      else {
        const capacity = await this.#capacity(answer.fullest);
        answers.push({ traffic: answer.traffic, capacity });
      }
    }
    return answers;
  }

  async end(): Promise<void> {
    await Promise.all([this.#consumer.close(), this.#bulk?.close()]);
  }

  async #capacity(partition: MeasuredPartition): Promise<Capacity> {
    const { settings, connection, client, signal } = this.#options;
    if (settings.consumerThroughput !== "measured") return capacityOf(settings.consumerThroughput);
    this.#bulk ??= await KafkaRecordConsumer.connect(client, connection, {
      stallMs: settings.sampleTimeoutMs,
    });
    return measureCapacity(partition, this.#bulk, signal);
  }
}
