import { listOffsetsV6 } from "@platformatic/kafka";
import type { OffsetPosition } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type {
  ClusterWatcher,
  Observation,
  ObservedDetails,
  ObservedTopic,
} from "#live/core/monitoring/observation.ts";
import { explainFailure } from "./explain-failure.ts";
import { responseOf } from "./failure-signs.ts";
import { readGroups } from "./groups/read-groups.ts";
import { readPartitionSizes } from "./log-dir-requests.ts";
import { isolationOf, timestampOf } from "./offset-requests.ts";
import { type Partitions, partitionsByLeader } from "./partitions-by-leader.ts";
import { Brokers, type Leaders } from "./reading/brokers.ts";
import { BROKER_TIMEOUT_MS, withTimeout } from "./with-timeout.ts";

const TASK = "observe the topics";
/** For everything; each broker has less time. */
const TIMEOUT_MS = 20_000;

type Offsets = Map<string, (number | undefined)[]>;

/**
 * Observes topics with one ListOffsets request to each broker. What a broker does not answer is unknown,
 * and the leaders are looked up again.
 */
export class KafkaWatcher implements ClusterWatcher {
  readonly #connection: Connection;
  readonly #brokers: Brokers;
  #leaders: Leaders | undefined;

  constructor(connection: Connection) {
    this.#connection = connection;
    this.#brokers = new Brokers(connection);
  }

  observe(topics: readonly string[], withDetails: boolean): Promise<Observation> {
    return this.#ask(async () => {
      const leaders = await this.#leadersOf(topics, withDetails);
      const observed = await this.#offsets(leaders, "newest");
      const atMs = Date.now();
      const details = withDetails ? await this.#details(leaders) : undefined;
      return { atMs, topics: observed, details };
    });
  }

  offsetsAt(topics: readonly string[], timestampMs: number): Promise<ObservedTopic[]> {
    return this.#ask(async () => {
      const leaders = await this.#leadersOf(topics, true);
      const found = await this.#offsets(leaders, { timestampMs });
      const ends = new Map(
        (await this.#offsets(leaders, "newest")).map((one) => [one.name, one.ends]),
      );
      return found.map(({ name, id, ends: offsets }) => {
        const endOf = (partition: number) => ends.get(name)?.[partition];
        return { name, id, ends: offsets.map((one, i) => (one === -1 ? endOf(i) : one)) };
      });
    });
  }

  close(): Promise<void> {
    return this.#brokers.close();
  }

  async #ask<Answer>(request: () => Promise<Answer>): Promise<Answer> {
    try {
      return await withTimeout(request(), TIMEOUT_MS);
    } catch (error) {
      this.#leaders = undefined;
      throw explainFailure(error, this.#connection, TASK);
    }
  }

  async #leadersOf(topics: readonly string[], isFresh: boolean): Promise<Leaders> {
    if (isFresh || this.#leaders === undefined) {
      this.#leaders = await this.#brokers.leaders(topics);
    }
    return this.#leaders;
  }

  async #offsets(leaders: Leaders, at: OffsetPosition): Promise<ObservedTopic[]> {
    const offsets: Offsets = new Map(
      [...leaders].map(([topic, { ids }]) => [topic, ids.map(() => undefined)]),
    );
    const requests = [...partitionsByLeader(leaders)];
    const answers = await Promise.allSettled(
      requests.map(([leader, partitions]) => {
        return withTimeout(this.#ofLeader(leader, partitions, at), BROKER_TIMEOUT_MS);
      }),
    );
    const failed = answers.find((one) => one.status === "rejected");
    const found = answers.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    if (failed !== undefined && found.length === 0) throw failed.reason;
    const isComplete = found.map((topic) => addOffsets(topic, offsets)).every(Boolean);
    if (failed !== undefined || !isComplete) this.#leaders = undefined;
    return [...leaders].flatMap(([name, { topicId: id, isDenied }]) => {
      return isDenied ? [] : [{ name, id, ends: offsets.get(name) ?? [] }];
    });
  }

  async #ofLeader(leader: number, partitions: Partitions, at: OffsetPosition) {
    const connection = await this.#brokers.connect(leader);
    const timestamp = timestampOf(at);
    const topics = [...partitions].map(([name, numbers]) => {
      const asked = numbers.map((partitionIndex) => {
        return { partitionIndex, currentLeaderEpoch: -1, timestamp };
      });
      return { name, partitions: asked };
    });
    return listOffsetsV6.api.async(connection, -1, isolationOf(at), topics).then(
      (response) => response.topics,
      (error: unknown) => topicsIn(error),
    );
  }

  /** Groups and sizes are not worth failing for. */
  async #details(leaders: Leaders): Promise<ObservedDetails> {
    const [sizes, groups] = await Promise.allSettled([
      readPartitionSizes(this.#brokers, leaders),
      readGroups(this.#brokers, String),
    ]);
    return {
      sizes: sizes.status === "fulfilled" ? sizes.value : undefined,
      groups: groups.status === "fulfilled" ? groups.value.groups : undefined,
    };
  }
}

type FoundTopics = listOffsetsV6.ListOffsetsResponse["topics"];

/** The library throws for one partition, and keeps the response. */
function topicsIn(error: unknown): FoundTopics {
  const response = responseOf(error) as listOffsetsV6.ListOffsetsResponse | undefined;
  if (response === undefined) throw error;
  return response.topics;
}

/** @returns whether all partitions were answered */
function addOffsets({ name, partitions }: FoundTopics[number], offsets: Offsets): boolean {
  const ofTopic = offsets.get(name);
  let isComplete = true;
  for (const { partitionIndex, errorCode, offset } of partitions) {
    if (ofTopic !== undefined && errorCode === 0) ofTopic[partitionIndex] = Number(offset);
    else isComplete = false;
  }
  return isComplete;
}
