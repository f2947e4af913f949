import { describe, expect, it } from "vitest";
import type { TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";

/** The article's skew_contract.yml, byte for byte. */
const ARTICLE = `# skew_contract.yml
version: 1

topics:
  user-events:
    partitions: 48
    max_partition_share: 0.08   # No partition should get >8% of traffic
    max_gini: 0.15              # Gini coefficient measures inequality
    min_unique_keys: 20000      # Ensure high cardinality
    sample_size: 100000         # Test with realistic sample size
`;

const topics = (yaml: string) => parseContract(yaml).topics;
const only = (yaml: string) => topics(yaml)[0] as TopicContract;

describe("parseContract", () => {
  it("reads the article's example unchanged", () => {
    expect(topics(ARTICLE)).toEqual([
      {
        topic: "user-events",
        partitions: 48,
        partitioner: "murmur2",
        emptyKey: "hashed",
        isRecorded: false,
        producers: [],
        producerPlacements: [],
        keyType: "string",
        keys: [],
        limits: {
          max_partition_share: 0.08,
          max_gini: 0.15,
          min_unique_keys: 20000,
          sample_size: 100000,
        },
        severity: {},
        failOn: "any",
        tolerance: {},
      },
    ]);
  });

  it("reads every field", () => {
    const yaml = `version: 1
topics:
  orders:
    partitions: 12
    max_partition_share: 0.3
    max_gini: 0.5
    max_cv: 0.9
    min_unique_keys: 100
    sample_size: 1000
    max_key_share: 0.2
    max_empty_keys: 0
    max_null_keys: 0.001
    consumers: 4
    max_consumer_share: 0.5
    keys: [a.txt, {path: b.csv, column: id, count_column: n}, {path: c, pointer: /k, count_pointer: /n}]
    producer: librdkafka
    producers: [librdkafka, ruby-kafka]
    key_type: long
    null_token: "NULL"
    key_source: src/Key.java
    severity: {max_gini: warning, producers: "off"}
    fail_on: new
    tolerance: {max_gini: 0.1}
`;
    expect(only(yaml)).toEqual({
      topic: "orders",
      partitions: 12,
      partitioner: "crc32",
      emptyKey: "unplaced",
      producer: "librdkafka",
      isRecorded: false,
      producers: ["librdkafka", "ruby-kafka"],
      producerPlacements: [
        expect.objectContaining({ client: "librdkafka", emptyKey: "unplaced", keyType: "long" }),
        expect.objectContaining({ client: "ruby-kafka", emptyKey: "hashed", keyType: "long" }),
      ],
      keyType: "long",
      nullToken: "NULL",
      keys: [
        { path: "a.txt" },
        { path: "b.csv", column: "id", countColumn: "n" },
        { path: "c", pointer: "/k", countPointer: "/n" },
      ],
      limits: {
        max_partition_share: 0.3,
        max_gini: 0.5,
        max_cv: 0.9,
        min_unique_keys: 100,
        sample_size: 1000,
        max_key_share: 0.2,
        max_empty_keys: 0,
        max_null_keys: 0.001,
        max_consumer_share: 0.5,
      },
      consumers: 4,
      keySource: "src/Key.java",
      severity: { max_gini: "warning", producers: "off" },
      failOn: "new",
      tolerance: { max_gini: 0.1 },
    });
  });

  it("merges severity and tolerance rule by rule with what is inherited", () => {
    const yaml = `version: 1
defaults:
  severity: {max_gini: warning, max_cv: "off"}
  tolerance: {max_gini: 0.2, max_cv: 0.3}
topics:
  t:
    partitions: 2
    severity: {max_cv: error}
    tolerance: {max_cv: 0.1}
`;
    expect(only(yaml)).toMatchObject({
      severity: { max_gini: "warning", max_cv: "error" },
      tolerance: { max_gini: 0.2, max_cv: 0.1 },
    });
  });

  it.each([
    ["a path", "keys: build/keys.txt", [{ path: "build/keys.txt" }]],
    ["standard input", "keys: '-'", [{ path: "-" }]],
    ["a list", "keys: [a, b]", [{ path: "a" }, { path: "b" }]],
    ["a block", "keys: {path: a, format: csv}", [{ path: "a", format: "csv" }]],
  ])("takes keys as %s", (_, line, keys) => {
    expect(only(`version: 1\ntopics:\n  t:\n    partitions: 2\n    ${line}\n`).keys).toEqual(keys);
  });

  it.each([
    ["a BOM", `\uFEFF${ARTICLE}`],
    ["CRLF", ARTICLE.replaceAll("\n", "\r\n")],
    ["a document start", `---\n${ARTICLE}`],
    ["no line end at the end", ARTICLE.trimEnd()],
  ])("reads a file with %s alike", (_, yaml) => {
    expect(topics(yaml)).toEqual(topics(ARTICLE));
  });

  it("takes any name for a topic, those that objects have too", () => {
    const names = ["__proto__", "constructor", "toString", "keys", "severity", "a.b-c_d", "null"];
    const blocks = names.map((name) => `  ${name}: {partitions: 3, max_gini: 0.9}\n`);
    const found = topics(`version: 1\ntopics:\n${blocks.join("")}`);
    expect(found.map(({ topic }) => topic)).toEqual(names);
    for (const { partitions, limits } of found) {
      expect({ partitions, limits }).toEqual({ partitions: 3, limits: { max_gini: 0.9 } });
    }
  });

  it("keeps numeric names as they are written", () => {
    const yaml = "version: 1\ntopics:\n  0123: {partitions: 1}\n  1e3: {partitions: 1}\n";
    expect(topics(yaml).map(({ topic }) => topic)).toEqual(["0123", "1e3"]);
  });

  it("keeps the topics in the file's order, numeric names included", () => {
    const yaml =
      "version: 1\ntopics:\n  b: {partitions: 1}\n  2: {partitions: 1}\n  1: {partitions: 1}\n";
    expect(topics(yaml).map(({ topic }) => topic)).toEqual(["b", "2", "1"]);
  });

  // Compared each with each, these would take minutes.
  it("reads a hundred and fifty thousand topics", { timeout: 600_000 }, () => {
    const topics = Array.from({ length: 150_000 }, (_, i) => `  t${i}: {}\n`).join("");
    const text = `version: 1\ndefaults: {partitions: 4}\ntopics:\n${topics}`;
    const { topics: read, whereIs } = parseContract(text);
    expect(read).toHaveLength(150_000);
    expect(whereIs("t149999")).toEqual({ file: "skew_contract.yml", line: 150003, column: 3 });
  });

  it("expands anchors and aliases, from x- fields too", () => {
    const yaml =
      "version: 1\nx-base: &base {partitions: 7}\ntopics:\n  a: *base\n  b: {partitions: &n 9}\n  c: {partitions: *n}\n";
    expect(topics(yaml).map(({ partitions }) => partitions)).toEqual([7, 9, 9]);
  });

  it("tells where a topic and its fields are", () => {
    const { whereIs } = parseContract(ARTICLE, "dir/c.yml");
    const file = "dir/c.yml";
    expect(whereIs("user-events")).toEqual({ file, line: 5, column: 3 });
    expect(whereIs("user-events", "max_gini")).toEqual({ file, line: 8, column: 5 });
    expect(whereIs("user-events", "max_cv")).toEqual({ file, line: 5, column: 3 });
  });
});

describe("defaults", () => {
  const yaml = `version: 1
defaults:
  partitions: 48
  max_gini: 0.5
  producer: librdkafka
  severity: {max_gini: warning, max_cv: "off"}
topics:
  plain: {}
  own: {partitions: 12, max_gini: 0.7, severity: {max_gini: error, sample_size: warning}}
  placed: {partitioner: fnv1a}
  client: {producer: java}
`;
  const byName = Object.fromEntries(topics(yaml).map((topic) => [topic.topic, topic]));

  it("are inherited", () => {
    expect(byName.plain).toMatchObject({
      partitions: 48,
      limits: { max_gini: 0.5 },
      partitioner: "crc32",
      emptyKey: "unplaced",
      isRecorded: false,
      severity: { max_gini: "warning", max_cv: "off" },
    });
  });

  it("yield to a topic's own fields, severity rule by rule", () => {
    expect(byName.own).toMatchObject({ partitions: 12, limits: { max_gini: 0.7 } });
    expect(byName.own?.severity).toEqual({
      max_gini: "error",
      max_cv: "off",
      sample_size: "warning",
    });
  });

  it("give way in partitioner and producer together", () => {
    expect(byName.placed).toMatchObject({ partitioner: "fnv1a", emptyKey: "hashed" });
    expect(byName.client).toMatchObject({ partitioner: "murmur2", emptyKey: "hashed" });
  });

  it("do not judge by another client than all the topic's own producers are", () => {
    const [topic] = topics(
      "version: 1\ndefaults: {partitions: 6, producer: java}\ntopics:\n  t: {producers: [sarama]}\n",
    );
    expect(topic?.partitioner).toBe("fnv1a");
  });
});

describe("the partitioner", () => {
  it.each([
    ["", "murmur2", "hashed"],
    ["partitioner: crc32", "crc32", "hashed"],
    ["producer: librdkafka", "crc32", "unplaced"],
    ["producer: ruby-kafka", "crc32", "hashed"],
    ["producer: sarama", "fnv1a", "hashed"],
    ["producer: kafkajs-1", "kafkajs-legacy", "hashed"],
    ["producer: platformatic-kafka", "murmur2-unsigned", "hashed"],
    ["producer: kafka-rust", "xxh32", "unplaced"],
    ["producer: confluent-kafka-javascript", "murmur2", "hashed"],
    ["producers: [sarama, java]", "fnv1a", "hashed"],
    ["{producer: java, producers: [sarama, java]}", "murmur2", "hashed"],
    ["{partitioner: murmur2, producers: [sarama]}", "murmur2", "hashed"],
  ])("of `%s` is %s, the empty key %s", (fields, partitioner, emptyKey) => {
    const flow = fields.startsWith("{") ? fields.slice(1, -1) : fields;
    const topic = only(`version: 1\ntopics:\n  t: {partitions: 6, ${flow}}\n`);
    expect(topic).toMatchObject({ partitioner, emptyKey });
  });
});
