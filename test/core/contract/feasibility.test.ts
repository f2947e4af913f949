import { describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
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
    [
      "a Gini coefficient below that of random hashing",
      { partitions: 48, max_gini: 0.01, min_unique_keys: 20000 },
      /max_gini 0.01 contradicts min_unique_keys 20000.*20,000 equally frequent keys over 48 partitions are expected to give 0.027/,
      /Raise max_gini to 0.033 or more, or min_unique_keys to 1[5-9]0000 or more/,
    ],
    [
      "a CV below that of random hashing",
      { partitions: 48, max_cv: 0.02, min_unique_keys: 20000 },
      /max_cv 0.02 contradicts.*are expected to give 0.049/,
      /Raise max_cv to 0.059 or more, or min_unique_keys to 1[2-9]0000 or more/,
    ],
    [
      "a partition share below that of random hashing",
      { partitions: 48, max_partition_share: 0.022, min_unique_keys: 10000 },
      /max_partition_share 0.022 contradicts.*are expected to give 2.4\d? %/,
      /Raise max_partition_share to (?:0.029|0.03) or more, or min_unique_keys to \d+0000 or more/,
    ],
    [
      "a key share below that of equal keys",
      { partitions: 48, max_key_share: 0.001, min_unique_keys: 100 },
      /100 equally frequent keys have a share of 1 % each/,
      /Raise max_key_share to 0.012 or more, or min_unique_keys to 1000 or more/,
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
    ["one partition", { partitions: 1, max_gini: 0, max_cv: 0, min_unique_keys: 1 }],
    ["few keys with one share each", { partitions: 48, max_key_share: 0.25, min_unique_keys: 4 }],
  ])("is not %s", (_, fields) => {
    expect(errors(fields)).toEqual([]);
  });

  it("binds nobody where its rule is off", () => {
    const fields = {
      partitions: 48,
      max_gini: 0.001,
      max_partition_share: 0.001,
      min_unique_keys: 10,
    };
    expect(errors(fields)).toHaveLength(2);
    expect(
      errors({ ...fields, severity: { max_gini: "off", max_partition_share: "off" } }),
    ).toEqual([]);
    expect(
      errors({ ...fields, severity: { max_partition_share: "off", min_unique_keys: "off" } }),
    ).toEqual([]);
  });

  it("is told as a warning's limit too", () => {
    const fields = { partitions: 48, max_partition_share: 0.001 };
    expect(errors({ ...fields, severity: { max_partition_share: "warning" } })).toHaveLength(1);
  });
});

describe("what an infeasible contract is advised to be", () => {
  const limits = {
    max_partition_share: [0.0005, 0.03, 0.5],
    max_gini: [0, 0.02, 0.5],
    max_cv: [0.001, 0.1],
    max_key_share: [0.00001, 0.3, 0.7],
  };
  const cases = [1, 2, 48, 200].flatMap((partitions) =>
    [1, 3, 48, 257, 5000].flatMap((min_unique_keys) =>
      Object.entries(limits).flatMap(([field, values]) =>
        values.map((value) => ({ field, fields: { partitions, min_unique_keys, [field]: value } })),
      ),
    ),
  );
  const infeasible = cases.flatMap(({ field, fields }) =>
    errors(fields).map(({ next = "" }) => ({ field, fields, next })),
  );

  /** The cases whose advice `pattern` reads a number from, followed, still are no contract. */
  function refused(pattern: RegExp, changed: (field: string) => string): string[] {
    return infeasible.flatMap(({ field, fields, next }) => {
      const advised = pattern.exec(next)?.[1];
      if (advised === undefined) return [];
      const [still] = errors({ ...fields, [changed(field)]: Number(advised) });
      return still === undefined ? [] : [`${JSON.stringify(fields)}: ${next} → ${still.what}`];
    });
  }

  it("is looked at in many cases", () => {
    expect(infeasible.length).toBeGreaterThan(100);
  });

  it("is accepted when the limit is raised as advised", () => {
    expect(refused(/(?:Raise \w+ to|Write) (\S+)/, (field) => field)).toEqual([]);
  });

  it("is accepted when min_unique_keys is raised as advised", () => {
    expect(refused(/min_unique_keys to (\d+)/, () => "min_unique_keys")).toEqual([]);
  });

  it("never has fewer keys", () => {
    const fewer = infeasible.filter(({ fields, next }) => {
      const advised = /min_unique_keys to (\d+)/.exec(next)?.[1];
      return advised !== undefined && Number(advised) <= fields.min_unique_keys;
    });
    expect(fewer).toEqual([]);
  });

  it("is a consumer share of at most 1", () => {
    for (const [partitions, consumers] of [
      [1, 1],
      [10, 1],
      [3, 2],
      [48, 10],
    ] as const) {
      const fields = { partitions, consumers, max_consumer_share: 0.01 };
      const advised = /Write (\S+)/.exec(errors(fields)[0]?.next ?? "")?.[1];
      expect(errors({ ...fields, max_consumer_share: Number(advised) })).toEqual([]);
    }
  });
});

it("the way out is found without trying every number of keys", () => {
  const fields = { partitions: 1000, max_gini: 0.001, min_unique_keys: 1000 };
  // The best of some runs, as the machine may do something else meanwhile.
  const time = (action: () => unknown) => {
    const times = Array.from({ length: 10 }, () => {
      const before = performance.now();
      action();
      return performance.now() - before;
    });
    return Math.min(...times);
  };
  const accepted = time(() => errors({ ...fields, max_gini: 0.9 }));
  const refused = time(() => errors(fields));
  expect(refused / accepted).toBeLessThan(25);
});
