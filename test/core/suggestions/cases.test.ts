import { describe, expect, it } from "vitest";
import { type Counted, judgeKeys, numbered, suggestionsOf } from "../../support/judge-keys.ts";

const ARTICLE = {
  partitions: 48,
  max_partition_share: 0.08,
  max_gini: 0.15,
  min_unique_keys: 20_000,
  sample_size: 100_000,
};

describe("a tenant in front of the user id", () => {
  const keys = [...numbered(80_000, 1, "TENANT_A:user"), ...numbered(20_000, 1, "TENANT_B:user")];

  const result = judgeKeys(ARTICLE, keys);

  it("does not skew the hash, though one tenant has 80 % of the users: no rule is broken", () => {
    const { verdict, findings, measures } = result;
    expect({ verdict, findings }).toEqual({ verdict: "pass", findings: [] });
    expect(measures.maxPartitionShare).toBeLessThan(0.025);
    expect(measures.expected?.pValue).toBeGreaterThan(0.001);
  });

  it("needs no advice", () => {
    expect(suggestionsOf(result)).toEqual({});
  });
});

describe("the country as the key, as in the article", () => {
  const keys: Counted[] = [
    ["US", 80_000],
    ["UK", 10_000],
    ["DE", 5000],
    ...["FR", "ES", "IT", "NL", "SE", "PL", "CA", "BR", "IN"].map(
      (country, i): Counted => [country, i < 5 ? 556 : 555],
    ),
  ];
  const result = judgeKeys(ARTICLE, keys);

  it("breaks the contract by one partition with 80 %", () => {
    expect(result.verdict).toBe("fail");
    expect(result.findings.map(({ rule, actual }) => [rule, actual])).toEqual([
      ["max_partition_share", 0.8],
      ["max_gini", expect.closeTo(0.958, 3)],
      ["min_unique_keys", 12],
    ]);
  });

  it("is advised only what is true: the key is hot, and the countries are few", () => {
    const texts = suggestionsOf(result);
    expect(Object.keys(texts)).toEqual(["hot-key", "low-cardinality"]);
    expect(texts["hot-key"]).toContain('"US" has 80 %');
    expect(texts["low-cardinality"]).toContain(
      "12 different keys can fill at most 12 of 48 partitions",
    );
  });

  it("lies in the keys, not in the hash", () => {
    const { expected } = result.measures;
    expect(expected?.maxPartitionShare).toBeGreaterThanOrEqual(0.8);
    expect(expected?.pValue).toBeGreaterThan(0.1);
  });
});

it("with the user id added, the article's countries hold the contract without advice", () => {
  const shares: [string, number][] = [
    ["US", 80_000],
    ["UK", 10_000],
    ["DE", 5000],
    ["FR", 5000],
  ];
  const keys = shares.flatMap(([country, users]) => numbered(users, 1, `${country}:user-`));
  const result = judgeKeys(ARTICLE, keys);
  expect(result.verdict).toBe("pass");
  expect(suggestionsOf(result)).toEqual({});
});
