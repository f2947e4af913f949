/** What a cluster says about its consumer groups. Share groups have no offsets and are left out. */
export interface ConsumerGroups {
  /** In the order of their ids. Groups that this login may not describe are missing. */
  readonly groups: readonly ConsumerGroup[];
  /** Why the groups of some brokers are missing, one reason for each of these brokers. */
  readonly unread: readonly string[];
}

export interface ConsumerGroup {
  readonly id: string;
  /** As Kafka writes it: `Stable`, `Empty`, … */
  readonly state: string;
  /** Undefined if this login may not see them, or if they do not say which partitions they read. */
  readonly members: readonly GroupMember[] | undefined;
  /** The offsets of the next records to read; undefined if this login may not see them. */
  readonly committed: CommittedOffsets | undefined;
}

export interface GroupMember {
  /** Unique in the group. */
  readonly id: string;
  readonly clientId: string;
  readonly host: string;
  readonly partitions: AssignedPartitions;
}

/** Numbers of partitions by topic. */
export type AssignedPartitions = ReadonlyMap<string, readonly number[]>;

/** Offsets by partition, by topic; a partition without one is missing. */
export type CommittedOffsets = ReadonlyMap<string, ReadonlyMap<number, bigint>>;

/** Bytes of each partition by topic; undefined where they are not known. */
export type PartitionSizes = ReadonlyMap<string, readonly (number | undefined)[]>;
