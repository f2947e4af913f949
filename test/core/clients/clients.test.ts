import { describe, expect, it } from "vitest";
import { clients } from "#core/clients/clients.ts";
import { type ClientName, clientNames, familyOf } from "#core/clients/families.ts";
import type { RawProducer } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { parseContract } from "#core/contract/parse.ts";
import { judge } from "#core/judge.ts";
import { partitionerNames } from "#core/partitioners/index.ts";
import { commonPartitioner } from "#core/suggestions/common-partitioner.ts";
import { type Counted, errorsOf, judgeKeys, numbered, tableOf } from "../../support/judge-keys.ts";

const KEYS: Counted[] = [["", 5], ...numbered(500, 1, "order-of-somebody-")];
const placing = clientNames.filter((name) => "partitioner" in clients[name]);
const one = new Map(placing.map((name) => [familyOf(name), name]));
const representatives = [...one.values()];

describe("clients", () => {
  it("are named once, and each has a source", () => {
    expect(new Set(clientNames).size).toBe(clientNames.length);
    for (const name of clientNames) {
      expect(clients[name].source.length).toBeGreaterThan(5);
      for (const partitioner of Object.keys(clients[name].settings ?? {})) {
        expect(partitionerNames).toContain(partitioner);
      }
    }
  });

  it.each<[ClientName, string]>([
    ["filebeat", "fnv1a-mask"],
    ["otel-collector", "fnv1a"],
    ["kafkactl", "murmur2"],
    ["syslog-ng", "murmur2"],
    ["karafka", "crc32"],
    ["spring-cloud-stream", "java-hashcode"],
    ["maxwell", "java-hashcode-mod"],
    ["debezium-partition-routing", "java-hashcode-mask"],
    ["debezium", "murmur2"],
    ["kafka-ex-0.10", "murmur2-unsigned"],
  ])("%s is not what its library suggests: %s", (name, partitioner) => {
    expect(contractFromFields({ partitions: 6, producer: name }).partitioner).toBe(partitioner);
  });

  it("that set the partition themselves say what the sample has to hold", () => {
    const { suggestions } = judgeKeys({ partitions: 6, producer: "maxwell" }, KEYS);
    const [first] = suggestions.filter(({ id }) => id === "hashed-value");
    expect(first?.parts.join("")).toContain("producer_partition_by");
    const ofJava = judgeKeys({ partitions: 6, producer: "java" }, KEYS).suggestions;
    expect(ofJava.map(({ id }) => id)).not.toContain("hashed-value");
    const producers: RawProducer[] = [{ client: "spring-cloud-stream", partitioner: "murmur2" }];
    const byKey = judgeKeys({ partitions: 6, producers }, KEYS).suggestions;
    expect(byKey.map(({ id }) => id)).not.toContain("hashed-value");
  });
});

describe("the advice for clients that disagree", () => {
  const pairs = representatives.flatMap((a, i) =>
    representatives.slice(i + 1).map((b) => [a, b] as const),
  );
  const judge = (producers: readonly RawProducer[]) =>
    judgeKeys({ partitions: 48, producers }, KEYS);

  it("holds for every pair: once followed and written down, the finding is gone", () => {
    let followed = 0;
    for (const pair of pairs) {
      const { findings, suggestions, contract } = judge(pair);
      if (findings.length === 0) continue;
      const text = suggestions.find(({ id }) => id === "clients")?.parts.join("") ?? "";
      const common = commonPartitioner(contract.producerPlacements);
      if (common === undefined) {
        expect(text).toContain("no partitioner that all of them are known to have");
        continue;
      }
      const { partitioner, changes } = common;
      expect(changes.length).toBeGreaterThan(0);
      for (const { client, setting } of changes) {
        expect(text).toContain(`${client} with ${setting}`);
        expect(text).toContain(`{ client: ${client}, partitioner: ${partitioner} }`);
      }
      const changed = (client: ClientName) => changes.some((change) => change.client === client);
      const written = pair.map((client) => (changed(client) ? { client, partitioner } : client));
      expect([pair, judge(written).findings]).toEqual([pair, []]);
      followed++;
    }
    expect(followed).toBeGreaterThan(60);
  });

  it.each<[RawProducer[], string]>([
    [["java", "node-rdkafka"], "node-rdkafka with partitioner=murmur2_random"],
    [["java", "sarama"], "sarama with NewMurmur2Partitioner"],
    [["java", "ruby-kafka"], "hash_function: :murmur2"],
    [["java", "kafkajs-1"], "kafkajs-1 with kafkajs 2"],
    [["java", "platformatic-kafka"], "platformatic-kafka with compatibilityPartitioner"],
    [["confluent-kafka-python", "sarama"], "partitioner=fnv1a_random"],
    [["java", { client: "flink", ignore_keys: true }], "flink with sink.partitioner: default"],
    [["java", "dapr"], "no partitioner that all of them are known to have"],
    [["java", "goka"], "no partitioner that all of them are known to have"],
    [["java", { client: "java", ignore_keys: true }], "partitioner.ignore.keys=false"],
    [
      ["java", { client: "franz-go", ignore_keys: true }],
      "franz-go with a partitioner that does not ignore keys",
    ],
    [["java", "kaf"], "kaf with the partitioner jvm"],
    [["java", { client: "kafkajs", partitioner: "kafkajs-legacy" }], "kafkajs with its default"],
  ])("of %j says %s", (producers, says) => {
    const { suggestions } = judge(producers);
    expect(suggestions.find(({ id }) => id === "clients")?.parts.join("")).toContain(says);
  });
});

describe("clients that do not place records by their keys", () => {
  const hashed = (producers: readonly RawProducer[]) =>
    judgeKeys({ partitions: 48, producers }, KEYS)
      .suggestions.filter(({ id }) => id === "hashed-value")
      .map(({ parts }) => parts.join(""));

  it("are all named with what the sample has to hold", () => {
    expect(hashed(["java", "spring-cloud-stream"])).toEqual([
      expect.stringMatching(
        /^Hashed value: spring-cloud-stream does not .*partition-key-expression/,
      ),
    ]);
    expect(hashed(["maxwell", "samza"])).toEqual([
      expect.stringMatching(
        /maxwell and samza do not .*producer_partition_by.*; the partition key/,
      ),
    ]);
  });

  it("do not include Telegraf, whose routing key is the record's key", () => {
    expect(hashed(["java", "telegraf"])).toEqual([]);
  });

  it("are not, where they are configured to place them by keys", () => {
    expect(hashed(["java", { client: "spring-cloud-stream", partitioner: "murmur2" }])).toEqual([]);
  });
});

describe("a producer as it is configured", () => {
  const shares = (producers: readonly RawProducer[], fields = {}) => {
    const { findings } = judgeKeys({ partitions: 48, producers, ...fields }, KEYS);
    return findings.map(({ actual, message }) => [actual, message] as const);
  };

  it("is found to ignore keys", () => {
    const [[actual, message] = [0, ""]] = shares([
      "java",
      { client: "kafka-streams", ignore_keys: true },
    ]);
    expect(actual).toBe(1);
    expect(message).toMatch(/^kafka-streams \(ignoring keys\) can put a key into any partition/);
  });

  it("is listed with all others", () => {
    const [[, message] = [0, ""]] = shares(["java", "librdkafka", "sarama"]);
    expect(message).toMatch(/^java \(murmur2\), librdkafka \(crc32\) and sarama \(fnv1a\) place /);
  });

  it("may serialize keys by another type", () => {
    const numbers: Counted[] = Array.from({ length: 400 }, (_, i) => [String(i), 1]);
    const producers: RawProducer[] = ["java", { client: "kafka-streams", key_type: "long" }];
    const { findings } = judgeKeys({ partitions: 48, producers }, numbers);
    expect(findings[0]?.actual).toBeGreaterThan(0.9);
    expect(findings[0]?.message).toContain("kafka-streams (murmur2, key_type long)");
    const same: RawProducer[] = ["java", { client: "kafka-streams", key_type: "string" }];
    expect(judgeKeys({ partitions: 48, producers: same }, numbers).findings).toEqual([]);
    expect(() => shares(producers)).toThrow("is not of key_type long");
  });

  it.each([
    [
      "topics:\n  t: { partitions: 4, producers: [java, { client: kafka-streams, key_type: long }] }",
      3,
      41,
    ],
    [
      "defaults:\n  producers:\n    - java\n    - client: sarama\n      key_type: int\ntopics: { t: { partitions: 4 } }",
      5,
      7,
    ],
  ])("is pointed at if a key is not of its type", (yaml, line, column) => {
    const [contract] = parseContract(`version: 1\n${yaml}`, "c.yml").topics;
    const [error] = errorsOf(() => contract && judge(contract, tableOf([["order-17", 1]])));
    expect(error).toMatchObject({ place: { file: "c.yml", line, column }, data: '"order-17"' });
    expect(error?.what).toMatch(/^a key of key_type string is not of key_type (long|int), /);
    expect(error?.next).toBe("Correct that key_type under producers, or the key.");
  });

  it("places the empty key as is said", () => {
    const pair = ["ruby-kafka", "librdkafka"] as const;
    expect(shares(pair)[0]?.[0]).toBeCloseTo(1 / 501, 9);
    expect(shares(pair, { empty_keys: "hashed" })).toEqual([]);
    expect(shares(["ruby-kafka", { client: "librdkafka", empty_keys: "hashed" }])).toEqual([]);
    const unplaced = { partitions: 48, partitioner: "crc32", empty_keys: "unplaced" } as const;
    const many: Counted[] = [["", 300], ...numbered(700)];
    expect(judgeKeys(unplaced, many).measures.maxPartitionShare).toBeLessThan(0.1);
    const hashed = judgeKeys({ ...unplaced, empty_keys: "hashed" }, many);
    expect(hashed.measures.maxPartitionShare).toBeGreaterThan(0.3);
  });
});
