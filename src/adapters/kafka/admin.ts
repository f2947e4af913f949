import { setTimeout } from "node:timers/promises";
import {
  Admin,
  deleteTopicsV6,
  FetchIsolationLevels,
  ListOffsetTimestamps,
  ResourceTypes,
} from "@platformatic/kafka";
import type {
  ClusterAdmin,
  ClusterDescription,
  NewTopic,
  OffsetPosition,
  TopicDescription,
} from "../../cluster/cluster.ts";
import type { Connection } from "../../cluster/connection.ts";
import { adminOptions } from "./admin-options.ts";
import { explainFailure, hasApiError } from "./explain-failure.ts";
import { within } from "./within.ts";

/** For one answer; the first one, with connecting and logging in, gets as long. */
const ANSWER_MS = 9_000;
/** Making a topic waits for all its partitions. */
const CREATE_MS = 30_000;

/**
 * The administrative side of a cluster by @platformatic/kafka, which is plain JavaScript: librdkafka's
 * binding cannot read the settings of a topic, nor delete a topic by its id.
 */
export class KafkaAdmin implements ClusterAdmin {
  readonly #connection: Connection;
  readonly #admin: Admin;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#admin = new Admin(adminOptions(connection));
  }

  describe(): Promise<ClusterDescription> {
    return this.#ask("describe the cluster", async () => {
      const { id, brokers } = await this.#admin.metadata({ topics: [], forceUpdate: true });
      return { id, brokers: brokers.size };
    });
  }

  topic(name: string): Promise<TopicDescription | undefined> {
    return this.#ask(`describe the topic ${name}`, async () => {
      try {
        const { topics } = await this.#admin.metadata({ topics: [name], forceUpdate: true });
        const found = topics.get(name);
        if (found === undefined) return undefined;
        const replicationFactor = found.partitions[0]?.replicas.length ?? 0;
        return { name, id: found.id, partitions: found.partitionsCount, replicationFactor };
      } catch (error) {
        if (isUnknownTopic(error)) return undefined;
        throw error;
      }
    });
  }

  topicNames(): Promise<string[]> {
    return this.#ask("list the topics", () => this.#admin.listTopics({ includeInternals: true }));
  }

  createTopic({ name, partitions, replicationFactor, config }: NewTopic): Promise<string> {
    const create = async () => {
      const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
      const topics = { topics: [name], partitions, replicas: replicationFactor, configs };
      const [created] = await this.#admin.createTopics(topics);
      if (created === undefined) throw new Error("the cluster said nothing of the new topic");
      return created.id;
    };
    return this.#ask(`create the topic ${name}`, create, CREATE_MS);
  }

  deleteTopic(name: string, id: string): Promise<boolean> {
    const remove = async () => {
      const { controllerId } = await this.#admin.metadata({ topics: [], forceUpdate: true });
      const connections = await this.#admin.connectToBrokers([controllerId]);
      const connection = connections.get(controllerId);
      if (connection === undefined) throw new Error("the cluster has no controller");
      // By id, so that a topic that somebody has made anew under this name stays; the client's
      // types lack that the protocol then wants no name.
      const topic = { name: null, topicId: id } as unknown as { name: string };
      try {
        await deleteTopicsV6.api.async(connection, [topic], CREATE_MS);
        return true;
      } catch (error) {
        if (hasApiError(error, "UNKNOWN_TOPIC_ID")) return false;
        throw error;
      }
    };
    return this.#ask(`delete the topic ${name}`, remove, CREATE_MS);
  }

  topicConfig(name: string): Promise<ReadonlyMap<string, string>> {
    return this.#ask(`read the settings of the topic ${name}`, async () => {
      const resource = { resourceType: ResourceTypes.TOPIC, resourceName: name };
      const [found] = await this.#admin.describeConfigs({ resources: [resource] });
      return new Map(found?.configs.map((one) => [one.name, one.value ?? ""]));
    });
  }

  offsets(topic: string, partitions: number, at: OffsetPosition): Promise<bigint[]> {
    return this.#ask(`read the offsets of the topic ${topic}`, async () => {
      const timestamp = timestampOf(at);
      const wanted = Array.from({ length: partitions }, (_, partitionIndex) => {
        return { partitionIndex, timestamp };
      });
      const [found] = await this.#admin.listOffsets({
        topics: [{ name: topic, partitions: wanted }],
        // What is not committed yet may never be: a reader would wait for it.
        isolationLevel: FetchIsolationLevels.READ_COMMITTED,
      });
      const offsets = new Array<bigint>(partitions).fill(-1n);
      // The client gives them in any order.
      for (const one of found?.partitions ?? []) offsets[one.partitionIndex] = one.offset;
      return typeof at === "object" ? this.#endWhereNone(topic, offsets) : offsets;
    });
  }

  async close(): Promise<void> {
    await within(this.#admin.close(), ANSWER_MS).catch(() => undefined);
  }

  /** The cluster answers −1 where no record is that late. */
  async #endWhereNone(topic: string, offsets: bigint[]): Promise<bigint[]> {
    if (offsets.every((offset) => offset >= 0n)) return offsets;
    const ends = await this.offsets(topic, offsets.length, "latest");
    return offsets.map((offset, partition) => (offset >= 0n ? offset : (ends[partition] ?? 0n)));
  }

  async #ask<Answer>(what: string, ask: () => Promise<Answer>, limitMs = ANSWER_MS) {
    try {
      return await within(this.#untilSettled(ask, limitMs), limitMs);
    } catch (error) {
      throw explainFailure(error, this.#connection, what);
    }
  }

  /** Asks again while brokers still hear of a new topic or a new leader. */
  async #untilSettled<Answer>(ask: () => Promise<Answer>, limitMs: number): Promise<Answer> {
    const endMs = Date.now() + limitMs;
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        const isPassing = PASSING.some((name) => hasApiError(error, name));
        if (!isPassing || Date.now() > endMs) throw error;
        this.#admin.clearMetadata();
        await setTimeout(PASSING_MS);
      }
    }
  }
}

const PASSING = ["NOT_LEADER_OR_FOLLOWER", "LEADER_NOT_AVAILABLE", "NOT_CONTROLLER"];
const PASSING_MS = 100;

/** The client tells of a topic that the cluster does not know by its own error. */
function isUnknownTopic(error: unknown): boolean {
  if (hasApiError(error, "UNKNOWN_TOPIC_OR_PARTITION")) return true;
  return error instanceof Error && /^Unknown topic /.test(error.message);
}

function timestampOf(at: OffsetPosition): bigint {
  if (at === "earliest") return ListOffsetTimestamps.EARLIEST;
  if (at === "latest") return ListOffsetTimestamps.LATEST;
  return BigInt(at.timestampMs);
}
