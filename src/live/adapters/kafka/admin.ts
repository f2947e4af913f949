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
  TopicPartitions,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { adminOptions } from "./admin-options.ts";
import { explainFailure, hasApiError } from "./explain-failure.ts";
import { firstToAnswer } from "./first-to-answer.ts";
import { leaderlessTopics } from "./leaderless-topics.ts";
import {
  NO_LEADER,
  NoController,
  type RetryDeadlines,
  RetryWhileUnsettled,
} from "./retry-while-unsettled.ts";
import { withTimeout } from "./with-timeout.ts";

/** For one answer; the first one, with connecting and logging in, gets as long. */
const ANSWER_MS = 9_000;
/** Making a topic waits for all its partitions. */
const CREATE_MS = 30_000;

/** A new topic, or one whose broker has just died, has its leaders within this time, or lacks them. */
const ELECTION_MS = 2_000;

/** After 9 s without a sign of it a broker is gone for the others, who then lead what it has led. */
const TAKE_OVER_MS = 20_000;

/**
 * The administrative side of a cluster by @platformatic/kafka, which is plain JavaScript: librdkafka's
 * binding cannot read the settings of a topic, nor delete a topic by its id.
 */
export class KafkaAdmin implements ClusterAdmin {
  readonly #connection: Connection;
  #admin: Admin;
  /** Ends when the client begins with a server that answers. */
  #reaching: Promise<void> | undefined;
  readonly #retries: RetryWhileUnsettled;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#admin = new Admin(adminOptions(connection));
    this.#retries = new RetryWhileUnsettled(() => this.#admin.clearMetadata());
  }

  describe(): Promise<ClusterDescription> {
    return this.#ask("describe the cluster", async () => {
      const { id, brokers } = await this.#admin.metadata({ topics: [], forceUpdate: true });
      return { id, brokers: brokers.size };
    });
  }

  async topic(name: string): Promise<TopicDescription | undefined> {
    const [found] = await this.topics([name]);
    return found;
  }

  topics(names: readonly string[]): Promise<TopicDescription[]> {
    const task = names.length === 1 ? `describe the topic ${names[0]}` : "describe the topics";
    const electedMs = Date.now() + ELECTION_MS;
    return this.#ask(task, async () => {
      try {
        const { topics } = await this.#admin.metadata({ topics: [...names], forceUpdate: true });
        return [...topics].flatMap(([name, known]) => {
          // The client knows nothing of topics that the brokers themselves keep.
          if (known === undefined) return [];
          const { id, partitions, partitionsCount } = known;
          const replicationFactor = partitions[0]?.replicas.length ?? 0;
          return { name, id, partitions: partitionsCount, replicationFactor, offline: [] };
        });
      } catch (error) {
        if (hasApiError(error, NO_LEADER) && Date.now() >= electedMs) {
          return leaderlessTopics(error);
        }
        if (!isUnknownTopic(error)) throw error;
        // The answer on all of them is lost with the one.
        if (names.length === 1) return [];
        const each = await Promise.all(names.map((name) => this.topics([name])));
        return each.flat();
      }
    });
  }

  topicNames(): Promise<string[]> {
    const electedMs = Date.now() + ELECTION_MS;
    return this.#ask("list the topics", async () => {
      try {
        return await this.#admin.listTopics({ includeInternals: true });
      } catch (error) {
        if (!hasApiError(error, NO_LEADER) || Date.now() < electedMs) throw error;
        return leaderlessTopics(error).map(({ name }) => name);
      }
    });
  }

  createTopic({ name, partitions, replicationFactor, config }: NewTopic): Promise<string> {
    const create = async () => {
      const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
      const topics = { topics: [name], partitions, replicas: replicationFactor, configs };
      const [created] = await this.#admin.createTopics(topics);
      if (created === undefined) throw new Error("the cluster said nothing of the new topic");
      return created.id;
    };
    return this.#ask(`create the topic ${name}`, create, { limitMs: CREATE_MS });
  }

  deleteTopic(name: string, id: string): Promise<boolean> {
    const remove = async () => {
      const { controllerId } = await this.#admin.metadata({ topics: [], forceUpdate: true });
      const connection = await this.#controller(controllerId);
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
    return this.#ask(`delete the topic ${name}`, remove, { limitMs: CREATE_MS });
  }

  async topicConfig(name: string): Promise<ReadonlyMap<string, string>> {
    return (await this.topicConfigs([name])).get(name) ?? new Map();
  }

  topicConfigs(names: readonly string[]): Promise<Map<string, ReadonlyMap<string, string>>> {
    return this.#ask(
      "read the topics' settings",
      async () => {
        const resources = names.map((resourceName) => {
          return { resourceType: ResourceTypes.TOPIC, resourceName };
        });
        const found = await this.#admin.describeConfigs({ resources });
        return new Map(
          found.map(({ resourceName, configs }) => {
            return [resourceName, new Map(configs.map((one) => [one.name, one.value ?? ""]))];
          }),
        );
      },
      { takeOverMs: TAKE_OVER_MS },
    );
  }

  async offsets(topic: string, partitions: number, at: OffsetPosition): Promise<bigint[]> {
    const found = await this.manyOffsets([{ name: topic, partitions }], at);
    return found.get(topic) ?? [];
  }

  manyOffsets(
    topics: readonly TopicPartitions[],
    at: OffsetPosition,
  ): Promise<Map<string, bigint[]>> {
    return this.#ask(
      "read the topics' offsets",
      async () => {
        const timestamp = timestampOf(at);
        const wanted = topics.map(({ name, partitions }) => ({
          name,
          partitions: Array.from({ length: partitions }, (_, partitionIndex) => {
            return { partitionIndex, timestamp };
          }),
        }));
        await this.#expectKnown(topics);
        const found = await this.#admin.listOffsets({
          topics: wanted,
          // What is not committed yet may never be: a reader would wait for it.
          isolationLevel:
            at === "newest"
              ? FetchIsolationLevels.READ_UNCOMMITTED
              : FetchIsolationLevels.READ_COMMITTED,
        });
        const offsets = new Map(
          topics.map(({ name, partitions }) => [name, new Array<bigint>(partitions).fill(-1n)]),
        );
        // The client gives them in any order.
        for (const { name, partitions } of found) {
          const ofTopic = offsets.get(name);
          for (const one of partitions) if (ofTopic) ofTopic[one.partitionIndex] = one.offset;
        }
        return typeof at === "object" ? this.#endWhereNone(topics, offsets) : offsets;
      },
      { takeOverMs: TAKE_OVER_MS },
    );
  }

  async close(): Promise<void> {
    await withTimeout(this.#admin.close(), ANSWER_MS).catch(() => undefined);
  }

  /** Of a topic that has gone, listing offsets would throw where nothing catches it. */
  async #expectKnown(topics: readonly TopicPartitions[]): Promise<void> {
    const metadata = await this.#admin.metadata({ topics: topics.map(({ name }) => name) });
    for (const { name, partitions } of topics) {
      const known = metadata.topics.get(name)?.partitionsCount ?? 0;
      if (known < partitions) throw new Error(`Unknown topic ${name}.`);
    }
  }

  /** A broker that has just died is still named for some seconds. */
  async #controller(id: number) {
    const connections = await this.#admin.connectToBrokers([id]).catch((cause) => {
      throw new NoController(cause);
    });
    const connection = connections.get(id);
    if (connection === undefined) throw new NoController();
    return connection;
  }

  /** The cluster answers −1 where no record is that late. */
  async #endWhereNone(
    topics: readonly TopicPartitions[],
    offsets: Map<string, bigint[]>,
  ): Promise<Map<string, bigint[]>> {
    const late = topics.filter(({ name }) => offsets.get(name)?.some((offset) => offset < 0n));
    if (late.length === 0) return offsets;
    const ends = await this.manyOffsets(late, "latest");
    for (const [name, ofTopic] of ends) {
      const found = offsets.get(name) ?? [];
      offsets.set(
        name,
        found.map((offset, partition) => (offset < 0n ? (ofTopic[partition] ?? 0n) : offset)),
      );
    }
    return offsets;
  }

  #reach(task: string): Promise<void> {
    this.#reaching ??= firstToAnswer(this.#connection, task).then(
      (connection) => {
        if (connection !== this.#connection) this.#admin = new Admin(adminOptions(connection));
      },
      (error) => {
        this.#reaching = undefined;
        throw error;
      },
    );
    return this.#reaching;
  }

  async #ask<Answer>(
    what: string,
    ask: () => Promise<Answer>,
    deadlines: Partial<RetryDeadlines> = {},
  ) {
    try {
      const reachAndAsk = async () => {
        await this.#reach(what);
        return ask();
      };
      return await this.#retries.ask(reachAndAsk, {
        limitMs: ANSWER_MS,
        takeOverMs: 0,
        ...deadlines,
      });
    } catch (error) {
      throw explainFailure(error, this.#connection, what);
    }
  }
}

/** The client tells of a topic that the cluster does not know by its own error. */
function isUnknownTopic(error: unknown): boolean {
  if (hasApiError(error, "UNKNOWN_TOPIC_OR_PARTITION")) return true;
  return error instanceof Error && /^Unknown topic /.test(error.message);
}

function timestampOf(at: OffsetPosition): bigint {
  if (at === "earliest") return ListOffsetTimestamps.EARLIEST;
  if (at === "latest" || at === "newest") return ListOffsetTimestamps.LATEST;
  return BigInt(at.timestampMs);
}
