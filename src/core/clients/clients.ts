import type { Client } from "./client.ts";
import { type ClientFamily, type ClientName, clientNames, familyOf } from "./families.ts";
import { otherClients } from "./other-clients.ts";

const RDKAFKA = {
  murmur2: "partitioner=murmur2_random",
  fnv1a: "partitioner=fnv1a_random",
  crc32: "partitioner=consistent",
};
const SARAMA = {
  murmur2: "NewMurmur2Partitioner",
  crc32: "NewConsistentCRCHashPartitioner",
  "fnv1a-mask": "NewReferenceHashPartitioner",
};
const FRANZ = {
  fnv1a: "StickyKeyPartitioner(SaramaCompatHasher(fnv32a))",
  crc32: "StickyKeyPartitioner(SaramaHasher(crc32.ChecksumIEEE))",
};

const hashed = "hashed";
const ofSarama = { partitioner: "fnv1a", emptyKey: hashed, nullKey: "random" } as const;

/** Defaults of clients, from running or reading the versions that `source` says. */
const families: Readonly<Record<ClientFamily, Client>> = {
  ...otherClients,
  java: {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "sticky",
    keysAgain: "partitioner.ignore.keys=false",
    changed: "null keys: round robin until 2.3",
    source: "kafka-clients 4.4.0; the others' sources name no partitioner of their own",
  },
  flink: {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "sticky",
    keysAgain: "sink.partitioner: default",
    source: "read: KafkaConnectorOptionsUtil.java (2026); FlinkFixedPartitioner 4.0.1-2.0",
  },
  librdkafka: {
    partitioner: "crc32",
    emptyKey: "unplaced",
    nullKey: "sticky",
    settings: RDKAFKA,
    changed: "null keys: random until 1.5",
    source: "librdkafka 2.16.0 and 2.0.2, confluent-kafka-python 2.16.1; the others' sources",
  },
  "confluent-kafka-javascript": {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "sticky",
    source: "1.10.1 with a kafkaJS block; without one it is librdkafka",
  },
  "librdkafka-murmur2": {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "sticky",
    settings: { crc32: RDKAFKA.crc32, fnv1a: RDKAFKA.fnv1a },
    source: "read: kafka-dest-driver.c of syslog-ng, capture/src/config.rs of PostHog",
  },
  sarama: {
    ...ofSarama,
    settings: SARAMA,
    source: "Sarama 1.61.1; Watermill's source (2026)",
  },
  goka: {
    ...ofSarama,
    settings: { "crc32-abs": "WithHasher(crc32.NewIEEE)" },
    source: "read: builders.go of Goka; Sarama 1.61.1",
  },
  dapr: {
    ...ofSarama,
    source: "read: common/component/kafka/partitioner.go of Dapr (2026)",
  },
  kaf: {
    ...ofSarama,
    settings: { murmur2: "the partitioner jvm of kaf produce" },
    source: "read: cmd/kaf/produce.go (2026)",
  },
  telegraf: {
    partitioner: "fnv1a",
    emptyKey: "unplaced",
    nullKey: "random",
    source: "read: plugins/outputs/kafka of Telegraf (2026)",
  },
  "sarama-compatible": {
    partitioner: "fnv1a",
    emptyKey: hashed,
    nullKey: "sticky",
    source: "read: franz_client.go of the OpenTelemetry Collector, sink_kafka_v2.go of CockroachDB",
  },
  beats: {
    partitioner: "fnv1a-mask",
    emptyKey: hashed,
    nullKey: "random",
    source: "read: libbeat/outputs/kafka/partition.go (2026)",
  },
  "franz-go": {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "sticky",
    settings: FRANZ,
    source: "franz-go 1.22.3",
  },
  rpk: {
    partitioner: "murmur2",
    emptyKey: "unplaced",
    nullKey: "sticky",
    source: "read: rpk topic produce (2026)",
  },
  kafkactl: {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "random",
    settings: { fnv1a: "partitioner: hash", "fnv1a-mask": "partitioner: hash-ref" },
    changed: "fnv1a before 1.5.0",
    source: "read: producer-operation.go (2026)",
  },
  kafkajs: {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "round robin",
    settings: { "kafkajs-legacy": "Partitioners.LegacyPartitioner" },
    changed: "kafkajs-legacy before 2.0: kafkajs-1",
    source: "kafkajs 2.2.4",
  },
  "kafkajs-1": {
    partitioner: "kafkajs-legacy",
    emptyKey: hashed,
    nullKey: "round robin",
    settings: { murmur2: "kafkajs 2, or Partitioners.JavaCompatiblePartitioner" },
    source: "kafkajs 1.16.0",
  },
  "platformatic-kafka": {
    partitioner: "murmur2-unsigned",
    emptyKey: hashed,
    nullKey: "round robin",
    settings: { murmur2: "compatibilityPartitioner" },
    source: "@platformatic/kafka 2.12.1 and 1.35.0",
  },
  "kafka-python": {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "random",
    source: "kafka-python 3.0.12, kafka-python-ng 2.2.3, aiokafka 0.14.0; Faust's source",
  },
  "kafka-rust": {
    partitioner: "xxh32",
    emptyKey: "unplaced",
    nullKey: "round robin",
    source: "crate kafka 0.10.0",
  },
  "ruby-kafka": {
    partitioner: "crc32",
    emptyKey: hashed,
    nullKey: "random",
    settings: { murmur2: "Kafka::Partitioner.new(hash_function: :murmur2)" },
    source: "read: ruby-kafka 1.5.0",
  },
  "fluentd-kafka2": {
    partitioner: "crc32",
    emptyKey: hashed,
    nullKey: "random",
    settings: { murmur2: "partitioner_hash_function murmur2" },
    source: "read: out_kafka2.rb (2026)",
  },
  phpkafka: {
    partitioner: "crc32",
    emptyKey: hashed,
    nullKey: "round robin",
    source: "read: DefaultPartitioner.php of longlang/phpkafka (2021)",
  },
  "kafka-ex": {
    partitioner: "murmur2",
    emptyKey: hashed,
    nullKey: "random",
    settings: { "murmur2-unsigned": "KafkaEx.Producer.Partitioner.Legacy" },
    changed: "murmur2-unsigned before 0.11: kafka-ex-0.10",
    source: "read: kafka_ex 1.1.0",
  },
  "kafka-ex-0.10": {
    partitioner: "murmur2-unsigned",
    emptyKey: hashed,
    nullKey: "random",
    settings: { murmur2: "kafka_ex 0.11 or later" },
    source: "read: the changelog of kafka_ex",
  },
};

/** Which client has which default. */
export type ClientTable = Readonly<Partial<Record<ClientName, Client>>>;

export const clients = Object.fromEntries(
  clientNames.map((name) => [name, families[familyOf(name)]]),
) as Readonly<Record<ClientName, Client>>;
