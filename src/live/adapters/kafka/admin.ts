import type {
  ClusterAdmin,
  ClusterDescription,
  NewTopic,
  OffsetPosition,
  TopicDescription,
  TopicPartitions,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { ConsumerGroups, PartitionSizes } from "#live/core/cluster/consumer-groups.ts";
import { AdminSession } from "./admin-session.ts";
import { readGroups } from "./groups/read-groups.ts";
import { readPartitionSizes } from "./log-dir-requests.ts";
import { listOffsets } from "./offset-requests.ts";
import { Brokers } from "./reading/brokers.ts";
import {
  createTopic,
  deleteTopicById,
  describeTopics,
  listTopicNames,
  readTopicConfigs,
} from "./topic-requests.ts";

/**
 * Administers a cluster with @platformatic/kafka, which is plain JavaScript: librdkafka's binding can
 * neither read a topic's settings nor delete a topic by its id.
 */
export class KafkaAdmin implements ClusterAdmin {
  readonly #session: AdminSession;
  /** Connects when it is asked. */
  readonly #brokers: Brokers;

  constructor(connection: Connection) {
    this.#session = new AdminSession(connection);
    this.#brokers = new Brokers(connection);
  }

  describe(): Promise<ClusterDescription> {
    return this.#session.ask("describe the cluster", async (client) => {
      const { id, brokers } = await client.metadata({ topics: [], forceUpdate: true });
      return { id, brokers: brokers.size };
    });
  }

  async topic(name: string): Promise<TopicDescription | undefined> {
    const [found] = await this.topics([name]);
    return found;
  }

  topics(names: readonly string[]): Promise<TopicDescription[]> {
    return describeTopics(this.#session, names);
  }

  topicNames(): Promise<string[]> {
    return listTopicNames(this.#session);
  }

  createTopic(topic: NewTopic): Promise<string> {
    return createTopic(this.#session, topic);
  }

  deleteTopic(name: string, id: string): Promise<boolean> {
    return deleteTopicById(this.#session, name, id);
  }

  async topicConfig(name: string): Promise<ReadonlyMap<string, string>> {
    return (await this.topicConfigs([name])).get(name) ?? new Map();
  }

  topicConfigs(names: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>> {
    return readTopicConfigs(this.#session, names);
  }

  async offsets(topic: string, partitions: number, at: OffsetPosition): Promise<bigint[]> {
    const found = await this.manyOffsets([{ name: topic, partitions }], at);
    return found.get(topic) ?? [];
  }

  manyOffsets(
    topics: readonly TopicPartitions[],
    at: OffsetPosition,
  ): Promise<Map<string, bigint[]>> {
    return listOffsets(this.#session, topics, at);
  }

  partitionSizes(names: readonly string[]): Promise<PartitionSizes | undefined> {
    return this.#session.ask("read the sizes of partitions", async () => {
      return readPartitionSizes(this.#brokers, await this.#brokers.leaders(names));
    });
  }

  consumerGroups(): Promise<ConsumerGroups> {
    const task = "read the consumer groups";
    const explain = (error: unknown) => this.#session.explain(error, task).message;
    return this.#session.ask(task, async () => {
      await this.#brokers.leaders([]);
      return readGroups(this.#brokers, explain);
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.#session.close(), this.#brokers.close()]);
  }
}
