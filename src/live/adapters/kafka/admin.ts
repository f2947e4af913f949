import type {
  ClusterAdmin,
  ClusterDescription,
  NewTopic,
  OffsetPosition,
  TopicDescription,
  TopicPartitions,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { AdminSession } from "./admin-session.ts";
import { listOffsets } from "./offset-requests.ts";
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

  constructor(connection: Connection) {
    this.#session = new AdminSession(connection);
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

  close(): Promise<void> {
    return this.#session.close();
  }
}
