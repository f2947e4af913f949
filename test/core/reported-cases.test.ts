import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { keyTextSink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { partitionFor } from "#core/partition-for.ts";
import { type PartitionerName, partitionerNames } from "#core/partitioners/index.ts";
import { type Counted, type Fields, measureKeys, utf8 } from "../support/judge-keys.ts";

/*
 * Topics that users of Kafka's clients have reported, with the shares and partitions that the
 * clients themselves gave: an uneven one must not pass, and an even one must.
 */

const ids = (from: number, count: number, prefix = ""): Counted[] =>
  Array.from({ length: count }, (_, i) => [`${prefix}${from + i}`, 1]);

/** Records of the fullest and of the emptiest partition, with the rules that are broken. */
function judged(fields: Fields, keys: readonly Counted[]) {
  const { measures, findings } = measureKeys(fields, keys);
  const counts = [...measures.partitionCounts];
  return {
    most: Math.max(...counts),
    least: Math.min(...counts),
    gini: measures.gini,
    share: measures.maxPartitionShare,
    broken: findings.map(({ rule }) => rule),
  };
}

describe("String.hashCode() modulo the partition count", () => {
  const SIX_DIGITS = ids(100_000, 100_000);
  const LIMITS = { max_partition_share: 0.05, max_gini: 0.1 };

  it.each(["spring-cloud-stream", "maxwell", "debezium-partition-routing"] as const)(
    "gathers ids in some of 30 partitions: %s",
    (producer) => {
      const found = judged({ partitions: 30, producer, ...LIMITS }, SIX_DIGITS);
      expect(found).toMatchObject({ most: 6000, least: 825, broken: Object.keys(LIMITS) });
      expect(found.gini).toBeCloseTo(0.316, 3);
    },
  );

  it.each<[partitions: number, prefix: string, most: number, least: number]>([
    [30, "", 6, 0.8],
    [31, "", 10, 0],
    [12, "", 8.3, 8.3],
    [48, "", 2.2, 1.9],
    [30, "user-", 5.7, 1.1],
    [31, "user-", 9.1, 0],
  ])("over %d partitions, of ids after %j: %d % to %d %", (partitions, prefix, most, least) => {
    const keys = prefix === "" ? SIX_DIGITS : ids(0, 100_000, prefix);
    const found = judged({ partitions, partitioner: "java-hashcode" }, keys);
    expect(found.most / 1000).toBeCloseTo(most, 1);
    expect(found.least / 1000).toBeCloseTo(least, 1);
  });

  it("does so with 30,000 of them, by Debezium's PartitionRouting", () => {
    const fields = { partitions: 30, producer: "debezium-partition-routing" } as const;
    expect(judged(fields, ids(100_000, 30_000))).toMatchObject({ most: 1990, least: 130 });
  });

  it("is not what the Java client does", () => {
    const found = judged({ partitions: 30, producer: "spring-kafka", ...LIMITS }, SIX_DIGITS);
    expect(found.broken).toEqual([]);
    expect(found.gini).toBeCloseTo(0.009, 3);
  });
});

it("windowed keys are in the partition of their inner key, one merchant's with all its windows", () => {
  const START_MS = 1_795_000_000_000;
  const limits = { partitions: 12, max_partition_share: 0.15, max_key_share: 0.05 } as const;
  const found = (["none", "windowed"] as const).map((key_frame) => {
    const contract = contractFromFields({ ...limits, key_frame });
    const table = new KeyTable();
    const sink = keyTextSink(table, { keyType: "bytes-hex", keyFrame: contract.keyFrame });
    for (let i = 0; i < 20_000; i++) {
      const window = Buffer.alloc(8);
      window.writeBigInt64BE(BigInt(START_MS + 60_000 * i));
      const inner = Buffer.from(i % 5 < 2 ? "merchant-1" : `merchant-${i}`);
      const hex = utf8(Buffer.concat([inner, window]).toString("hex"));
      sink.add(hex, 0, hex.length, 1);
    }
    return judge(contract, table);
  });
  const [asBytes, windowed] = found;
  expect(asBytes?.findings).toEqual([]);
  expect(windowed?.findings.map(({ rule }) => rule)).toEqual(Object.keys(limits).slice(1));
  expect(windowed?.measures.maxPartitionShare).toBeCloseTo(0.4 + 0.6 / 12, 2);
});

describe("empty keys, 30 % of the records", () => {
  const keys: Counted[] = [["", 3000], ...ids(0, 7000, "user-")];
  const shareUnder = (fields: Fields) => judged({ partitions: 12, ...fields }, keys).share;

  it("are in any partition under kafka-go's CRC32Balancer and librdkafka's consistent_random", () => {
    expect(shareUnder({ partitioner: "crc32", empty_keys: "unplaced" })).toBeLessThan(0.09);
    expect(shareUnder({ producer: "librdkafka" })).toBeLessThan(0.09);
  });

  it("are in one under clients that hash them", () => {
    for (const fields of [
      { partitioner: "crc32" },
      { producer: "ruby-kafka" },
      { producer: "librdkafka", empty_keys: "hashed" },
      { producer: "sarama" },
      { producer: "franz-go" },
    ] as const) {
      expect([fields, Math.round(10 * shareUnder(fields))]).toEqual([fields, 4]);
    }
  });
});

it.each<[key: string, partitions: number, Partial<Record<PartitionerName, number>>]>([
  ["test", 840, { "crc32-abs": 180, crc32: 76 }],
  ["test", 12, { "crc32-abs": 0, crc32: 4 }],
  ["100:48069", 12, { "kafkajs-legacy": 6, murmur2: 9 }],
  ["354afe16-939a-4ea8-8e17-8bb0840b6886", 10, { murmur2: 4, crc32: 9 }],
  ["f562ac3b-2224-4e25-a0ab-56094e10c239", 10, { murmur2: 5, crc32: 6 }],
  ["fd7af248-ce5c-46a5-93d7-1c0c9005b99d", 32, { murmur2: 26 }],
  ["TT0124", 15, { murmur2: 10, crc32: 9 }],
  ["wu", 10, { murmur2: 0 }],
  ["1004", 12, { murmur2: 4 }],
  ['{"id":1004}', 12, { murmur2: 9 }],
  ["", 12, { murmur2: 9, fnv1a: 3, crc32: 0 }],
])("%s over %d partitions: %j", (key, partitions, places) => {
  const names = partitionerNames.filter((name) => name in places);
  const found = names.map((name) => [name, partitionFor(utf8(key), partitions, name)]);
  expect(Object.fromEntries(found)).toEqual(places);
});

it("a key's partition depends on its schema id", () => {
  const avro = Buffer.concat([Buffer.of(2 * "user-17".length), Buffer.from("user-17")]);
  const places = [1, 6, 300, 305, 100_004, 100_009].map((id) => {
    const head = Buffer.alloc(5);
    head.writeUInt32BE(id, 1);
    return partitionFor(Buffer.concat([head, avro]), 12);
  });
  expect(places).toEqual([10, 8, 0, 9, 8, 11]);
});
