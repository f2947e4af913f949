/**
 * A cluster as live mode needs it, whatever client talks to it. Every method throws a UserError
 * with the likely cause where the cluster, the network or a right is what is wrong.
 */
export interface ClusterAdmin {
  /** Connects, logs in and asks for the cluster's own data, within 10 s. */
  describe(): Promise<ClusterDescription>;
  /** Undefined where there is no such topic, none that this login may see, or an internal one. */
  topic(name: string): Promise<TopicDescription | undefined>;
  /** Those of these topics that there are. */
  topics(names: readonly string[]): Promise<TopicDescription[]>;
  /** Names of all topics that this login may see. */
  topicNames(): Promise<string[]>;
  /** The new topic's id. Never touches one that exists. */
  createTopic(topic: NewTopic): Promise<string>;
  /** Deletes the topic of this name if it still is the one with this id; says whether it did. */
  deleteTopic(name: string, id: string): Promise<boolean>;
  /** Settings such as retention.ms, with the cluster's defaults. */
  topicConfig(name: string): Promise<ReadonlyMap<string, string>>;
  /** The same of several topics, by their names. */
  topicConfigs(names: readonly string[]): Promise<ReadonlyMap<string, ReadonlyMap<string, string>>>;
  /**
   * One offset for each partition: the first that is there, the one behind the last that is
   * committed, or by time.
   */
  offsets(topic: string, partitions: number, at: OffsetPosition): Promise<bigint[]>;
  /** The same of several topics, by their names; each partition must have a leader. */
  manyOffsets(
    topics: readonly TopicPartitions[],
    at: OffsetPosition,
  ): Promise<ReadonlyMap<string, readonly bigint[]>>;
  close(): Promise<void>;
}

/**
 * `latest`: behind the last record that is committed; `newest`: behind the last one of all;
 * `{timestampMs}`: the first record at or after it, or the latest where there is none.
 */
export type OffsetPosition = "earliest" | "latest" | "newest" | { readonly timestampMs: number };

export interface ClusterDescription {
  readonly id: string;
  readonly brokers: number;
}

export interface TopicDescription {
  readonly name: string;
  /** Given by the cluster: another topic of the same name has another id. */
  readonly id: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  /** Partitions that no broker leads at present: nothing of them can be asked or read. */
  readonly offline: readonly number[];
}

/** What is asked of a topic's partitions. */
export type TopicPartitions = Pick<TopicDescription, "name" | "partitions">;

export interface NewTopic {
  readonly name: string;
  readonly partitions: number;
  readonly replicationFactor: number;
  readonly config: Readonly<Record<string, string>>;
}

/** Writes records; what has failed is told once all are through. */
export interface RecordProducer {
  /** Name and version, for reports. */
  readonly client: string;
  /**
   * Takes a record. False where there is no room: call `drain` before the next one.
   *
   * @param key null: the client places the record as it likes
   */
  send(key: Uint8Array | null, value: Uint8Array): boolean;
  drain(): Promise<void>;
  /** Waits until every record is acknowledged or has failed. */
  flush(signal: AbortSignal): Promise<Deliveries>;
  close(): Promise<void>;
}

export interface Deliveries {
  /** Records that the client has sent and not reported as failed. */
  readonly delivered: number;
  readonly failed: number;
  /** Records by the reason that the client gives. */
  readonly reasons: ReadonlyMap<string, number>;
}

/** A record as it was read from the cluster; its bytes are valid until the next one. */
export interface ReadRecord {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: Uint8Array | null;
  readonly value: Uint8Array | null;
  readonly headerBytes: number;
  /** By the producer's clock or the broker's, as the topic has it; undefined of records without one. */
  readonly timestampMs: number | undefined;
}

/** Reads partitions from one offset to another, whatever lies between. */
export interface RecordConsumer {
  /**
   * Gives every record of `ranges`, one a partition, to `onRecord`, those of one partition in order.
   * Ends where the positions have reached the ends, which control records and compaction gaps count
   * towards, or where nothing more comes.
   *
   * @returns what was not read to its end
   */
  read(
    ranges: readonly OffsetRange[],
    onRecord: (record: ReadRecord) => void,
    signal: AbortSignal,
  ): Promise<OffsetRange[]>;
  /** Offsets as an admin gives them; of a topic with partitions without a leader, 0 for these. */
  offsets(topic: TopicDescription, at: OffsetPosition): Promise<bigint[]>;
  close(): Promise<void>;
}

export interface OffsetRange {
  readonly topic: string;
  readonly partition: number;
  /** The first offset that is read. */
  readonly start: bigint;
  /** The first that is not. */
  readonly end: bigint;
}
