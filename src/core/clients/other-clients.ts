import type { Client } from "./client.ts";
import type { ClientFamily } from "./families.ts";

const explicit = "no partition is set: the producer decides";

/** Clients that set the partition themselves, and those whose name does not say where a key goes. */
export const otherClients = {
  "spring-cloud-stream": {
    partitioner: "java-hashcode",
    emptyKey: "hashed",
    nullKey: "an error",
    hashes:
      "the value of partition-key-expression (without one, the client is spring-kafka, with the record's key)",
    settings: { murmur2: "no partition-key-expression, but a message-key-expression" },
    source: "spring-cloud-stream 5.0.4 and 4.2.1, PartitionHandler",
  },
  maxwell: {
    partitioner: "java-hashcode-mod",
    emptyKey: "hashed",
    nullKey: 'null columns are left out; without any other, "None" is hashed',
    hashes: "the text of producer_partition_by, which is the database by default",
    settings: { "maxwell-murmur3": "kafka_partition_hash: murmur3" },
    source: "Maxwell 1.22.6; the code of 1.45.0 is the same",
  },
  "debezium-partition-routing": {
    partitioner: "java-hashcode-mask",
    emptyKey: "hashed",
    nullKey: explicit,
    hashes: "the field in partition.payload.fields",
    settings: {
      "debezium-murmur3": "partition.hash.function=murmur",
      murmur2: "no PartitionRouting, so that the record's key decides",
    },
    changed: "murmur since 2.3.0",
    source: "Debezium 3.4.0 and 2.7.4",
  },
  samza: {
    partitioner: "java-hashcode",
    emptyKey: "hashed",
    nullKey: explicit,
    hashes: "the partition key, which is the message's key if none is given",
    source: "Samza 1.8.0",
  },
  "kafka-0.8": {
    partitioner: "java-hashcode",
    emptyKey: "hashed",
    nullKey: "one random partition at a time",
    settings: { "java-bytes-hashcode": "partitioner.class=kafka.producer.ByteArrayPartitioner" },
    source: "Kafka 0.8.2.2, the Scala producer",
  },
  segmentio: {
    ignoresKeys:
      "segmentio/kafka-go uses round robin unless a Balancer is set; if one is, name its partitioner (Hash is fnv1a, ReferenceHash is fnv1a-mask, CRC32Balancer is crc32, with empty_keys: unplaced unless Consistent is true, Murmur2Balancer is murmur2)",
    nullKey: "round robin",
    settings: { murmur2: "Murmur2Balancer", fnv1a: "Hash", "fnv1a-mask": "ReferenceHash" },
    source: "kafka-go 0.4.51",
  },
  "kafka-node": {
    ignoresKeys:
      "kafka-node sends to one partition or round robin unless partitionerType is set; with 3, or a ProducerStream, its partitioner is kafka-node-keyed",
    nullKey: "one partition",
    settings: { "kafka-node-keyed": "partitionerType: 3" },
    source: "kafka-node 5.0.0",
  },
  rskafka: {
    ignoresKeys: "rskafka has no partitioner: the application names the partition",
    nullKey: "the application decides",
    source: "read: rskafka 0.6.0",
  },
  canal: {
    ignoresKeys:
      "Canal sets the partition itself, 0 unless partitionHash is set; then it combines hashes of the primary key's values in a way that no partitioner here has",
    nullKey: "hashed like an empty value",
    source: "read: MQMessageUtils.java (2026)",
  },
  mirrormaker: {
    ignoresKeys:
      "MirrorMaker 2 keeps the partition of the source topic; name the client that writes that topic",
    nullKey: "as in the source topic",
    source: "read: MirrorSourceTask.java",
  },
  ticdc: {
    ignoresKeys: "TiCDC sets the partition itself, by table unless a dispatcher is configured",
    nullKey: "it decides without the key",
    source: "read: the dispatchers of tiflow (2026)",
  },
  brod: {
    ignoresKeys:
      "brod's application names the partition or a function; its hash is Erlang's phash2, which no partitioner here has",
    nullKey: "the application decides",
    source: "read: brod_utils.erl (2026)",
  },
  emqx: {
    ignoresKeys:
      "wolff, which EMQX uses, places whole batches, at random or by Erlang's phash2 of the first key",
    nullKey: "random",
    source: "read: wolff_producers.erl (2026)",
  },
  "redpanda-connect": {
    ignoresKeys:
      "its outputs disagree: for kafka_franz and redpanda, name franz-go; for kafka, name sarama",
    nullKey: "by its output",
    source: "read: franz_writer.go, output_sarama_kafka.go (2026)",
  },
  fluentd: {
    ignoresKeys:
      "its outputs disagree about empty keys: for kafka2 name fluentd-kafka2, for rdkafka2 name fluentd-rdkafka2",
    nullKey: "by its output",
    source: "read: out_kafka2.rb, out_rdkafka2.rb (2026)",
  },
} as const satisfies Partial<Record<ClientFamily, Client>>;
