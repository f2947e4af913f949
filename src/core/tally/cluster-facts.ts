/** What a cluster says of a topic besides the records that were read. */
export interface ClusterFacts {
  readonly partitions: readonly ClusterPartition[];
  /** Whether the numbers of records are estimates. */
  readonly isEstimate: boolean;
  /** `delete`, `compact` or both; undefined if this login may not see it. */
  readonly cleanupPolicy: string | undefined;
  /** The groups that read the topic; undefined if this login may not see them. */
  readonly groups: readonly ClusterGroup[] | undefined;
  /** For reports. */
  readonly sentences: readonly string[];
}

/** A partition as it is on the cluster. */
interface ClusterPartition {
  /** Those of the time that was looked at, which are at least as many as records. */
  readonly offsets: number;
  readonly records: number;
  /** On the disk of its leader, of all times; undefined if this login may not see it. */
  readonly bytes: number | undefined;
}

/** A consumer group that reads the topic. */
export interface ClusterGroup {
  readonly group: string;
  /** As Kafka writes it: `Stable`, `Empty`, … */
  readonly state: string;
  /** Records that it has not read, by partition; null where it has committed no offset. */
  readonly lags: readonly (number | null)[] | undefined;
  /** Under its assignment as it is; undefined if no consumer reads the topic, or that is not known. */
  readonly busiest: BusiestMember | undefined;
}

interface BusiestMember {
  /** Consumers with partitions of this topic. */
  readonly consumers: number;
  readonly clientId: string;
  readonly host: string;
  readonly partitions: readonly number[];
  /** Of the topic's records, 0…1. */
  readonly share: number;
}
