import type { PartitionerName } from "../partitioners/index.ts";

/** What a Kafka client does by default with the key of a record. */
export type Client =
  | {
      readonly partitioner: PartitionerName;
      /** `unplaced`: the client treats the empty key as no key, so any partition may get it. */
      readonly emptyKey: "hashed" | "unplaced";
    }
  | { readonly ignoresKeys: string };

const java: Client = { partitioner: "murmur2", emptyKey: "hashed" };
const librdkafka: Client = { partitioner: "crc32", emptyKey: "unplaced" };

/**
 * Defaults of common clients, from running or reading the versions that docs/partitioners.md
 * lists.
 */
export const clients = {
  java,
  "spring-kafka": java,
  "kafka-streams": java,
  "kafka-connect": java,
  librdkafka,
  "confluent-kafka-python": librdkafka,
  "confluent-kafka-go": librdkafka,
  "confluent-kafka-dotnet": librdkafka,
  "confluent-kafka-javascript": java,
  "node-rdkafka": librdkafka,
  "rust-rdkafka": librdkafka,
  "rdkafka-ruby": librdkafka,
  "php-rdkafka": librdkafka,
  sarama: { partitioner: "fnv1a", emptyKey: "hashed" },
  "franz-go": java,
  segmentio: {
    ignoresKeys:
      "segmentio/kafka-go uses round robin unless a Balancer is set; if one is, name its partitioner (Hash is fnv1a, ReferenceHash is fnv1a-mask, CRC32Balancer is crc32, Murmur2Balancer is murmur2)",
  },
  kafkajs: java,
  "kafkajs-1": { partitioner: "kafkajs-legacy", emptyKey: "hashed" },
  "platformatic-kafka": { partitioner: "murmur2-unsigned", emptyKey: "hashed" },
  "kafka-node": {
    ignoresKeys: "kafka-node sends to one partition or round robin unless partitionerType is set",
  },
  "kafka-python": java,
  "kafka-python-ng": java,
  aiokafka: java,
  "kafka-rust": { partitioner: "xxh32", emptyKey: "unplaced" },
  rskafka: { ignoresKeys: "rskafka has no partitioner: the application names the partition" },
  "ruby-kafka": { partitioner: "crc32", emptyKey: "hashed" },
} as const satisfies Record<string, Client>;

export type ClientName = keyof typeof clients;

/** The placement of a client, or undefined if its default ignores keys. */
export function placementOf(
  name: ClientName,
): Exclude<Client, { ignoresKeys: string }> | undefined {
  const client: Client = clients[name];
  return "ignoresKeys" in client ? undefined : client;
}
