/** How a group's partitions are dealt to its consumers, by the names of Kafka's settings. */
export const assignors = ["range", "roundrobin", "sticky", "cooperative-sticky"] as const;
export type Assignor = (typeof assignors)[number];

/**
 * Load of each consumer of a new group that reads one topic, in the order of their member ids. `range`:
 * each consumer gets a run of ⌊P/C⌋ partitions, and the first P mod C of them one more. All others deal the
 * partitions in turn; sticky ones differ from that only after a rebalance.
 * Source: org.apache.kafka.clients.consumer.RangeAssignor, RoundRobinAssignor, StickyAssignor and
 * CooperativeStickyAssignor.
 *
 * @param loads records per partition
 * @param consumers members of the group, at least 1; those beyond P get nothing
 */
export function consumerLoads(
  loads: Float64Array,
  consumers: number,
  assignor: Assignor = "range",
): Float64Array {
  const result = new Float64Array(consumers);
  const each = Math.floor(loads.length / consumers);
  const withOneMore = loads.length % consumers;
  // Where the runs of ⌊P/C⌋ partitions begin.
  const longer = withOneMore * (each + 1);
  for (let partition = 0; partition < loads.length; partition++) {
    const inRun =
      partition < longer
        ? Math.floor(partition / (each + 1))
        : withOneMore + Math.floor((partition - longer) / each);
    const consumer = assignor === "range" ? inRun : partition % consumers;
    (result[consumer] as number) += loads[partition] as number;
  }
  return result;
}
