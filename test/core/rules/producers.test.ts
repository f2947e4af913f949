import { describe, expect, it } from "vitest";
import type { ClientName } from "#core/clients/families.ts";
import { partitionFor } from "#core/partition-for.ts";
import { producers } from "#core/rules/producers.ts";
import { type Counted, judgeKeys, numbered, utf8 } from "../../support/judge-keys.ts";

const USERS = numbered(10_000);

const check = (producers: ClientName[], partitions: number, keys: Counted[] = USERS) =>
  judgeKeys({ partitions, producers }, keys);

describe("producers", () => {
  it("finds Java and librdkafka to place nearly all keys differently", () => {
    const { verdict, findings } = check(["java", "confluent-kafka-python"], 48);
    expect(verdict).toBe("fail");
    expect(findings).toMatchObject([{ rule: "producers", severity: "error", limit: 0 }]);
    // Two unrelated hashes agree on one key in 48.
    expect(findings[0]?.actual).toBeCloseTo(47 / 48, 2);
    expect(findings[0]?.message).toMatch(
      /^java \(murmur2\) and confluent-kafka-python \(crc32\) place 9[78](\.\d)? % of these keys/,
    );
  });

  it("finds Java and @platformatic/kafka to differ in half of the keys at 48 partitions", () => {
    const [finding] = check(["java", "platformatic-kafka"], 48).findings;
    expect(finding?.actual).toBeCloseTo(0.5, 1);
    const moved = USERS.filter(([key]) => {
      const bytes = utf8(key as string);
      return partitionFor(bytes, 48) !== partitionFor(bytes, 48, "murmur2-unsigned");
    });
    expect(finding?.actual).toBe(moved.length / USERS.length);
  });

  it("has nothing to say of them at 64 partitions, where they agree", () => {
    expect(check(["java", "platformatic-kafka"], 64)).toMatchObject({
      verdict: "pass",
      findings: [],
    });
  });

  it.each<[string, ClientName[]]>([
    ["one client", ["java"]],
    ["no client", []],
    ["clients of one default", ["java", "kafkajs", "franz-go", "aiokafka"]],
    ["bindings of librdkafka", ["librdkafka", "confluent-kafka-go", "node-rdkafka"]],
  ])("is content with %s", (_, producers) => {
    const fields = producers.length === 0 ? { partitions: 48 } : { partitions: 48, producers };
    expect(judgeKeys(fields, USERS).findings).toEqual([]);
  });

  it("counts a key once, and its records, where any of several clients differs", () => {
    const keys: Counted[] = [
      ["a", 10],
      ["b", 90],
    ];
    const differs = ([key]: Counted) =>
      partitionFor(utf8(key as string), 5) !== partitionFor(utf8(key as string), 5, "fnv1a");
    const moved = keys.filter(differs);
    const [finding] = check(["java", "kafkajs", "sarama"], 5, keys).findings;
    expect(finding?.actual ?? 0).toBe(moved.length / 2);
  });

  it("weighs the records apart from the keys", () => {
    const agreed = USERS.find(
      ([key]) =>
        partitionFor(utf8(key as string), 48) === partitionFor(utf8(key as string), 48, "crc32"),
    ) as Counted;
    const keys: Counted[] = [[agreed[0], 970], ...numbered(30, 1, "order-")];
    const result = check(["java", "librdkafka"], 48, keys);
    const [finding] = result.findings;
    // 30 of 31 keys at most, but 3 % of the records.
    expect(producers.show(result)?.actual).toBeGreaterThan(0.9);
    expect(producers.show(result)?.actual).toBe(finding?.actual);
    expect(finding?.message).toMatch(
      /place 9\d(\.\d)? % of these keys, with [23](\.\d)? % of the records/,
    );
  });

  it("finds the empty key where one client hashes it and the other does not", () => {
    const [finding] = check(["ruby-kafka", "librdkafka"], 48, [["", 1], ...numbered(3)]).findings;
    expect(finding?.actual).toBe(1 / 4);
    expect(
      check(["librdkafka", "node-rdkafka"], 48, [
        ["", 1],
        ["a", 1],
      ]).findings,
    ).toEqual([]);
  });

  it("never says that 0 % of the keys are placed differently", () => {
    const [finding] = check(["ruby-kafka", "librdkafka"], 48, [["", 1], ...USERS]).findings;
    expect(finding?.actual).toBeGreaterThan(0);
    expect(finding?.message).not.toMatch(/ 0 %/);
  });

  it("yields to its severity", () => {
    const fields = { partitions: 48, producers: ["java", "sarama"] as ClientName[] };
    expect(judgeKeys({ ...fields, severity: { producers: "warning" } }, USERS).verdict).toBe(
      "warn",
    );
    expect(judgeKeys({ ...fields, severity: { producers: "off" } }, USERS).verdict).toBe("pass");
  });
});
