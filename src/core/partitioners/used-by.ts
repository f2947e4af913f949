import type { PartitionerName } from "./index.ts";

/** Which clients place records by each partitioner, to show to users. */
export const usedBy: Readonly<Record<PartitionerName, string>> = {
  murmur2: "Java client, franz-go, kafkajs 2, kafka-python, aiokafka; librdkafka's murmur2",
  "murmur2-unsigned": "@platformatic/kafka's default",
  xxh32: "the Rust crate kafka",
  crc32: "librdkafka's consistent (and its default, except for empty keys), ruby-kafka",
  "crc32-abs": "Sarama's NewCustomHashPartitioner(crc32.NewIEEE)",
  "crc32-mask":
    "Sarama's NewCustomPartitioner(WithAbsFirst, crc32), segmentio's ReferenceHash with crc32",
  "maxwell-murmur3": "Maxwell with kafka_partition_hash: murmur3",
  fnv1a: "Sarama's default, librdkafka's fnv1a, segmentio's Hash balancer",
  "fnv1a-mask": "Sarama's reference hash partitioner, segmentio's ReferenceHash balancer",
  "fnv1a-unsigned": "franz-go's SaramaHasher, Sarama's WithHashUnsigned",
  "java-bytes-hashcode": "Kafka 0.8's ByteArrayPartitioner",
  "java-hashcode": "Spring Cloud Stream with a partition key, Samza, Kafka 0.8's Scala producer",
  "java-hashcode-mod": "Maxwell's default, NiFi's partition expressions",
  "java-hashcode-mask": "Debezium's PartitionRouting",
  "kafka-node-keyed": "kafka-node's KeyedPartitioner",
  "debezium-murmur3": "Debezium's PartitionRouting with partition.hash.function=murmur",
  "kafkajs-legacy": "kafkajs 1's default, kafkajs 2's LegacyPartitioner",
};
