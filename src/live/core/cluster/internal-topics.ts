/** Brokers create these from their own settings, and nobody else should. */
const KAFKA_INTERNAL = ["__consumer_offsets", "__transaction_state", "__share_group_state"];

/** Whether the topic is Kafka's own, whether it exists already or not. */
export function isKafkaInternal(topic: string): boolean {
  return KAFKA_INTERNAL.includes(topic);
}
