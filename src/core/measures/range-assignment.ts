/**
 * Load of each consumer of a group under Kafka's range assignment of one topic: in order,
 * each consumer gets a run of ⌊P/C⌋ partitions, and the first P mod C of them one more.
 * Source: org.apache.kafka.clients.consumer.RangeAssignor.
 *
 * @param loads records per partition
 * @param consumers members of the group, at least 1; those beyond P get nothing
 */
export function consumerLoads(loads: Float64Array, consumers: number): Float64Array {
  const each = Math.floor(loads.length / consumers);
  const withOneMore = loads.length % consumers;
  const result = new Float64Array(consumers);
  let partition = 0;
  for (let consumer = 0; consumer < consumers && partition < loads.length; consumer++) {
    const end = partition + each + (consumer < withOneMore ? 1 : 0);
    for (; partition < end; partition++) {
      (result[consumer] as number) += loads[partition] as number;
    }
  }
  return result;
}
