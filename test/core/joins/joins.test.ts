import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawTopic, TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";
import { commonKeys, type JoinSide } from "#core/joins/common-keys.ts";
import { joinPartners } from "#core/joins/join-partners.ts";
import { joinsOf } from "#core/joins/joins.ts";
import { judge } from "#core/judge.ts";
import { serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import { checkedRules, unjudgedRules } from "#core/reports/rule-values.ts";
import { PartitionTally } from "#core/tally/partition-tally.ts";
import { type Counted, numbered, tableOf, utf8 } from "../../support/judge-keys.ts";

/* Topics that are joined, by the contract's co_partitioned. */

type Pair = readonly [a: RawTopic, b: RawTopic];

function contractsOf([a, b]: Pair): readonly [TopicContract, TopicContract] {
  const topics = { a: { partitions: 12, ...a }, b: { partitions: 12, ...b } };
  const text = JSON.stringify({ version: 1, topics, co_partitioned: [["a", "b"]] });
  return parseContract(text).topics as unknown as readonly [TopicContract, TopicContract];
}

/** Both joined: by their contracts only, or with their keys. */
function joined(pair: Pair, aKeys?: Iterable<Counted>, bKeys?: Iterable<Counted>) {
  const [a, b] = contractsOf(pair);
  const known = [
    [a, aKeys],
    [b, bKeys],
  ] as const;
  const sides = known.flatMap(([contract, keys]) => {
    if (keys === undefined) return [];
    const table = tableOf(keys);
    const emptyRecords = [...keys].reduce((sum, [key, n]) => sum + (key === "" ? n : 0), 0);
    return [{ contract, keys: table, emptyRecords }];
  });
  const partners = joinPartners(sides);
  const emptyOf = (i: number) => sides[i]?.emptyRecords ?? 0;
  return [
    joinsOf(a, emptyOf(0), partners.get("a")),
    joinsOf(b, emptyOf(1), partners.get("b")),
  ] as const;
}

const fieldsOf = (pair: Pair, ...keys: readonly (readonly Counted[])[]) =>
  joined(pair, ...keys)[0]?.all[0]?.differences.map(({ field }) => field);

describe("what must be alike", () => {
  it.each<[name: string, pair: Pair, fields: string[]]>([
    ["nothing differs", [{}, {}], []],
    ["a client and its partitioner", [{ producer: "java" }, { partitioner: "murmur2" }], []],
    ["partition counts", [{}, { partitions: 18 }], ["partitions"]],
    ["kafkajs 1 beside java", [{ producer: "kafkajs-1" }, { producer: "java" }], ["partitioner"]],
    ["string beside long", [{}, { key_type: "long" }], ["key_type"]],
    ["int beside long", [{ key_type: "int" }, { key_type: "long" }], ["key_type"]],
    ["UUIDs, which are text", [{ key_type: "uuid" }, {}], []],
    ["bytes of any serializer", [{ key_type: "bytes-hex" }, { key_type: "long" }], []],
    ["frames", [{ key_frame: "confluent" }, {}], ["key_frame"]],
    ["windows", [{ key_frame: "windowed" }, { key_frame: "windowed-session" }], ["key_frame"]],
    [
      "all at once",
      [{ partitions: 6, partitioner: "crc32", key_type: "long" }, { key_frame: "confluent" }],
      ["partitions", "partitioner", "key_type", "key_frame"],
    ],
    [
      "objects that one client hashes",
      [
        { key_type: "uuid", partitioner: "java-hashcode" },
        { key_type: "string", partitioner: "java-hashcode" },
      ],
      ["key_type"],
    ],
    [
      "a sign bit that a power of two drops",
      [{ partitions: 16, partitioner: "murmur2-unsigned" }, { partitions: 16 }],
      [],
    ],
    ["a sign bit that counts", [{ partitioner: "murmur2-unsigned" }, {}], ["partitioner"]],
    [
      "the one hash that differs",
      [{ partitioner: "java-hashcode" }, { partitioner: "java-hashcode-mod" }],
      ["partitioner"],
    ],
    ["recorded partitions, without keys", [{ partitioner: "recorded" }, {}], []],
    ["the empty key, if there is none", [{ producer: "librdkafka" }, { partitioner: "crc32" }], []],
  ])("%s", (_, pair, fields) => {
    expect(fieldsOf(pair)).toEqual(fields);
    expect(fieldsOf([pair[1], pair[0]])).toEqual(fields);
  });

  it("the empty key, only if both topics have it", () => {
    const pair: Pair = [{ producer: "librdkafka" }, { partitioner: "crc32" }];
    const empty: readonly Counted[] = [["", 3]];
    expect(fieldsOf(pair, [["k", 1]], empty)).toEqual([]);
    expect(fieldsOf(pair, empty, [["k", 1]])).toEqual([]);
    expect(fieldsOf(pair, empty, empty)).toEqual(["empty_keys"]);
  });
});

describe("which common keys meet", () => {
  it("is what comparing all of them gives, in any number of passes", () => {
    const partitioner = fc.constantFrom("murmur2", "crc32", "kafkajs-legacy" as const);
    const topic = fc.record({ partitions: fc.integer({ min: 1, max: 20 }), partitioner });
    const keys = fc.dictionary(fc.string({ maxLength: 2 }), fc.integer({ min: 1, max: 5 }), {
      maxKeys: 60,
    });
    fc.assert(
      fc.property(
        topic,
        topic,
        keys,
        keys,
        fc.integer({ min: 1, max: 900 }),
        (a, b, of, other, size) => {
          const [own, their] = contractsOf([a, b]);
          const sideOf = (contract: TopicContract, counts: Record<string, number>): JoinSide => {
            return { contract, keys: tableOf(Object.entries(counts)) };
          };
          const found = commonKeys(sideOf(own, of), sideOf(their, other), size);
          const common = Object.keys(of).filter((key) => key !== "" && Object.hasOwn(other, key));
          const placeOf = (key: string, by: TopicContract) =>
            partitionFor(utf8(key), by.partitions, by.partitioner);
          const meeting = common.filter((key) => placeOf(key, own) === placeOf(key, their));
          const sum = (names: readonly string[], counts: Record<string, number>) =>
            names.reduce((all, name) => all + (counts[name] ?? 0), 0);
          const sumsOf = (counts: Record<string, number>) => ({
            keyed: sum(
              Object.keys(counts).filter((key) => key !== ""),
              counts,
            ),
            common: sum(common, counts),
            meeting: sum(meeting, counts),
          });
          expect(found).toEqual({
            keys: common.length,
            meetingKeys: meeting.length,
            own: sumsOf(of),
            other: sumsOf(other),
          });
        },
      ),
    );
  });

  it("12 and 18 partitions agree on a third of the keys", () => {
    const [a, b] = joined([{}, { partitions: 18 }], numbered(3000), numbered(4000, 2));
    const { keys = 0, meetingKeys = 0 } = a?.all[0]?.common ?? {};
    expect(keys).toBe(3000);
    expect(meetingKeys / keys).toBeCloseTo(1 / 3, 1);
    expect(b?.all[0]?.common).toMatchObject({
      keys,
      meetingKeys,
      own: { keyed: 8000, common: 6000 },
      other: { keyed: 3000, common: 3000 },
    });
    expect(a?.message).toMatch(
      /^not co-partitioned with b: partitions is 12 here and 18 there; of 3,000 common keys, 3\d(\.\d)? % are in the same partition number, with 3\d(\.\d)? % of their records here and 3\d(\.\d)? % there$/,
    );
  });

  it("the same ids as text and as long are common keys", () => {
    const ids = Array.from({ length: 500 }, (_, i) => String(i));
    const longs = ids.map((id): Counted => [serializeKey("long", id), 1]);
    const texts = ids.map((id): Counted => [id, 1]);
    const place = (id: string, type: "long" | "string") => partitionFor(serializeKey(type, id), 12);
    const meeting = ids.filter((id) => place(id, "long") === place(id, "string")).length;
    expect(joined([{}, { key_type: "long" }], texts, longs)[0]?.all[0]?.common).toMatchObject({
      keys: 500,
      meetingKeys: meeting,
    });
    expect(meeting).toBeLessThan(100);
  });

  it("other schema ids are a difference that only the keys show", () => {
    const framed =
      (id: number) =>
      (name: string): Counted => [Uint8Array.of(0, 0, 0, 0, id, ...utf8(name)), 1];
    const names = Array.from({ length: 600 }, (_, i) => `order-${i}`);
    const pair: Pair = [{ key_frame: "confluent" }, { key_frame: "confluent" }];
    const [same] = joined(pair, names.map(framed(7)), names.map(framed(7)));
    expect(same).toMatchObject({ differences: 0, message: "" });
    const [a, b] = joined(pair, names.map(framed(7)), names.map(framed(8)));
    expect(a?.all[0]?.differences).toEqual([{ field: "keys", own: "", other: "" }]);
    expect(a?.message).toContain("equal keys are in partitions of different numbers");
    expect(a?.field).toBe("co_partitioned");
    expect(b?.all[0]?.common?.keys).toBe(600);
    // A key under two ids is in two partitions, and cannot be met in both.
    const both = [...names.map(framed(7)), ...names.map(framed(8))];
    const [mixed] = joined(pair, both, names.map(framed(7)));
    expect(mixed?.all[0]?.common?.meetingKeys).toBeLessThan(120);
    expect(mixed?.all[0]?.common?.keys).toBe(600);
  });

  it("recorded partitions count where most records of a key were written", () => {
    const [a, b] = contractsOf([{ partitioner: "recorded" }, {}]);
    const names = ["k1", "k2", "k3", "k4"];
    const written = new PartitionTally({ ...a, isRecorded: true });
    const home = (name: string) => partitionFor(utf8(name), 12);
    const write = (name: string, partition: number, count: number) => {
      const key = utf8(name);
      written.add(key, 0, key.length, { at: home(name), partition, count });
    };
    write("k1", home("k1"), 5);
    write("k2", (home("k2") + 1) % 12, 5);
    // Most of it is at home.
    write("k3", (home("k3") + 1) % 12, 1);
    write("k3", home("k3"), 4);
    // Where k4 was written is not known.
    const keys = tableOf(names.map((name): Counted => [name, 5]));
    const own = { contract: a, keys, writtenPlace: written.placeFinder() };
    expect(commonKeys(own, { contract: b, keys })).toMatchObject({ keys: 3, meetingKeys: 2 });
    expect(commonKeys({ contract: b, keys }, own)).toMatchObject({ keys: 3, meetingKeys: 2 });
  });
});

describe("what a join says", () => {
  it("without the other keys, only the settings", () => {
    const [a] = joined([{}, {}], numbered(3));
    expect(a).toMatchObject({ differences: 0 });
    expect(a?.sentences).toEqual([
      "Joined with b: only the settings were compared, because its keys were not read.",
    ]);
  });

  it("recorded partitions without keys are not judged, unless a setting differs", () => {
    const judged = (other: RawTopic) => {
      const [a] = contractsOf([{ partitioner: "murmur2" }, { partitioner: "recorded", ...other }]);
      return judge(a, tableOf(numbered(9)), { joinsOf });
    };
    const unknown = judged({});
    expect(checkedRules(unknown)).toEqual([]);
    expect(unjudgedRules(unknown)).toMatchObject([
      {
        id: "co_partitioned",
        why: "partitions are recorded, and b was not compared, because its keys were not read",
      },
    ]);
    const differing = judged({ partitions: 6 });
    expect(unjudgedRules(differing)).toEqual([]);
    expect(checkedRules(differing)).toMatchObject([{ id: "co_partitioned", isFailure: true }]);
  });

  it("no common key", () => {
    expect(joined([{}, {}], [["x", 1]], [["y", 1]])[0]?.sentences).toEqual([
      "Joined with b: no key is in both samples, so a join of them finds nothing.",
    ]);
  });

  it("hostile names are escaped", () => {
    const hostile = "b\u001b[31m\u202e::error::";
    const topics = { a: { partitions: 1 }, [hostile]: { partitions: 2 } };
    const co_partitioned = [["a", hostile]];
    const contracts = parseContract(JSON.stringify({ version: 1, topics, co_partitioned })).topics;
    const joins = contracts.map((one) => joinsOf(one, 0));
    for (const text of joins.flatMap((one) => [one?.message, ...(one?.sentences ?? [])])) {
      expect(text).not.toMatch(/\p{C}/u);
    }
    expect(joins[0]?.message).toContain("b\\x1b[31m");
  });

  it("points at the field that differs, as the contract has it", () => {
    const field = (...pair: Pair) => joined(pair)[0]?.field;
    expect(field({}, { partitions: 6 })).toBe("partitions");
    expect(field({ producer: "sarama" }, {})).toBe("producer");
    expect(field({ producers: ["sarama", "goka"] }, {})).toBe("producers");
    expect(field({ partitioner: "crc32" }, {})).toBe("partitioner");
  });

  it("counts and names the differences from several topics", () => {
    const names = ["b", "c", "d", "e", "f"];
    const others = Object.fromEntries(names.map((name) => [name, { partitions: 6 }]));
    const topics = { a: { partitions: 12 }, ...others };
    const co_partitioned = [["a", ...names]];
    const [a, b] = parseContract(JSON.stringify({ version: 1, topics, co_partitioned })).topics;
    const joins = joinsOf(a as TopicContract, 0);
    expect(joins?.differences).toBe(5);
    expect(joins?.message).toMatch(
      /^not co-partitioned with b: .* with d: [^;]*; nor with 2 more topics$/,
    );
    expect(joins?.remedy).toBe("Give the topics the same partition count.");
    expect(joinsOf(b as TopicContract, 0)?.differences).toBe(1);
  });

  it("severity makes it a warning, or switches it off", () => {
    const verdictOf = (severity: RawTopic["severity"]) => {
      const [a] = contractsOf([{ ...(severity && { severity }) }, { partitions: 6 }]);
      return judge(a, tableOf(numbered(9)), { joinsOf });
    };
    expect(verdictOf(undefined)).toMatchObject({
      verdict: "fail",
      findings: [{ rule: "co_partitioned", severity: "error", actual: 1, field: "partitions" }],
    });
    expect(verdictOf({ co_partitioned: "warning" }).verdict).toBe("warn");
    expect(verdictOf({ co_partitioned: "off" })).toMatchObject({
      verdict: "pass",
      joins: undefined,
    });
  });
});
