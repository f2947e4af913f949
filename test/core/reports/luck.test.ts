import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { compareWithRandomHashing } from "#core/measures/expected.ts";
import { equalFrequencies } from "#core/measures/key-frequencies.ts";
import { causeOfSkew } from "#core/reports/luck.ts";
import { explainSpread } from "#core/reports/spread-text.ts";
import { sampleConfidence } from "#core/rules/sample-confidence.ts";
import {
  type Counted,
  type Fields,
  judgeKeys,
  keysPlaced,
  numbered,
  tableOf,
} from "../../support/judge-keys.ts";

const explain = (partitions: number, keys: Counted[]) =>
  explainSpread(judgeKeys({ partitions }, keys));
const once = (keys: string[]) => keys.map((key): Counted => [key, 1]);

describe("explainSpread", () => {
  it("blames the keys where one has most of the records", () => {
    const text = explain(48, [["hot", 5000], ...numbered(1000)]);
    expect(text).toMatch(
      /^Cause of the spread: the keys, not the hash\. .* any hash would typically give a largest share of 83\.\d % and a Gini coefficient of 0\.\d+\. /,
    );
    expect(text).toMatch(
      /\(\d+(\.\d)? % of random placements are at least as uneven: p=0\.\d+\)\.$/,
    );
  });

  it("names the only key as such", () => {
    expect(explain(6, [["a", 1000]])).toContain("For a single key, any hash would typically give");
  });

  it("does not call keys equally frequent that are not", () => {
    const codes: Counted[] = [
      ["US", 4157],
      ["DE", 1667],
      ["FR", 1332],
      ["CN", 1058],
      ["IN", 960],
    ];
    expect(explain(12, codes)).toContain(
      "the number of keys, not the hash. For 5 keys like these,",
    );
  });

  it("blames the keys, not the size of the sample, for one that stands out in a small sample", () => {
    const contract = contractFromFields({ partitions: 12, max_partition_share: 0.12 });
    const keys = tableOf([...numbered(2850), ["", 150]]);
    const details = { sampling: "random" } as const;
    const result = judge(contract, keys, { details, sampleConfidence });
    expect(result.confidence).toMatchObject({ isMostlyUnseen: true });
    expect(explainSpread(result)).toMatch(
      /^Cause of the spread: the keys, not the hash\. Some keys/,
    );
  });

  it("blames a pattern where many keys meet in half of the partitions", () => {
    const keys = once(keysPlaced(2000, 12, (partition) => partition % 2 === 0));
    expect(explain(12, keys)).toContain(
      "A pattern in these keys makes murmur2 favour some partitions",
    );
  });

  it("blames a pattern where a hundred keys all meet in one partition", () => {
    const keys = once(keysPlaced(100, 48, (partition) => partition === 7));
    expect(explain(48, keys)).toContain(
      "A pattern in these keys makes murmur2 favour some partitions",
    );
  });

  it("blames a pattern where hundreds of keys all meet in a few of a thousand partitions", () => {
    const keys = once(keysPlaced(600, 1000, (partition) => partition < 10));
    expect(explain(1000, keys)).toContain(
      "A pattern in these keys makes murmur2 favour some partitions",
    );
  });

  it("does not blame a pattern for keys without one", () => {
    for (const [keys, partitions] of [
      [5000, 48],
      [100, 48],
      [350, 350],
      [20, 6],
    ] as const) {
      for (const prefix of ["user-", "order:", "k"]) {
        expect(explain(partitions, numbered(keys, 1, prefix))).not.toContain("pattern");
      }
    }
  });

  it("does not blame keys that are all equal: what unevenness they have is the hash's chance", () => {
    for (const keys of [100, 5000])
      expect(explain(48, numbered(keys))).not.toContain("the keys, not the hash");
  });

  it("has nothing to compare with one partition", () => {
    expect(explain(1, numbered(5))).toBe("The only partition has all records.");
  });

  it("does not round a small p-value to 0", () => {
    const result = judgeKeys({ partitions: 12 }, numbered(90));
    const usual = compareWithRandomHashing(equalFrequencies(90, 12), 12, 0.1);
    const expected = { ...usual, pValue: 0.001 };
    const text = explainSpread({ ...result, measures: { ...result.measures, expected } });
    expect(text).toContain("p=0.001");
    expect(text).not.toContain("pattern");
  });
});

describe("causeOfSkew", () => {
  const hot: Counted[] = [["hot", 900], ...numbered(1000)];
  const patterned = once(keysPlaced(2000, 12, (partition) => partition % 2 === 0));

  it.each<[string, Fields, Counted[]]>([
    ["a limit on the spread is broken", { partitions: 12, max_gini: 0.1 }, hot],
    ["no limit is set", { partitions: 12 }, hot],
    ["all limits are kept in spite of a pattern", { partitions: 12, max_gini: 0.9 }, patterned],
  ])("is given where %s", (_, fields, keys) => {
    expect(causeOfSkew(judgeKeys(fields, keys))).toContain("Cause of the spread: ");
  });

  it.each<[string, Fields, Counted[]]>([
    ["all limits are kept", { partitions: 12, max_gini: 0.9 }, hot],
    ["only the sample is too small", { partitions: 12, max_gini: 0.9, sample_size: 1e6 }, hot],
  ])("is not given where %s", (_, fields, keys) => {
    expect(causeOfSkew(judgeKeys(fields, keys))).toBeUndefined();
  });
});
