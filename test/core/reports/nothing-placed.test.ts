import { describe, expect, it } from "vitest";
import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import type { TopicBaseline } from "#core/baseline/topic-baseline.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { explanations, reports } from "#core/reports/index.ts";
import { jsonTopicReport } from "#core/reports/json.ts";
import { parseReport } from "#core/reports/parse-report.ts";
import { textReport } from "#core/reports/text.ts";
import { whatIf } from "#core/simulations/what-if.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { type Counted, errorsOf, judgeKeys, tableOf } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

/** No record gets its partition from its key. */
const NULLS: Counted[] = [[null, 1000]];
const UNPLACED: Counted[] = [
  ["", 600],
  [null, 400],
];
const LIMITS = {
  partitions: 12,
  producers: ["librdkafka", "java"],
  consumers: 5,
  max_partition_share: 0.2,
  max_gini: 0.3,
  max_cv: 0.5,
  max_key_share: 0.05,
  max_consumer_share: 0.4,
} as const;
const BROKEN = { ...LIMITS, sample_size: 100, min_unique_keys: 10, max_null_keys: 0.01 };

describe("a sample without a record that gets its partition from its key", () => {
  it.each([
    { sample_size: 1 },
    { min_unique_keys: 2 },
    { max_null_keys: 0.3 },
    { max_empty_keys: 0.5 },
  ])("breaks a contract with %o", (limits) => {
    const result = judgeKeys(
      { partitions: 12, producer: "librdkafka", max_key_bytes_share: 0.5, ...limits },
      UNPLACED,
    );
    expect(result.verdict).toBe("fail");
    expect(result.findings.map(({ rule }) => rule)).toEqual(Object.keys(limits));
    expect(result.measures).toMatchObject({ maxPartitionShare: 0, gini: 0, cv: 0, maxKeyShare: 0 });
    expect(result.measures.expected).toBeUndefined();
  });

  it.each([
    {},
    LIMITS,
    { max_null_keys: 1, max_empty_keys: 1, min_unique_keys: 1 },
    { sample_size: 1, severity: { sample_size: "warning" } },
    { sample_size: 1, severity: { sample_size: "off" } },
    { max_partition_bytes_share: 0.5, max_key_bytes_share: 0.5 },
    { window: "1m", max_window_share: 0.5 },
  ] as const)("cannot be judged by %o", (limits) => {
    const contract = { partitions: 12, producer: "librdkafka", ...limits } as const;
    const [error] = errorsOf(() => judgeKeys(contract, UNPLACED));
    expect(error?.what).toMatch(/none of the 1000 records .* empty or null/);
  });

  it("is no evidence for sample_size", () => {
    const keys: Counted[] = [[null, 99_500], ...UNPLACED, ["a", 300], ["b", 200]];
    const contract = { partitions: 3, producer: "librdkafka", sample_size: 501 } as const;
    const [finding, ...others] = judgeKeys(contract, keys).findings;
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ rule: "sample_size", limit: 501, actual: 500 });
    expect(finding?.message).toContain(
      "500 records that get their partition from their key, of 101,000 in all",
    );
    expect(judgeKeys({ ...contract, sample_size: 500 }, keys).verdict).toBe("pass");
  });
});

describe.each([
  ["null keys", NULLS],
  ["unplaced empty keys", UNPLACED],
])("reports on %s only", (_, keys) => {
  const contract = contractFromFields(BROKEN);
  const table = tableOf(keys);
  const of = (earlier: readonly Counted[]): TopicBaseline => {
    const some = tableOf(earlier);
    return baselineOfKeys(contract, some, tallyKeys(some, tallySpec(contract)));
  };
  const others: Counted[] = [
    ["a", 3],
    ["b", 1],
  ];
  const results = [
    judge(contract, table, { whatIf }),
    judge(contract, table, { whatIf, before: of(keys) }),
    judge(contract, table, { whatIf, before: of(others) }),
    judge(contract, tableOf(others), { whatIf, before: of(keys) }),
  ];

  it.each(Object.entries({ ...reports, explain: explanations.text, explained: explanations.json }))(
    "have only numbers: %s",
    async (name, { load }) => {
      const text = render(await load(), results);
      expect(text).not.toMatch(/NaN|Infinity|undefined/);
      expect(text.length).toBeGreaterThan(0);
      if (name === "json") expectReport(text);
    },
  );

  it("show no rule on the spread as passed, and none as fixed", () => {
    const [first, , third] = results;
    const text = render(
      textReport,
      [first, third].flatMap((one) => one ?? []),
    );
    expect(text).not.toMatch(/✓/);
    expect(text).not.toMatch(/Fixed/);
    expect(text).toContain("No record gets its partition from its key");
  });

  it("leave out what is expected, and are a baseline", () => {
    const [result] = results;
    if (result === undefined) throw new Error("no result");
    const [report] = parseReport(render(jsonTopicReport, [result]));
    expect(report).toMatchObject({ placed_records: 0, max_partition_share: 0, verdict: "fail" });
    expect(report).not.toHaveProperty("expected");
    if (report === undefined) throw new Error("no report");
    const before = baselineOfReport(report, "string");
    if ("incomparable" in before) throw new Error("incomparable");
    const again = judge(contract, table, { before });
    expect(again.findings.map(({ baselineState }) => baselineState)).toEqual(
      again.findings.map(() => "known"),
    );
    const later = judge(contract, tableOf(others), { before });
    expect(later.change).toMatchObject({ gained: [], hotKeys: [] });
    expect(later.change?.measures.map(({ rule }) => rule)).not.toContain("max_gini");
  });
});
