import { expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { parseContract } from "#core/contract/parse.ts";
import { topicContractText } from "#core/contract/topic-contract-text.ts";
import { judge } from "#core/judge.ts";
import { type Fields, numbered, tableOf } from "../../support/judge-keys.ts";

const keys = tableOf([...numbered(5000, 3), ["hot", 300]]);

function textOf(fields: Fields): string {
  const contract = contractFromFields(fields);
  return topicContractText(contract, judge(contract, keys).measures);
}

/** The only topic of a contract, without the places of its producers in the file. */
function read(text: string) {
  const [topic] = parseContract(text).topics;
  const placed = topic?.producerPlacements ?? [];
  return { ...topic, producerPlacements: placed.map(({ where: _, ...one }) => one) };
}

it.each<Fields>([
  { partitions: 12, max_partition_share: 0.2 },
  { topic: "no", partitions: 12, sample_size: 10, keys: ["a.txt", { path: "b.csv", column: "k" }] },
  { partitions: 6, partitioner: "fnv1a-mask", max_gini: 0.9, max_cv: 3, min_unique_keys: 5 },
  { partitions: 6, producer: "librdkafka", max_key_share: 0.5 },
  { partitions: 6, producer: "kafka-rust", max_key_share: 0.5 },
  { partitions: 6, producers: ["confluent-kafka-go", "java"], max_key_share: 0.5 },
  { partitions: 6, partitioner: "murmur2", producers: ["librdkafka", "java"], max_key_share: 0.5 },
  { partitions: 6, producer: "librdkafka", producers: ["php-rdkafka", "librdkafka"], max_gini: 1 },
  { partitions: 6, producer: "librdkafka", empty_keys: "hashed", max_gini: 1 },
  { partitions: 6, partitioner: "crc32", empty_keys: "unplaced", max_gini: 1 },
  { partitions: 6, partitioner: "crc32", producers: ["librdkafka", "java"], max_gini: 1 },
  { partitions: 6, producer: "maxwell", empty_keys: "unplaced", max_gini: 1 },
  {
    partitions: 6,
    key_type: "long",
    empty_keys: "unplaced",
    producers: [
      { client: "java", ignore_keys: true },
      { client: "sarama", partitioner: "murmur2", empty_keys: "hashed" },
      { client: "kafkajs", key_type: "string" },
      "rpk",
      { partitioner: "crc32" },
    ],
    max_gini: 1,
  },
  {
    partitions: 6,
    producer: "sarama",
    producers: ["java", { client: "sarama", partitioner: "murmur2", empty_keys: "unplaced" }],
    max_gini: 1,
  },
  { partitions: 6, window: "90s", max_window_share: 0.9 },
  { partitions: 6, window_records: 500, max_window_share: 0.9 },
  {
    partitions: 6,
    null_token: 'a "null"',
    consumers: 3,
    assignor: "roundrobin",
    max_consumer_share: 0.9,
    max_partition_bytes_share: 0.5,
    max_key_bytes_share: 0.4,
    severity: { max_partition_bytes_share: "off", max_key_bytes_share: "off" },
    max_gini: 0.9,
  },
  {
    partitions: 6,
    max_empty_keys: 0.1,
    max_null_keys: 0.2,
    key_source: "src/key of events.ts",
    severity: { max_null_keys: "warning" },
    tolerance: { max_gini: 0.1 },
    fail_on: "new",
  },
])("says all that a contract does: %j", (fields) => {
  expect(read(textOf(fields))).toEqual(contractFromFields(fields));
});

it("names a partitioner rather than what it implies for empty keys", () => {
  const producers = ["librdkafka", "java"] as const;
  const text = textOf({ partitions: 6, partitioner: "crc32", producers, max_gini: 1 });
  expect(text).toContain("partitioner: crc32");
  expect(text).not.toContain("empty_keys");
});

it("says what happens to empty keys once that was changed, without touching the producers", () => {
  const contract = contractFromFields({
    partitions: 6,
    producers: ["java", "sarama"],
    max_gini: 1,
  });
  const changed = { ...contract, emptyKey: "unplaced" } as const;
  const text = topicContractText(changed, judge(changed, keys).measures);
  expect(text).toContain("\n    empty_keys: unplaced\n");
  expect(read(text)).toEqual(changed);
});

it("proposes limits that the keys hold where none is set", () => {
  const text = textOf({ topic: "orders", partitions: 12 });
  const [topic] = parseContract(text).topics;
  expect(Object.keys(topic?.limits ?? {})).toEqual([
    "max_partition_share",
    "max_gini",
    "min_unique_keys",
    "sample_size",
  ]);
  expect(topic && judge(topic, keys).verdict).toBe("pass");
  expect(text).toMatch(
    /max_partition_share: [\d.]+ # today [\d.]+ %, expected [\d.]+ %; 25 % above/,
  );
  expect(text).toMatch(
    /max_gini: [\d.]+ # today [\d.]+, expected [\d.]+; (up to [\d.]+ by chance|25)/,
  );
  expect(text).toMatch(/min_unique_keys: 4000 # today 5,001; 20 % fewer$/m);
});
