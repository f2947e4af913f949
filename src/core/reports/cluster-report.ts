import type { ClusterFacts, ClusterGroup } from "../tally/cluster-facts.ts";

/** What a cluster says of a topic, as schemas/report.schema.json has it. */
export interface ClusterReport {
  /** Where `cleanup.policy` may be read. */
  cleanup_policy?: string;
  /** Whether the numbers of records are estimates. */
  is_estimate: boolean;
  partition_offsets: number[];
  partition_records: number[];
  /** On the disk of each leader; null where that is not known. */
  partition_bytes?: (number | null)[];
  /** Left out if they may not be seen. */
  groups?: GroupReport[];
}

interface GroupReport {
  group: string;
  state: string;
  /** Records that were not read, by partition; null where no offset is committed. */
  lags?: (number | null)[];
  busiest_consumer?: {
    consumers: number;
    client_id: string;
    host: string;
    partitions: number[];
    share: number;
  };
}

export function clusterReport(facts: ClusterFacts): ClusterReport {
  const { cleanupPolicy, partitions, groups } = facts;
  const areSizesKnown = partitions.some(({ bytes }) => bytes !== undefined);
  return {
    ...(cleanupPolicy !== undefined && { cleanup_policy: cleanupPolicy }),
    is_estimate: facts.isEstimate,
    partition_offsets: partitions.map(({ offsets }) => offsets),
    partition_records: partitions.map(({ records }) => records),
    ...(areSizesKnown && { partition_bytes: partitions.map(({ bytes }) => bytes ?? null) }),
    ...(groups && { groups: groups.map(groupReport) }),
  };
}

function groupReport({ group, state, lags, busiest }: ClusterGroup): GroupReport {
  return {
    group,
    state,
    ...(lags && { lags: [...lags] }),
    ...(busiest && {
      busiest_consumer: {
        consumers: busiest.consumers,
        client_id: busiest.clientId,
        host: busiest.host,
        partitions: [...busiest.partitions],
        share: busiest.share,
      },
    }),
  };
}
