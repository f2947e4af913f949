import { describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { reports } from "#core/reports/index.ts";
import { jsonTopicReport } from "#core/reports/json.ts";
import { textReport } from "#core/reports/text.ts";
import { sampleConfidence } from "#core/rules/sample-confidence.ts";
import { suggest } from "#core/suggestions/index.ts";
import type { SampleDetails } from "#core/tally/sample-details.ts";
import {
  type Counted,
  keysPlaced,
  otherRandom,
  suggestionsOf,
  tableOf,
} from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

/** `records` drawn from as many as `users` different ones. */
function drawn(records: number, users: number, seed = 7): Counted[] {
  const random = otherRandom(seed);
  return Array.from({ length: records }, () => [`user-${Math.floor(random() * users)}`, 1]);
}

const SMALL = drawn(2000, 300_000);
const LIMITS = { partitions: 48, max_partition_share: 0.028, max_gini: 0.05 };
const RANDOM: SampleDetails = { sampling: "random" };

const judged = (fields: RawTopic, keys = SMALL, details: SampleDetails | undefined = RANDOM) =>
  judge(contractFromFields(fields), tableOf(keys), { details, sampleConfidence, suggest });

describe("a random sample that is too small", () => {
  const result = judged(LIMITS);

  it("is said to be in every report that says why, and never called low cardinality", async () => {
    for (const name of ["text", "markdown", "html"] as const) {
      const text = render(await reports[name].load(), [result], { width: 0 }).replace(/\s+/g, " ");
      expect(text).toContain("The sample is too small to tell: from 2,000 records, the topic");
      expect(text).toMatch(/About \d\d,000 records are enough\./);
      expect(text).toMatch(/About 99 % of the topic.{1,6}s records have keys that are not in/);
      expect(text).toContain("Cause of the spread: the size of the sample.");
      expect(text).not.toMatch(/ow cardinality|Only more different keys/);
    }
    expect(suggestionsOf(result)["low-cardinality"]).toMatch(
      /^Sample too small: .*, of about \d\d,/,
    );
  });

  it("has its intervals in the JSON report, with the limits inside them", () => {
    const json = render(jsonTopicReport, [result]);
    expectReport(`{"version":1,"verdict":"fail","topics":[${json}]}`);
    const { confidence } = JSON.parse(json);
    expect(confidence).toMatchObject({ level: 0.95, undecided: [{}, {}] });
    expect(confidence.gini_by_sampling).toBeCloseTo(0.0856, 3);
    expect(confidence.unseen_share).toBeGreaterThan(0.98);
    for (const { rule, limit, enough_records } of confidence.undecided) {
      const { low, high } = rule === "max_gini" ? confidence.gini : confidence.max_partition_share;
      expect(limit).toBeGreaterThanOrEqual(low);
      expect(limit).toBeLessThan(high);
      expect(enough_records).toBeLessThan(40_000);
    }
  });

  it("can tell with the records that it asks for", () => {
    const { undecided } = JSON.parse(render(jsonTopicReport, [result])).confidence;
    const enough = Math.max(
      ...undecided.map((one: { enough_records: number }) => one.enough_records),
    );
    const larger = judged(LIMITS, drawn(enough, 300_000, 8));
    expect(larger.verdict).toBe("pass");
    expect(render(textReport, [larger])).not.toMatch(/to tell/);
  });

  it("of one or two records asks for some records per partition, or for no number", () => {
    const limits = { partitions: 12, max_partition_share: 0.12, max_gini: 0.15 };
    const one = judged(limits, [["a", 1]]).confidence;
    expect(one?.enoughRecords).toBe(120);
    expect(one?.doubt).toMatch(/\. Nearly all of the topic's records have keys that are not in/);
    const two = judged(limits, [
      ["a", 1],
      ["b", 1],
    ]).confidence;
    expect(two?.doubt).toMatch(/^the sample is too small to tell: /);
  });

  it("has nothing said where it can tell", () => {
    const loose = { ...LIMITS, max_partition_share: 0.2, max_gini: 0.5 };
    expect(render(textReport, [judged(loose)])).not.toMatch(/to tell/);
  });

  it("is too close to tell where no reasonable sample is enough", () => {
    const half = [0, 1].flatMap((wanted) => keysPlaced(1, 2, (partition) => partition === wanted));
    const keys = half.map((key): Counted => [key, 1000]);
    const text = render(textReport, [judged({ partitions: 2, max_partition_share: 0.5 }, keys)]);
    expect(text).toMatch(/Too close to tell: from 2,000\s+records, the topic's largest share is/);
    expect(text).not.toContain("are enough");
  });
});

describe("keys that are not known to be a random sample", () => {
  it.each<SampleDetails | undefined>([{}, { sampling: "census" }])(
    "have no intervals: %o",
    (details) => {
      const result = judged(LIMITS, SMALL, details);
      expect(result.confidence).toBeUndefined();
      expect(render(textReport, [result])).not.toMatch(/to tell/);
      expect(JSON.parse(render(jsonTopicReport, [result]))).not.toHaveProperty("confidence");
    },
  );

  it("are not called a small sample if they are all records", () => {
    const { "low-cardinality": text } = suggestionsOf(
      judged(LIMITS, SMALL, { sampling: "census" }),
    );
    expect(text).toMatch(/^Low cardinality/);
  });
});

describe("the rule confidence", () => {
  const rule = (level: "error" | "warning") => ({ severity: { confidence: level } });
  const passing = { partitions: 48, max_partition_share: 0.04 };

  it("is off by default", () => {
    expect(judged(passing)).toMatchObject({ verdict: "pass", findings: [] });
    expect(render(textReport, [judged(passing)])).not.toMatch(/confidence {2}/);
  });

  it.each(["error", "warning"] as const)("makes too small a sample a finding: %s", (level) => {
    const result = judged({ ...passing, ...rule(level) });
    expect(result.verdict).toBe(level === "error" ? "fail" : "warn");
    expect(result.findings).toEqual([
      {
        rule: "confidence",
        severity: level,
        limit: 0,
        actual: 1,
        message: expect.stringMatching(
          /^the sample is too small to tell: from 2,000 records, .* \(limit 4 %\)\. About \S+ records are enough\. About/,
        ),
      },
    ]);
    expect(render(textReport, [result])).toMatch(/confidence +≤ 0 +1\n/);
  });

  it("is judged on simulated loads, so that what is said of remedies comes true", () => {
    const fields = { partitions: 12, max_partition_share: 0.12, max_gini: 0.1, ...rule("error") };
    const count = 900;
    const others = drawn(2100, 5000);
    const { suggestions } = judged(fields, [["hot", count], ...others]);
    const remedies = suggestions.flatMap((one) => one.remedies ?? []);
    expect(remedies.map(({ kind }) => kind)).toEqual(["split", "salt"]);
    const verdicts = remedies.map(({ ways = 0 }) => {
      const salted = Array.from({ length: count }, (_, i): Counted => [`hot#${i % ways}`, 1]);
      return judged(fields, ways === 0 ? others : [...salted, ...others]).verdict;
    });
    expect(verdicts).toEqual(["pass", "fail"]);
    expect(remedies.map(({ outcome }) => outcome?.meetsContract)).toEqual([true, false]);
  });

  it("passes where the sample can tell, and where it is all records", () => {
    const loose = { partitions: 48, max_partition_share: 0.2, ...rule("error") };
    expect(judged(loose).verdict).toBe("pass");
    expect(render(textReport, [judged(loose)])).toMatch(/✓ confidence +≤ 0 +0\n/);
    expect(judged({ ...passing, ...rule("error") }, SMALL, { sampling: "census" }).verdict).toBe(
      "pass",
    );
  });

  it("is broken where nobody knows how the sample was taken", () => {
    const [finding] = judged({ ...passing, ...rule("error") }, SMALL, {}).findings;
    expect(finding).toMatchObject({ rule: "confidence", actual: 1 });
    expect(finding?.message).toContain("set sample: census or sample: random");
    const withoutLimits = { partitions: 48, sample_size: 1, ...rule("error") };
    expect(judged(withoutLimits, SMALL, {}).verdict).toBe("pass");
  });

  it("does not doubt a limit that is off", () => {
    const severity = { confidence: "error", max_partition_share: "off" } as const;
    expect(judged({ ...passing, severity }).verdict).toBe("pass");
  });
});
