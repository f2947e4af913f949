import { type Admin, deleteTopicsV6, ResourceTypes } from "@platformatic/kafka";
import type { NewTopic, TopicDescription } from "#live/core/cluster/cluster.ts";
import type { AdminSession } from "./admin-session.ts";
import { hasApiError } from "./failure-signs.ts";
import { leaderlessTopics } from "./leaderless-topics.ts";
import { FAILOVER_MS, NO_LEADER, NoController } from "./retry-while-unsettled.ts";

/** Creating a topic waits for all its partitions. */
const CREATE_TIMEOUT_MS = 30_000;

/** After this time, a partition of a new topic, or of a broker that has died, counts as leaderless. */
const ELECTION_MS = 2_000;

/** Describes the topics that exist; leaderless partitions are listed as offline. */
export function describeTopics(
  session: AdminSession,
  names: readonly string[],
): Promise<TopicDescription[]> {
  const task = names.length === 1 ? `describe the topic ${names[0]}` : "describe the topics";
  const electedMs = Date.now() + ELECTION_MS;
  return session.ask(task, async (client) => {
    try {
      return await fetchTopics(client, names);
    } catch (error) {
      if (hasApiError(error, NO_LEADER) && Date.now() >= electedMs) return leaderlessTopics(error);
      if (!isUnknownTopic(error)) throw error;
      // One unknown topic makes the client drop the whole response.
      if (names.length === 1) return [];
      const each = await Promise.all(names.map((name) => describeTopics(session, [name])));
      return each.flat();
    }
  });
}

async function fetchTopics(client: Admin, names: readonly string[]): Promise<TopicDescription[]> {
  const { topics } = await client.metadata({ topics: [...names], forceUpdate: true });
  return [...topics].flatMap(([name, known]) => {
    // The client does not describe internal topics.
    if (known === undefined) return [];
    const { id, partitions, partitionsCount } = known;
    const replicationFactor = partitions[0]?.replicas.length ?? 0;
    return { name, id, partitions: partitionsCount, replicationFactor, offline: [] };
  });
}

/** Lists all topics, including internal ones. */
export function listTopicNames(session: AdminSession): Promise<string[]> {
  const electedMs = Date.now() + ELECTION_MS;
  return session.ask("list the topics", async (client) => {
    try {
      return await client.listTopics({ includeInternals: true });
    } catch (error) {
      if (!hasApiError(error, NO_LEADER) || Date.now() < electedMs) throw error;
      return leaderlessTopics(error).map(({ name }) => name);
    }
  });
}

/** Creates a topic and returns its id. */
export function createTopic(
  session: AdminSession,
  { name, partitions, replicationFactor, config }: NewTopic,
): Promise<string> {
  const create = async (client: Admin) => {
    const configs = Object.entries(config).map(([key, value]) => ({ name: key, value }));
    const topics = { topics: [name], partitions, replicas: replicationFactor, configs };
    const [created] = await client.createTopics(topics);
    if (created === undefined) throw new Error("the response does not contain the new topic");
    return created.id;
  };
  return session.ask(`create the topic ${name}`, create, { timeoutMs: CREATE_TIMEOUT_MS });
}

/**
 * Deletes a topic by its id, so that another topic that was created with this name stays.
 *
 * @returns false if it no longer existed
 */
export function deleteTopicById(session: AdminSession, name: string, id: string): Promise<boolean> {
  const remove = async (client: Admin) => {
    const { controllerId } = await client.metadata({ topics: [], forceUpdate: true });
    const connection = await connectToController(client, controllerId);
    // With an id, the protocol requires a null name, which the client's types do not allow.
    const topic = { name: null, topicId: id } as unknown as { name: string };
    try {
      await deleteTopicsV6.api.async(connection, [topic], CREATE_TIMEOUT_MS);
      return true;
    } catch (error) {
      if (hasApiError(error, "UNKNOWN_TOPIC_ID")) return false;
      throw error;
    }
  };
  return session.ask(`delete the topic ${name}`, remove, { timeoutMs: CREATE_TIMEOUT_MS });
}

/** The brokers still name a controller that has just died for a few seconds. */
async function connectToController(client: Admin, id: number) {
  const connections = await client.connectToBrokers([id]).catch((cause) => {
    throw new NoController(cause);
  });
  const connection = connections.get(id);
  if (connection === undefined) throw new NoController();
  return connection;
}

/** Reads the topics' settings, by topic and name. */
export function readTopicConfigs(
  session: AdminSession,
  names: readonly string[],
): Promise<Map<string, ReadonlyMap<string, string>>> {
  const read = async (client: Admin) => {
    const resources = names.map((resourceName) => {
      return { resourceType: ResourceTypes.TOPIC, resourceName };
    });
    const found = await client.describeConfigs({ resources });
    return new Map(
      found.map(({ resourceName, configs }) => {
        return [resourceName, new Map(configs.map((one) => [one.name, one.value ?? ""]))];
      }),
    );
  };
  return session.ask("read the topics' settings", read, { failoverMs: FAILOVER_MS });
}

/** The client reports a topic that the cluster does not know with an error of its own. */
function isUnknownTopic(error: unknown): boolean {
  if (hasApiError(error, "UNKNOWN_TOPIC_OR_PARTITION")) return true;
  return error instanceof Error && /^Unknown topic /.test(error.message);
}
