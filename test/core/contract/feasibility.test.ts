import { describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { tightLimits } from "#core/contract/tight-limits.ts";
import { errorsOf } from "../../support/judge-keys.ts";

const errors = (fields: RawTopic) => errorsOf(() => contractFromFields(fields));

describe("a limit that cannot hold", () => {
  it.each([
    [
      "a share below an equal one",
      { partitions: 48, max_partition_share: 0.02 },
      /max_partition_share 0.02 is below 1\/48 = 0.020833/,
      /Write 0.042 or more/,
    ],
    [
      "a consumer share below an equal one",
      { partitions: 48, consumers: 10, max_consumer_share: 0.1 },
      /48 partitions over 10 consumers, one gets 5 partitions, and a share of 0.104167/,
      /Write 0.13 or more, or another number of consumers/,
    ],
    [
      "a consumer share with more consumers than partitions",
      { partitions: 4, consumers: 10, max_consumer_share: 0.2 },
      /4 partitions over 10 consumers, one gets 1 partition, and a share of 0.25/,
      /Write 0.3 or more/,
    ],
  ])("is %s: with the numbers", (_, fields, what, next) => {
    const [first, ...others] = errors(fields);
    expect(others).toEqual([]);
    expect(first?.what).toMatch(what);
    expect(first?.next).toMatch(next);
  });

  it.each<[string, RawTopic]>([
    ["the least share there is", { partitions: 48, max_partition_share: 1 / 48 }],
    [
      "the least consumer share there is",
      { partitions: 48, consumers: 12, max_consumer_share: 1 / 12 },
    ],
    [
      "the article's limits",
      { partitions: 48, max_partition_share: 0.08, max_gini: 0.15, min_unique_keys: 20000 },
    ],
    ["a low Gini coefficient without min_unique_keys", { partitions: 48, max_gini: 0.001 }],
    [
      "few keys beside tight limits, as a sample can have more",
      {
        partitions: 48,
        consumers: 10,
        max_partition_share: 0.022,
        max_gini: 0.01,
        max_cv: 0.01,
        max_key_share: 0.001,
        max_consumer_share: 0.106,
        min_unique_keys: 10,
      },
    ],
    ["one partition", { partitions: 1, max_gini: 0, max_cv: 0, min_unique_keys: 1 }],
    ["few keys with one share each", { partitions: 48, max_key_share: 0.25, min_unique_keys: 4 }],
  ])("is not %s", (_, fields) => {
    expect(errors(fields)).toEqual([]);
  });

  it("is no error where its rule is off", () => {
    const fields = { partitions: 48, max_partition_share: 0.001 };
    expect(errors(fields)).toHaveLength(1);
    expect(errors({ ...fields, severity: { max_partition_share: "off" } })).toEqual([]);
  });

  it("is told as a warning's limit too", () => {
    const fields = { partitions: 48, max_partition_share: 0.001 };
    expect(errors({ ...fields, severity: { max_partition_share: "warning" } })).toHaveLength(1);
  });
});

describe("what an infeasible contract is advised to be", () => {
  const advisedOf = (fields: RawTopic) =>
    Number(/Write (\S+) or more/.exec(errors(fields)[0]?.next ?? "")?.[1]);

  it.each([1, 2, 48, 200])("satisfies %d partitions", (partitions) => {
    for (const min_unique_keys of [undefined, 1, 48, 5000]) {
      const max_partition_share = 0.5 / partitions;
      const advised = advisedOf({ partitions, min_unique_keys, max_partition_share });
      const fields = { partitions, min_unique_keys, max_partition_share: advised };
      expect(errors(fields)).toEqual([]);
      expect(tightLimits(contractFromFields(fields))).toEqual([]);
    }
  });

  it.each([
    [1, 1],
    [10, 1],
    [3, 2],
    [48, 10],
    [4, 10],
  ])(
    "is a consumer share of at most 1 for %d partitions and %d consumers",
    (partitions, consumers) => {
      for (const min_unique_keys of [undefined, 1, 48, 5000]) {
        const fields = { partitions, consumers, min_unique_keys };
        const max_consumer_share = advisedOf({ ...fields, max_consumer_share: 0.01 });
        expect(max_consumer_share).toBeLessThanOrEqual(1);
        expect(errors({ ...fields, max_consumer_share })).toEqual([]);
        expect(tightLimits(contractFromFields({ ...fields, max_consumer_share }))).toEqual([]);
      }
    },
  );
});
