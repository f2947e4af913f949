import type { ConsumerGroup, PartitionSizes } from "../cluster/consumer-groups.ts";

/** One value per partition; undefined where it is not known, such as where a broker is down. */
export type ByPartition = readonly (number | undefined)[];

/** What a cluster said at one time. */
export interface Observation {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Those of the watched topics that exist and that this login may see. */
  readonly topics: readonly ObservedTopic[];
  readonly details?: ObservedDetails | undefined;
}

export interface ObservedTopic {
  readonly name: string;
  /** Assigned by the cluster: a topic that is recreated with the same name has another id. */
  readonly id: string;
  /** The offset after the last record of each partition. */
  readonly ends: ByPartition;
}

/** What is asked for less often. */
export interface ObservedDetails {
  /** Undefined if this login may not see them, or if they could not be read. */
  readonly sizes: PartitionSizes | undefined;
  /** Undefined if they could not be read. */
  readonly groups: readonly ConsumerGroup[] | undefined;
}

/** Observes topics of a cluster. */
export interface ClusterWatcher {
  /**
   * Asks each broker once, and about details with a few requests more.
   *
   * @throws UserError if no broker answers
   */
  observe(topics: readonly string[], withDetails: boolean): Promise<Observation>;
  /** The offset of the first record at or after a time, or the end if there is none. */
  offsetsAt(topics: readonly string[], timestampMs: number): Promise<readonly ObservedTopic[]>;
  close(): Promise<void>;
}
