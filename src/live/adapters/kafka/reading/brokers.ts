import {
  type Broker,
  type Connection as BrokerConnection,
  ConnectionPool,
  listOffsetsV6,
  metadataV10,
  ProtocolError,
} from "@platformatic/kafka";
import type { OffsetPosition } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { adminOptions, CLIENT_ID } from "../admin-options.ts";
import { responseOf } from "../failure-signs.ts";
import { firstToAnswer } from "../first-to-answer.ts";
import { isolationOf, timestampOf } from "../offset-requests.ts";
import { withTimeout } from "../with-timeout.ts";

const CLOSE_TIMEOUT_MS = 2_000;
const NO_LEADER = -1;
const NO_ID = "00000000-0000-0000-0000-000000000000";
const TOPIC_AUTHORIZATION_FAILED = 29;

type Metadata = metadataV10.MetadataResponse;

/** What is known of topics; one that does not exist is missing. */
export type Leaders = ReadonlyMap<string, LeadersOfTopic>;

interface LeadersOfTopic {
  /** Assigned by the cluster: a topic that is recreated with the same name has another id. */
  readonly topicId: string;
  /** By partition; −1 if it has no leader. */
  readonly ids: readonly number[];
  /** Whether this login may not know them. */
  readonly isDenied: boolean;
  /** Whether the topic was deleted, and one with the same name created, since it was first seen. */
  readonly isReplaced: boolean;
}

interface Servers {
  readonly pool: ConnectionPool;
  /** The first one answers. */
  readonly bootstrap: readonly Broker[];
}

/** Connections to a cluster's brokers, apart from those of the admin: a fetch may take long. */
export class Brokers {
  readonly #connection: Connection;
  #servers: Promise<Servers> | undefined;
  readonly #known = new Map<number, Broker>();
  /** The ids of topics as they were first seen, by name. */
  readonly #topicIds = new Map<string, string>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The leaders of those of the topics that exist. */
  async leaders(topics: readonly string[]): Promise<Leaders> {
    const { brokers, topics: found } = await this.#metadata(topics);
    this.#known.clear();
    for (const { nodeId, host, port } of brokers) this.#known.set(nodeId, { host, port });
    const leaders = new Map<string, LeadersOfTopic>();
    for (const { name, topicId, errorCode, partitions } of found) {
      const ids: number[] = [];
      for (const { partitionIndex, leaderId } of partitions) ids[partitionIndex] = leaderId;
      const isDenied = errorCode === TOPIC_AUTHORIZATION_FAILED;
      if (typeof name !== "string" || (ids.length === 0 && !isDenied)) continue;
      leaders.set(name, {
        topicId,
        ids,
        isDenied,
        isReplaced: this.#isReplaced(name, topicId),
      });
    }
    return leaders;
  }

  /** The ids of the brokers that were up when leaders were last asked for. */
  knownIds(): number[] {
    return [...this.#known.keys()];
  }

  /** Clusters that were upgraded from before 2.8 may have no ids. */
  #isReplaced(name: string, id: string): boolean {
    const first = this.#topicIds.get(name);
    if (first === undefined && id !== NO_ID) this.#topicIds.set(name, id);
    return first !== undefined && id !== NO_ID && id !== first;
  }

  /** A connection to one broker. @throws any error if there is none */
  async connect(id: number): Promise<BrokerConnection> {
    const broker = this.#known.get(id);
    if (broker === undefined) throw new ProtocolError("BROKER_NOT_AVAILABLE");
    const connection = await (await this.#reach()).pool.get(broker);
    // The waiting request gets the error, too; without a listener, it would end the program.
    return connection.off("error", ignore).on("error", ignore);
  }

  /**
   * One offset per partition, and 0 for those without a leader; the end where no record is as late.
   */
  async offsets(topic: string, at: OffsetPosition): Promise<bigint[]> {
    const leaders = (await this.leaders([topic])).get(topic)?.ids ?? [];
    const offsets = leaders.map(() => 0n);
    await Promise.all(
      [...new Set(leaders)].map(async (leader) => {
        if (leader === NO_LEADER) return;
        const partitions = leaders.flatMap((one, i) => (one === leader ? i : []));
        const found = await this.offsetsAt(leader, topic, partitions, at);
        const late = partitions.filter((partition) => (found.get(partition) ?? 0n) < 0n);
        const ends = await this.offsetsAt(leader, topic, late, "latest");
        for (const [partition, offset] of [...found, ...ends]) offsets[partition] = offset;
      }),
    );
    return offsets;
  }

  /** The offsets of partitions that this broker leads; −1 where no record is that late. */
  async offsetsAt(
    leader: number,
    topic: string,
    partitions: readonly number[],
    at: OffsetPosition,
  ): Promise<Map<number, bigint>> {
    if (partitions.length === 0) return new Map();
    const connection = await this.connect(leader);
    const asked = partitions.map((partitionIndex) => {
      return { partitionIndex, currentLeaderEpoch: -1, timestamp: timestampOf(at) };
    });
    const request = [{ name: topic, partitions: asked }];
    const { topics } = await listOffsetsV6.api.async(connection, -1, isolationOf(at), request);
    const found = topics.flatMap((one) => one.partitions);
    return new Map(found.map(({ partitionIndex, offset }) => [partitionIndex, offset]));
  }

  async close(): Promise<void> {
    const servers = await this.#servers?.catch(() => undefined);
    if (servers === undefined) return;
    await withTimeout(servers.pool.close(), CLOSE_TIMEOUT_MS).catch(() => undefined);
  }

  /** The library's error for a topic or partition would hide what is known of the others. */
  async #metadata(topics: readonly string[]): Promise<Metadata> {
    const { pool, bootstrap } = await this.#reach();
    const known = [...this.#known.values()].filter((one) => pool.getEstablishedConnection(one));
    const connection = await pool.getFirstAvailable([...known, ...bootstrap]);
    try {
      return await metadataV10.api.async(connection, [...topics], false, false);
    } catch (error) {
      const response = responseOf(error);
      if (response === undefined) throw error;
      return response as Metadata;
    }
  }

  #reach(): Promise<Servers> {
    this.#servers ??= firstToAnswer(this.#connection, "read records").then((connection) => ({
      pool: new ConnectionPool(CLIENT_ID, adminOptions(connection)),
      bootstrap: connection.bootstrap.map(brokerOf),
    }));
    this.#servers.catch(() => {
      this.#servers = undefined;
    });
    return this.#servers;
  }
}

function ignore(): void {}

/** `host:port`; an IPv6 address is in brackets. */
function brokerOf(server: string): Broker {
  const colon = server.lastIndexOf(":");
  const host = server.slice(0, colon).replace(/^\[|\]$/g, "");
  return { host, port: Number(server.slice(colon + 1)) };
}
