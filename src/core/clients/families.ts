/** The names of clients and pipelines, and of packages, by what places their records. */
const families = {
  java: "java kafka-clients spring-kafka kafka-streams kafka-connect debezium quarkus smallrye micronaut-kafka spark beam nifi logstash",
  flink: "flink",
  librdkafka:
    "librdkafka confluent-kafka confluent-kafka-python confluent-kafka-go confluent-kafka-dotnet node-rdkafka rust-rdkafka rdkafka rdkafka-ruby karafka waterdrop php-rdkafka kcat vector fluent-bit fluentd-rdkafka2",
  "confluent-kafka-javascript": "confluent-kafka-javascript",
  "librdkafka-murmur2": "syslog-ng posthog",
  sarama: "sarama watermill",
  goka: "goka",
  dapr: "dapr",
  kaf: "kaf",
  telegraf: "telegraf",
  "sarama-compatible": "otel-collector opentelemetry-collector jaeger cockroachdb",
  beats: "beats filebeat metricbeat elastic-agent",
  "franz-go": "franz-go",
  rpk: "rpk",
  kafkactl: "kafkactl",
  segmentio: "segmentio kafka-go",
  kafkajs: "kafkajs",
  "kafkajs-1": "kafkajs-1",
  "platformatic-kafka": "platformatic-kafka",
  "kafka-node": "kafka-node",
  "kafka-python": "kafka-python kafka-python-ng aiokafka faust",
  "kafka-rust": "kafka-rust",
  rskafka: "rskafka",
  "ruby-kafka": "ruby-kafka delivery-boy",
  "fluentd-kafka2": "fluentd-kafka2",
  phpkafka: "phpkafka",
  "kafka-ex": "kafka-ex",
  "kafka-ex-0.10": "kafka-ex-0.10",
  "spring-cloud-stream": "spring-cloud-stream",
  maxwell: "maxwell",
  "debezium-partition-routing": "debezium-partition-routing partition-routing",
  samza: "samza",
  "kafka-0.8": "kafka-0.8",
  canal: "canal",
  mirrormaker: "mirrormaker mirrormaker-2",
  ticdc: "ticdc",
  brod: "brod",
  emqx: "emqx wolff",
  "redpanda-connect": "redpanda-connect benthos",
  fluentd: "fluentd",
} as const;

export type ClientFamily = keyof typeof families;

type Names<Text extends string> = Text extends `${infer First} ${infer Rest}`
  ? First | Names<Rest>
  : Text;

/** What producer and producers accept. */
export type ClientName = Names<(typeof families)[ClientFamily]>;

const byName = new Map(
  Object.entries(families).flatMap(([family, names]) =>
    names.split(" ").map((name) => [name as ClientName, family as ClientFamily] as const),
  ),
);

export const clientNames: readonly ClientName[] = [...byName.keys()];

export function familyOf(name: ClientName): ClientFamily {
  return byName.get(name) as ClientFamily;
}
