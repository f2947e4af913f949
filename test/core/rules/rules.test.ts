import { describe, expect, it } from "vitest";
import type { RawTopic, RuleId, Severity } from "#core/contract/contract.ts";
import { fullKey } from "#core/reports/key-display.ts";
import { topicReport } from "#core/reports/topic-report.ts";
import { checkRules, rules } from "#core/rules/index.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import { type Counted, judgeKeys, keysPlaced, utf8 } from "../../support/judge-keys.ts";

const [k0, k1, k2, k3] = [0, 1, 2, 3].map(
  (wanted) => keysPlaced(1, 4, (partition) => partition === wanted)[0] as string,
) as [string, string, string, string];

/** 100 records over four partitions: 40, 30, 20 and 10; Gini 0.25, CV √(500/3)/25. */
const SPREAD: Counted[] = [
  [k0, 40],
  [k1, 30],
  [k2, 20],
  [k3, 10],
];
const CV = Math.sqrt(500 / 3) / 25;
const WITHOUT_KEY: Counted[] = [...SPREAD, ["", 20], [null, 80]];

interface Case {
  readonly keys: Counted[];
  /** The limit that just holds. */
  readonly limit: number;
  /** One that just does not. */
  readonly broken: number;
  readonly message: RegExp;
  readonly fields?: Partial<RawTopic>;
  readonly details?: SampleDetails;
}

/** 1,000 bytes over the partitions: 100, 600, 200 and 100; 450 of them with one key. */
const BYTES: SampleDetails = {
  bytes: {
    records: 100,
    total: 1000,
    loads: Float64Array.of(100, 600, 200, 100),
    hottestKeys: [{ key: utf8(k1), count: 450, hash: 1 }],
  },
};

const cases: Record<
  Exclude<
    RuleId,
    | "producers"
    | "partitioner"
    | "remap"
    | "min_known_keys"
    | "confidence"
    | "schema_ids"
    | "co_partitioned"
    | "partition_count"
    | "max_window_share"
  >,
  Case
> = {
  max_partition_share: {
    keys: SPREAD,
    limit: 0.4,
    broken: 0.3999,
    message: /^partition 0 gets 40 % of the records, just above the limit of 39.99 %$/,
  },
  max_gini: {
    keys: SPREAD,
    limit: 0.25,
    broken: 0.2,
    message: /Gini coefficient .* is 0.25, 1.3 times the limit of 0.2$/,
  },
  max_cv: {
    keys: SPREAD,
    limit: CV,
    broken: 0.5,
    message: /coefficient of variation .* is 0.516, 1.033 times the limit of 0.5$/,
  },
  max_key_share: {
    keys: SPREAD,
    limit: 0.4,
    broken: 0.1,
    message: /hottest key has 40 % of the records, 4 times the limit of 10 %$/,
  },
  max_consumer_share: {
    keys: SPREAD,
    limit: 0.7,
    broken: 0.6,
    message: /busiest of 2 consumers gets 70 % .* range assignment, 1.2 times the limit of 60 %/,
    fields: { consumers: 2 },
  },
  max_partition_bytes_share: {
    keys: SPREAD,
    limit: 0.6,
    broken: 0.3,
    message: /^partition 1 gets 60 % of the bytes, twice the limit of 30 %$/,
    details: BYTES,
  },
  max_key_bytes_share: {
    keys: SPREAD,
    limit: 0.45,
    broken: 0.1,
    message: /^the key with the most bytes has 45 % of them, 4.5 times the limit of 10 %$/,
    details: BYTES,
  },
  min_unique_keys: {
    keys: SPREAD,
    limit: 4,
    broken: 5,
    message: /^the sample has 4 different keys; .* at least 5 \(80 % of that, 1 too few\)$/,
  },
  sample_size: {
    keys: WITHOUT_KEY,
    limit: 120,
    broken: 12_000,
    message:
      /^the sample has 120 records that get their partition from their key, of 200 in all; .* at least 12,000 \(1 % of that, 11,880 too few\)$/,
  },
  max_empty_keys: {
    keys: WITHOUT_KEY,
    limit: 0.1,
    broken: 0,
    message: /^10 % of the records have an empty key, above the limit of 0 %$/,
  },
  max_null_keys: {
    keys: WITHOUT_KEY,
    limit: 0.4,
    broken: 0.1,
    message: /^40 % of the records have no key, 4 times the limit of 10 %$/,
  },
};

const judged = (id: string, limit: number, { keys, fields, details }: Case, severity?: Severity) =>
  judgeKeys(
    {
      partitions: 4,
      ...fields,
      [id]: limit,
      ...(severity === undefined ? {} : { severity: { [id]: severity } }),
    },
    keys,
    details,
  );

describe.each(Object.entries(cases))("%s", (id, one) => {
  it("holds where the measure is just at its limit", () => {
    expect(judged(id, one.limit, one)).toMatchObject({ verdict: "pass", findings: [] });
  });

  it("is broken beyond it, and says the limit, the actual value and by how much", () => {
    const { verdict, findings } = judged(id, one.broken, one);
    expect(verdict).toBe("fail");
    expect(findings).toEqual([
      {
        rule: id,
        severity: "error",
        limit: one.broken,
        actual: expect.closeTo(one.limit, 12),
        message: expect.stringMatching(one.message),
      },
    ]);
  });

  it("only warns as a warning, and is not checked when off", () => {
    const warned = judged(id, one.broken, one, "warning");
    expect(warned.verdict).toBe("warn");
    expect(warned.findings).toMatchObject([{ rule: id, severity: "warning" }]);
    expect(judged(id, one.broken, one, "off")).toMatchObject({ verdict: "pass", findings: [] });
  });

  it("is not checked without a limit", () => {
    expect(judgeKeys({ partitions: 4, ...one.fields }, one.keys, one.details).findings).toEqual([]);
  });

  it("shows the value that it compares", () => {
    const result = judged(id, one.limit, one);
    const rule = rules.find((candidate) => candidate.id === id);
    expect(rule?.show(result)?.actual).toBeCloseTo(one.limit, 12);
  });
});

describe("checkRules", () => {
  it("finds every broken rule, in the order of the registry", () => {
    const fields = { partitions: 4, max_gini: 0.1, max_partition_share: 0.3, sample_size: 1000 };
    const ids = judgeKeys(fields, SPREAD).findings.map(({ rule }) => rule);
    expect(ids).toEqual(["max_partition_share", "max_gini", "sample_size"]);
  });

  it("checks only what a simulation can change, if asked to", () => {
    const fields = { partitions: 4, max_gini: 0.1, sample_size: 1000, min_unique_keys: 1000 };
    const result = judgeKeys({ ...fields, severity: { min_unique_keys: "warning" } }, SPREAD);
    expect(checkRules(result, "spread").map(({ rule }) => rule)).toEqual(["max_gini"]);
  });

  it("fails when an error is among warnings", () => {
    const fields = { partitions: 4, max_gini: 0.1, max_partition_share: 0.3 };
    expect(judgeKeys({ ...fields, severity: { max_gini: "warning" } }, SPREAD).verdict).toBe(
      "fail",
    );
  });
});

it("every rule has an id of its own and a purpose in one sentence", () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  for (const { purpose } of rules) expect(purpose).toMatch(/^[A-Z].{20,}\.$/);
});

describe("a message", () => {
  const messageOf = (fields: RawTopic, keys: Counted[]) =>
    judgeKeys(fields, keys).findings[0]?.message ?? "";

  it("tells limit and actual value apart, however close they are", () => {
    const message = messageOf({ partitions: 4, max_partition_share: 0.4 }, [
      [k0, 400_001],
      [k1, 399_999],
      [k2, 200_000],
    ]);
    expect(message).toContain("40.0001 %");
    expect(message).toContain("limit of 40 %");
  });

  it("does not say that a broken maximum is 1 times its limit", () => {
    const keys: Counted[] = [
      [k0, 40_010],
      [k1, 39_990],
      [k2, 20_000],
    ];
    const message = messageOf({ partitions: 4, max_partition_share: 0.4 }, keys);
    expect(message).not.toMatch(/, 1 times as much/);
  });

  it("does not say that too few keys are 100 % of what is asked", () => {
    const keys = Array.from({ length: 1999 }, (_, i): Counted => [`user-${i}`, 1]);
    expect(messageOf({ partitions: 4, min_unique_keys: 2000 }, keys)).not.toContain("100 %");
  });

  it("has nouns and verbs that agree with a single key or record", () => {
    const keys: Counted[] = [
      ["a", 1],
      [null, 9],
    ];
    expect(messageOf({ partitions: 4, min_unique_keys: 2 }, keys)).toContain(
      "has 1 different key;",
    );
    expect(messageOf({ partitions: 4, sample_size: 5 }, keys)).toContain(
      "has 1 record that gets its partition from its key, of 10 in all;",
    );
  });

  it("has thousands separated", () => {
    expect(messageOf({ partitions: 4, sample_size: 1_000_000 }, SPREAD)).toContain("1,000,000");
  });
});

it("max_consumer_share is about the group's assignor", () => {
  const judgeBy = (assignor: RawTopic["assignor"]) =>
    judgeKeys({ partitions: 4, consumers: 2, assignor, max_consumer_share: 0.5 }, SPREAD);
  const messageBy = (assignor: RawTopic["assignor"]) => judgeBy(assignor).findings[0]?.message;
  expect(messageBy(undefined)).toContain("gets 70 % of the records under range assignment");
  expect(messageBy("roundrobin")).toContain("gets 60 % of the records under roundrobin assignment");
  const { assignor, max_consumer_share } = topicReport(judgeBy("sticky"), fullKey);
  expect({ assignor, max_consumer_share }).toEqual({ assignor: "sticky", max_consumer_share: 0.6 });
});
