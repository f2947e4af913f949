import type { KnownTopic } from "../result.ts";

/** The parts of the JSON report about partitions and keys: as they are, and as simulated. */
export function skewObject({ traffic, recommendation }: KnownTopic) {
  const { skew, observed, placedBy } = recommendation;
  const { loads = [] } = traffic;
  // What more partitions would do is unknown, so no less is promised.
  const shareNow = observed?.byRecords.share ?? skew?.simulatedNow?.records ?? 1;
  const bytesNow = observed?.byBytes.share ?? skew?.simulatedNow?.bytes ?? 1;
  return {
    observed: observed && {
      hottest_partition: observed.byRecords.partition,
      hottest_partition_share: observed.byRecords.share,
      hottest_partition_by_bytes: observed.byBytes.partition,
      hottest_partition_bytes_share: observed.byBytes.share,
      partition_records: loads.map(({ records }) => records),
      partition_bytes: loads.map(({ bytes }) => bytes),
    },
    placed_by: placedBy && {
      partitioners: placedBy.names,
      basis: placedBy.basis,
      contract_partitioner: placedBy.refuted,
    },
    skew: skew && {
      hottest_key_share: skew.hottestKey.records,
      hottest_key_bytes_share: skew.hottestKey.bytes,
      hottest_partition_share_now: shareNow,
      hottest_partition_share_simulated: skew.simulatedNow?.records ?? null,
      hottest_partition_share: skew.simulated?.records ?? shareNow,
      hottest_partition_bytes_share: skew.simulated?.bytes ?? bytesNow,
      outcome: skew.outcome,
    },
  };
}
