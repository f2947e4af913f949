import { type Admin, FetchIsolationLevels, ListOffsetTimestamps } from "@platformatic/kafka";
import type { OffsetPosition, TopicPartitions } from "#live/core/cluster/cluster.ts";
import type { AdminSession } from "./admin-session.ts";
import { FAILOVER_MS } from "./retry-while-unsettled.ts";

type TopicOffsets = Map<string, bigint[]>;

/** Looks up one offset per partition, by topic. */
export function listOffsets(
  session: AdminSession,
  topics: readonly TopicPartitions[],
  at: OffsetPosition,
): Promise<TopicOffsets> {
  const list = async (client: Admin) => {
    await expectKnown(client, topics);
    const offsets = await fetchOffsets(client, topics, at);
    return typeof at === "object" ? replaceMissingByEnds(session, topics, offsets) : offsets;
  };
  return session.ask("read the topics' offsets", list, { failoverMs: FAILOVER_MS });
}

/** If a topic no longer exists, the client's listOffsets throws where nothing can catch it. */
async function expectKnown(client: Admin, topics: readonly TopicPartitions[]): Promise<void> {
  const metadata = await client.metadata({ topics: topics.map(({ name }) => name) });
  for (const { name, partitions } of topics) {
    const known = metadata.topics.get(name)?.partitionsCount ?? 0;
    if (known < partitions) throw new Error(`Unknown topic ${name}.`);
  }
}

async function fetchOffsets(
  client: Admin,
  topics: readonly TopicPartitions[],
  at: OffsetPosition,
): Promise<TopicOffsets> {
  const timestamp = timestampOf(at);
  const requested = topics.map(({ name, partitions }) => ({
    name,
    partitions: Array.from({ length: partitions }, (_, partitionIndex) => {
      return { partitionIndex, timestamp };
    }),
  }));
  const found = await client.listOffsets({
    topics: requested,
    isolationLevel: isolationOf(at),
  });
  const offsets = new Map(
    topics.map(({ name, partitions }) => [name, new Array<bigint>(partitions).fill(-1n)]),
  );
  // The client returns partitions in any order.
  for (const { name, partitions } of found) {
    const ofTopic = offsets.get(name);
    if (ofTopic === undefined) continue;
    for (const { partitionIndex, offset } of partitions) ofTopic[partitionIndex] = offset;
  }
  return offsets;
}

/** The cluster returns −1 where no record is that late. */
async function replaceMissingByEnds(
  session: AdminSession,
  topics: readonly TopicPartitions[],
  offsets: TopicOffsets,
): Promise<TopicOffsets> {
  const late = topics.filter(({ name }) => offsets.get(name)?.some((offset) => offset < 0n));
  if (late.length === 0) return offsets;
  const ends = await listOffsets(session, late, "latest");
  for (const [name, ofTopic] of ends) {
    const found = offsets.get(name) ?? [];
    offsets.set(
      name,
      found.map((offset, partition) => (offset < 0n ? (ofTopic[partition] ?? 0n) : offset)),
    );
  }
  return offsets;
}

/** An open transaction may never be committed, and a reader would wait for it. */
export function isolationOf(at: OffsetPosition) {
  return at === "newest"
    ? FetchIsolationLevels.READ_UNCOMMITTED
    : FetchIsolationLevels.READ_COMMITTED;
}

/** As the protocol has it. */
export function timestampOf(at: OffsetPosition): bigint {
  if (at === "earliest") return ListOffsetTimestamps.EARLIEST;
  if (at === "latest" || at === "newest") return ListOffsetTimestamps.LATEST;
  return BigInt(at.timestampMs);
}
