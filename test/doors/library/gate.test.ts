import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseContract } from "#core/contract/parse.ts";
import { serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import { partitionerNames, partitioners } from "#core/partitioners/index.ts";
import type { TopicReport } from "#core/reports/topic-report.ts";
import { decide, worst } from "#core/verdict.ts";
import { gate, type KeyInput, type TopicContractFields } from "#doors/library/gate.ts";
import { errorsOf, otherRandom, utf8 } from "../../support/judge-keys.ts";

/** Those that take any bytes: the others refuse what is not UTF-8. */
const ofBytes = partitionerNames.filter((name) => !("hashesText" in partitioners[name]));
const partitioner = fc.constantFrom(...ofBytes);
const partitions = fc.integer({ min: 1, max: 48 });
const text = fc.oneof(fc.string({ maxLength: 12 }), fc.constantFrom("", "a", "A", " a", "b"));
const key: fc.Arbitrary<KeyInput> = fc.oneof(
  { weight: 8, arbitrary: text },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 8 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
  { weight: 2, arbitrary: fc.record({ key: text, count: fc.integer({ min: 0, max: 50 }) }) },
);
/** Always one key that has a partition, or there is nothing to judge. */
const keys = fc.array(key, { maxLength: 40 }).map((list) => ["anchor", ...list]);
const fields = fc.record({ partitions, partitioner });
const FEW = { numRuns: 40 };

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("gate, for any keys and partitioner", () => {
  it("conserves totals", () => {
    fc.assert(
      fc.property(fields, keys, (contract, list) => {
        const report = gate(contract, list);
        expect(sum(report.partition_counts)).toBe(report.placed_records);
        expect(report.placed_records + report.null_keys).toBe(report.records);
        expect(report.partition_counts).toHaveLength(contract.partitions);
        expect(sum(report.top_keys.map(({ count }) => count))).toBeLessThanOrEqual(report.records);
      }),
      FEW,
    );
  });

  it("conserves totals where empty keys have no partition", () => {
    fc.assert(
      fc.property(partitions, keys, (count, list) => {
        const report = gate({ partitions: count, producer: "librdkafka" }, list);
        const { placed_records, null_keys, empty_keys, records } = report;
        expect(sum(report.partition_counts)).toBe(placed_records);
        expect(placed_records + null_keys + empty_keys).toBe(records);
      }),
      FEW,
    );
  });

  it("counts each record where partitionFor puts its key", () => {
    fc.assert(
      fc.property(fields, keys, (contract, list) => {
        const expected = new Array<number>(contract.partitions).fill(0);
        for (const entry of list) {
          const counted = typeof entry === "object" && entry !== null && "count" in entry;
          const one = (counted ? entry.key : entry) as string | Uint8Array | null | undefined;
          if (one === null || one === undefined) continue;
          const bytes = typeof one === "string" ? serializeKey("string", one) : one;
          const place = partitionFor(bytes, contract.partitions, contract.partitioner);
          (expected[place] as number) += counted ? entry.count : 1;
        }
        expect(gate(contract, list).partition_counts).toEqual(expected);
      }),
      FEW,
    );
  });

  it("adds up over two lists and their concatenation", () => {
    fc.assert(
      fc.property(fields, keys, keys, (contract, one, other) => {
        const [first, second, both] = [one, other, [...one, ...other]].map((list) =>
          gate(contract, list),
        ) as [TopicReport, TopicReport, TopicReport];
        const added = first.partition_counts.map(
          (n, i) => n + (second.partition_counts[i] as number),
        );
        expect(both.partition_counts).toEqual(added);
        for (const field of ["records", "placed_records", "empty_keys", "null_keys"] as const) {
          expect(both[field]).toBe(first[field] + second[field]);
        }
        expect(both.unique_keys).toBeLessThanOrEqual(first.unique_keys + second.unique_keys);
      }),
      FEW,
    );
  });

  it("has a Gini coefficient in [0, 1 - 1/n], shares in [0, 1], and a CV up to √n", () => {
    fc.assert(
      fc.property(fields, keys, (contract, list) => {
        const { gini, cv, max_partition_share, max_key_share, expected } = gate(contract, list);
        const n = contract.partitions;
        expect(gini).toBeGreaterThanOrEqual(0);
        expect(gini).toBeLessThanOrEqual(1 - 1 / n + 1e-12);
        expect(max_partition_share).toBeGreaterThanOrEqual(1 / n);
        expect(max_partition_share).toBeLessThanOrEqual(1);
        expect(max_key_share).toBeLessThanOrEqual(max_partition_share);
        expect(cv).toBeLessThanOrEqual(Math.sqrt(n) + 1e-9);
        expect(expected?.p_value).toBeGreaterThanOrEqual(0);
        expect(expected?.p_value).toBeLessThanOrEqual(1);
      }),
      FEW,
    );
  });

  it("takes a count for as many single records", () => {
    const counts = fc.array(fc.tuple(text, fc.integer({ min: 1, max: 9 })), { minLength: 1 });
    fc.assert(
      fc.property(fields, counts, (contract, pairs) => {
        const counted = pairs.map(([one, count]) => ({ key: one, count }));
        const single = pairs.flatMap(([one, count]) => new Array<string>(count).fill(one));
        // Only records are taken for a random sample, unless the contract says so.
        const random = { ...contract, sample: "random" as const };
        expect(gate(random, counted)).toEqual(gate(random, single));
      }),
      FEW,
    );
  });

  it("does not depend on scale", () => {
    const factor = fc.integer({ min: 2, max: 1e6 });
    fc.assert(
      fc.property(
        fields,
        fc.array(text, { minLength: 1, maxLength: 40 }),
        factor,
        (contract, list, by) => {
          const one = gate(contract, list);
          const many = gate(
            contract,
            list.map((key) => ({ key, count: by })),
          );
          for (const field of ["gini", "cv", "max_partition_share", "max_key_share"] as const) {
            expect(many[field]).toBeCloseTo(one[field], 9);
          }
          expect(many.verdict).toBe(one.verdict);
          expect(many.unique_keys).toBe(one.unique_keys);
          expect(many.expected?.p_value).toBeCloseTo(one.expected?.p_value ?? Number.NaN, 6);
        },
      ),
    );
  });

  it("does not depend on the order of the records: the whole report is equal", () => {
    fc.assert(
      fc.property(fields, keys, (contract, list) => {
        const backwards = [...list].reverse();
        expect(gate(contract, backwards)).toEqual(gate(contract, list));
      }),
      FEW,
    );
  });

  it("does not depend on the order of thousands of records either", () => {
    const list = Array.from({ length: 2000 }, (_, i) => ({
      key: `k${i}`,
      count: 1 + ((i * 7919) % 37),
    }));
    const contract = { partitions: 12, max_gini: 0.9 };
    expect(gate(contract, [...list].reverse())).toEqual(gate(contract, list));
  });
});

describe("gate", () => {
  it("takes text, bytes, null and undefined", () => {
    const report = gate({ partitions: 3 }, ["a", utf8("a"), null, undefined, ""]);
    expect(report).toMatchObject({ records: 5, unique_keys: 2, null_keys: 2, empty_keys: 1 });
  });

  it("takes nulls with a count, and leaves out a count of 0", () => {
    const report = gate({ partitions: 3 }, ["a", { key: null, count: 7 }, { key: "b", count: 0 }]);
    expect(report).toMatchObject({ records: 8, unique_keys: 1, null_keys: 7 });
  });

  it("serializes text by key_type", () => {
    const report = gate({ partitions: 48, key_type: "long" }, [
      "42",
      new Uint8Array([0, 0, 0, 0, 0, 0, 0, 42]),
    ]);
    expect(report).toMatchObject({ unique_keys: 1, key_type: "long" });
    expect(report.top_keys[0]).toMatchObject({ key: "42", count: 2 });
    const place = partitionFor(serializeKey("long", "42"), 48);
    expect(report.top_partitions[0]?.partition).toBe(place);
  });

  it("takes a topic of parseContract", () => {
    const [topic] = parseContract(
      "version: 1\ntopics: {t: {partitions: 4, max_gini: 0.1}}\n",
    ).topics;
    expect(topic && gate(topic, ["a"])).toMatchObject({
      topic: "t",
      verdict: "fail",
      partitions: 4,
    });
  });

  it("passes, warns and fails", () => {
    const contract = { partitions: 4, max_partition_share: 0.5 };
    expect(gate({ partitions: 4, max_partition_share: 1 }, ["a"]).verdict).toBe("pass");
    expect(gate(contract, ["a"]).verdict).toBe("fail");
    expect(gate({ ...contract, severity: { max_partition_share: "warning" } }, ["a"]).verdict).toBe(
      "warn",
    );
  });

  it.each<[string, KeyInput[], RegExp]>([
    ["no keys", [], /the input has no keys/],
    ["only keys with a count of 0", [{ key: "a", count: 0 }], /the input has no keys/],
    ["only null keys", [null, null], /none of the 2 records .* keys are all null/],
    ["a negative count", [{ key: "a", count: -1 }], /the count is not a whole number/],
    ["half a record", [{ key: "a", count: 1.5 }], /the count is not a whole number/],
    ["NaN records", [{ key: "a", count: Number.NaN }], /the count is not a whole number/],
    ["too many records in one", [{ key: "a", count: 2 ** 53 }], /not a whole number/],
    [
      "too many records in all",
      [
        { key: "a", count: 2 ** 53 - 1 },
        { key: "b", count: 2 ** 53 - 1 },
      ],
      /more than 2\^53/,
    ],
  ])("cannot judge %s", (_, list, what) => {
    const [error, ...others] = errorsOf(() => gate({ partitions: 3 }, list));
    expect(others).toEqual([]);
    expect(error?.what).toMatch(what);
    expect(error?.next).toMatch(/./);
  });

  it("cannot judge empty keys alone where the client gives them any partition", () => {
    const contract = { partitions: 3, producer: "librdkafka" } as const;
    const [error] = errorsOf(() => gate(contract, ["", null]));
    expect(error?.what).toMatch(/none of the 2 records .* empty or null/);
  });

  it("refuses a contract that is wrong", () => {
    const wrong = { partitions: 0, max_gini: 2 } as TopicContractFields;
    expect(errorsOf(() => gate(wrong, ["a"]))).toHaveLength(2);
  });

  it("refuses text that is not of the key_type", () => {
    const [error] = errorsOf(() => gate({ partitions: 3, key_type: "int" }, ["x"]));
    expect(error?.what).toMatch(/the key is not of key_type int/);
  });

  it.each([
    ["double", 3],
    ["float", 3],
    ["long", 3],
    ["bytes-base64", 300_000],
  ] as const)("reports on bytes of any length as keys of type %s", (key_type, length) => {
    const report = gate({ partitions: 3, key_type }, [new Uint8Array(length)]);
    expect(report.records).toBe(1);
  });

  it("shows bytes that are no UTF-8 as hex too", () => {
    const [hottest] = gate({ partitions: 3 }, [new Uint8Array([0x61, 0xff])]).top_keys;
    expect(hottest).toMatchObject({ key: "a\\xff", key_hex: "61ff" });
  });
});

describe("random keys, hashed by the real partitioner,", () => {
  it("have a p-value that is about uniform", () => {
    const random = otherRandom(3);
    const values = Array.from({ length: 200 }, () => {
      const list = Array.from({ length: 600 }, () => `user-${Math.floor(random() * 1e12)}`);
      return gate({ partitions: 12 }, list).expected?.p_value ?? Number.NaN;
    });
    for (const limit of [0.1, 0.25, 0.5, 0.75, 0.9]) {
      const share = values.filter((value) => value <= limit).length / values.length;
      expect(Math.abs(share - limit)).toBeLessThan(0.12);
    }
  });

  it("have a tiny one where a pattern meets the partitioner", () => {
    const letters = [..."abcdefghijklmnopqrstuvwxyz0123456789"];
    const list = letters.flatMap((a) => letters.map((b) => `${a}${a}${b}${b}`));
    const { expected, partition_counts } = gate({ partitions: 12, partitioner: "fnv1a" }, list);
    expect(partition_counts.filter((count) => count === 0)).toHaveLength(6);
    expect(expected?.p_value).toBeLessThan(1e-100);
    expect(gate({ partitions: 12 }, list).expected?.p_value).toBeGreaterThan(0.001);
  });
});

describe("the verdict", () => {
  const finding = { rule: "max_gini", limit: 0, actual: 1, message: "" } as const;
  it.each([
    [[], "pass"],
    [["warning"], "warn"],
    [["error"], "fail"],
    [["warning", "error"], "fail"],
  ] as const)("of findings of severity %j is %s", (severities, verdict) => {
    expect(decide(severities.map((severity) => ({ ...finding, severity })))).toBe(verdict);
  });

  it.each([
    [["pass", "warn", "fail"], "fail"],
    [["pass", "warn"], "warn"],
    [["pass", "pass"], "pass"],
  ] as const)("over topics %j is the worst, %s", (verdicts, verdict) => {
    expect(worst(verdicts)).toBe(verdict);
  });
});
