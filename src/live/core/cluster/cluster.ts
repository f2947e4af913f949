import type { RecordColumns } from "../records/record-columns.ts";
import type { ConsumerGroups, PartitionSizes } from "./consumer-groups.ts";

/**
 * What live mode needs from a cluster, independent of the client. Every method throws a UserError
 * with the likely cause if the cluster, the network or a permission is the problem.
 */
export interface ClusterAdmin {
  /** Connects, logs in and describes the cluster, within 10 s. */
  describe(): Promise<ClusterDescription>;
  /** Undefined if the topic does not exist, is internal, or is not visible to this login. */
  topic(name: string): Promise<TopicDescription | undefined>;
  /** Those of the topics that exist. */
  topics(names: readonly string[]): Promise<TopicDescription[]>;
  /** Names of all topics that this login can see. */
  topicNames(): Promise<string[]>;
  /** Returns the new topic's id. Never touches an existing topic. */
  createTopic(topic: NewTopic): Promise<string>;
  /** Deletes the topic with this id; returns false if it no longer exists. */
  deleteTopic(name: string, id: string): Promise<boolean>;
  /** Settings such as retention.ms, with the cluster's defaults. */
  topicConfig(name: string): Promise<ReadonlyMap<string, string>>;
  /** The same for several topics, by name. */
  topicConfigs(names: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /**
   * One offset per partition.
   */
  offsets(topic: string, partitions: number, at: OffsetPosition): Promise<bigint[]>;
  /** The same for several topics, by name; each partition must have a leader. */
  manyOffsets(
    topics: readonly TopicPartitions[],
    at: OffsetPosition,
  ): Promise<ReadonlyMap<string, readonly bigint[]>>;
  /** Bytes of each partition on the disk of its leader; undefined if this login may not see them. */
  partitionSizes(topics: readonly string[]): Promise<PartitionSizes | undefined>;
  /** All groups with their members and offsets. Looks up no coordinator, so that it creates nothing. */
  consumerGroups(): Promise<ConsumerGroups>;
  close(): Promise<void>;
}

/**
 * `earliest`: the first record; `latest`: after the last committed record; `newest`: after the last
 * record, committed or not; `{timestampMs}`: the first record at or after this time, or `latest` if
 * there is none.
 */
export type OffsetPosition = "earliest" | "latest" | "newest" | { readonly timestampMs: number };

export interface ClusterDescription {
  readonly id: string;
  readonly brokers: number;
}

export interface TopicDescription {
  readonly name: string;
  /** Assigned by the cluster: a topic that is recreated with the same name has another id. */
  readonly id: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Partitions without a leader, which cannot be queried or read. */
  readonly offline: readonly number[];
}

export type TopicPartitions = Pick<TopicDescription, "name" | "partitions">;

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Writes records; `flush` reports failures. */
export interface RecordProducer {
  /** Name and version, for reports. */
  readonly client: string;
  /**
   * Queues a record. Returns false if the queue is full: call `drain`, then try again.
   *
   * @param key null lets the client choose any partition
   */
  send(key: Uint8Array | null, value: Uint8Array): boolean;
  drain(): Promise<void>;
  /** Waits until every record has been acknowledged or has failed. */
  flush(signal: AbortSignal): Promise<Deliveries>;
  close(): Promise<void>;
}

export interface Deliveries {
  /** Records that the client sent and did not report as failed. */
  readonly delivered: number;
  readonly failed: number;
  /** Numbers of failed records by the client's reason. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** Where records are from. */
export interface RecordPlace {
  readonly topic: string;
  readonly partition: number;
}

/** Different for each partition of each topic. */
export function placeKey({ topic, partition }: RecordPlace): string {
  return `${partition}:${topic}`;
}

/** Takes records of one partition, whose columns are valid until it returns. */
export type TakeRecords = (records: RecordColumns, place: RecordPlace) => void;

/** Reads ranges of offsets. */
export interface RecordReader {
  /**
   * Passes every committed record of `ranges` (at most one range per partition at a time) to `take`,
   * in order within a partition. Ends when the positions reach the ends of the ranges, also past
   * control records and gaps from compaction, or when no more records arrive.
   *
   * @returns the ranges that were not read to their ends
   */
  read(
    ranges: readonly OffsetRange[],
    take: TakeRecords,
    options: ReadOptions,
  ): Promise<UnreadRange[]>;
  /** Like the admin's `offsets`, but with 0 for leaderless partitions. */
  offsets(topic: TopicDescription, at: OffsetPosition): Promise<bigint[]>;
  close(): Promise<void>;
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  /** Whether to read a few records from each of many partitions, so that little is read ahead. */
  readonly isSample?: boolean;
}

export interface OffsetRange extends RecordPlace {
  /** Inclusive. */
  readonly start: bigint;
  /** Exclusive. */
  readonly end: bigint;
}

export interface UnreadRange extends OffsetRange {
  readonly reason: string;
}
