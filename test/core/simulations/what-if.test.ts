import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { explainText } from "#core/reports/explain-text.ts";
import { type Scenario, whatIf } from "#core/simulations/what-if.ts";
import { gate, type TopicContractFields } from "#doors/library/gate.ts";
import { type Counted, numbered, tableOf, utf8 } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";

const FIELDS = {
  partitions: 12,
  consumers: 5,
  max_partition_share: 0.12,
  max_gini: 0.2,
  max_consumer_share: 0.3,
  max_key_share: 0.1,
} as const;
const KEYS: Counted[] = [["hot", 900], ["warm", 500], ["", 20], ...numbered(400, 3)];

function scenariosOf(fields: TopicContractFields, keys: readonly Counted[]): readonly Scenario[] {
  return judge(contractFromFields(fields), tableOf(keys), { whatIf }).scenarios ?? [];
}

/** The gate itself on keys and a contract that are as the scenario has them. */
function bruteForce(
  fields: TopicContractFields,
  keys: readonly Counted[],
  { kind, partitions, partitioner, consumers, salt = 1, hottest: apart = [] }: Scenario,
) {
  const { producer, ...rest } = fields;
  const sorted = [...keys].sort((a, b) => b[1] - a[1]);
  const hottest = new Set(sorted.slice(0, apart.length).map(([key]) => key));
  const entries = keys.flatMap(([key, count]) => {
    if (!hottest.has(key)) return [{ key, count }];
    if (kind === "split") return [];
    return Array.from({ length: salt }, (_, i) => {
      return { key: `${key}#${i}`, count: Math.floor(count / salt) + (i < count % salt ? 1 : 0) };
    });
  });
  const placed = kind === "partitioner" ? { ...rest, partitioner } : fields;
  const report = gate({ ...placed, partitions, ...(consumers && { consumers }) }, entries);
  return {
    maxPartitionShare: report.max_partition_share,
    gini: report.gini,
    cv: report.cv,
    maxKeyShare: report.max_key_share,
    maxConsumerShare: report.max_consumer_share,
    broken: report.violations.map(({ rule }) => rule),
  };
}

function expectTrue(fields: TopicContractFields, keys: readonly Counted[]): void {
  for (const scenario of scenariosOf(fields, keys)) {
    const { spread, broken, kind, partitions, partitioner } = scenario;
    const { maxPartitionShare, gini, cv, maxKeyShare, maxConsumerShare } = spread;
    const numbers = { maxPartitionShare, gini, cv, maxKeyShare, maxConsumerShare };
    const about = JSON.stringify(scenario);
    const expected = bruteForce(fields, keys, scenario);
    expect(broken, about).toEqual(expected.broken);
    for (const [name, value] of Object.entries(numbers)) {
      expect(value, `${name} of ${about}`).toBeCloseTo(
        expected[name as keyof typeof numbers] as number,
        12,
      );
    }
    if (kind !== "partitions" && kind !== "partitioner") continue;
    const now = contractFromFields(fields);
    const moved = keys.filter(([key]) => {
      if (key === "" && now.emptyKey === "unplaced") return false;
      const bytes = utf8(key as string);
      const before = partitionFor(bytes, now.partitions, now.partitioner);
      return before !== partitionFor(bytes, partitions, partitioner as PartitionerName);
    });
    expect(scenario.movedKeyShare, about).toBe(moved.length / keys.length);
  }
}

describe("what would be otherwise", () => {
  it("is what the gate finds of it", () => {
    expectTrue(FIELDS, KEYS);
  });

  it("is for a contract with rules on the sample, which other settings break or keep", () => {
    const fields = { ...FIELDS, min_unique_keys: 440, sample_size: 2000 };
    expectTrue(fields, KEYS);
    const ofSalt = scenariosOf(fields, KEYS).filter(({ kind }) => kind === "salt");
    const broken = ofSalt.map(({ broken: rules }) => rules.includes("min_unique_keys"));
    expect(new Set(broken)).toEqual(new Set([true, false]));
  });

  it("is for clients that agree under some settings", () => {
    expectTrue({ ...FIELDS, producers: ["java", "sarama"] }, KEYS);
    expectTrue({ ...FIELDS, producers: ["java", "kafkajs"] }, KEYS);
    const scenarios = scenariosOf({ ...FIELDS, producers: ["java"] }, KEYS);
    const [other] = scenarios.filter(({ partitioner }) => partitioner === "crc32");
    expect(other?.broken).toContain("producers");
  });

  it("is, for another partitioner", () => {
    expectTrue({ ...FIELDS, partitioner: "crc32" }, KEYS);
  });

  it("is, where the empty key has no partition", () => {
    const keys: Counted[] = [...KEYS.filter(([key]) => key !== ""), ["", 1]];
    const fields = { ...FIELDS, producer: "librdkafka" } as const;
    const kinds = scenariosOf(fields, keys).filter(({ kind }) => kind === "partitions");
    expect(kinds.length).toBeGreaterThan(0);
    for (const { partitions, movedKeyShare } of kinds) {
      const moved = keys.filter(([key]) => {
        const bytes = utf8(key as string);
        const before = partitionFor(bytes, FIELDS.partitions, "crc32");
        return key !== "" && before !== partitionFor(bytes, partitions, "crc32");
      });
      expect(movedKeyShare).toBe(moved.length / keys.length);
    }
  });

  it("is every kind once, of each further count, partitioner, salt and consumers", () => {
    const scenarios = scenariosOf(FIELDS, KEYS);
    const of = (kind: Scenario["kind"]) => scenarios.filter((one) => one.kind === kind);
    expect(of("now")).toHaveLength(1);
    expect(of("partitions").map(({ partitions }) => partitions)).toEqual([13, 17, 18, 24, 48]);
    expect(of("consumers").map(({ consumers }) => consumers)).toEqual([5, 7, 8, 9, 10]);
    expect(of("salt").map(({ salt }) => salt)).toEqual([2, 4, 8, 16, 32, 64]);
    expect(of("split").map(({ hottest }) => hottest?.length)).toEqual([1, 2]);
    expect(of("partitioner").length).toBeGreaterThan(4);
  });

  it("has no salts for keys that are no text, and none where no key is hot", () => {
    const hex = KEYS.map(([key, count]): Counted => [utf8(key as string), count]);
    const kinds = (fields: TopicContractFields, keys: Counted[]) =>
      new Set(scenariosOf(fields, keys).map(({ kind }) => kind));
    expect(kinds({ ...FIELDS, key_type: "bytes-hex" }, hex)).not.toContain("salt");
    expect(kinds(FIELDS, numbered(400))).not.toContain("salt");
    expect(kinds({ partitions: 3 }, [["a", 1]])).not.toContain("split");
  });
});

it("says which limits are not simulated", () => {
  const saidOf = (fields: TopicContractFields) => {
    const contract = contractFromFields(fields);
    const text = render(explainText, [judge(contract, tableOf(KEYS), { whatIf })], { width: 0 });
    return text.replaceAll(/\s+/g, " ");
  };
  const windows = { ...FIELDS, window: "1m", max_window_share: 0.5 } as const;
  expect(saidOf(windows)).toContain(" Limits on windows of time are not simulated.");
  expect(saidOf({ ...windows, severity: { max_window_share: "off" } })).not.toContain(
    "not simulated",
  );
});
