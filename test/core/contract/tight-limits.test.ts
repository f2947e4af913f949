import { describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { tightLimits } from "#core/contract/tight-limits.ts";
import { gini } from "#core/measures/gini.ts";
import { judgeKeys, numbered, otherRandom, suggestionsOf } from "../../support/judge-keys.ts";

const tight = (fields: RawTopic) => tightLimits(contractFromFields(fields));

describe("a limit that min_unique_keys keys can break by chance", () => {
  it.each<[string, RawTopic, RegExp, RegExp]>([
    [
      "max_gini",
      { partitions: 48, max_gini: 0.01, min_unique_keys: 20000 },
      /^max_gini 0.01 is tight for min_unique_keys 20000: .*20,000 equally frequent keys over 48 partitions gives 0.027 on average, and up to 0.039 in all but 1 of 10,000 cases$/,
      /^Raise max_gini to 0.04 or more, or min_unique_keys to 3[0-9]0000 or more\.$/,
    ],
    [
      "max_cv",
      { partitions: 48, max_cv: 0.02, min_unique_keys: 20000 },
      /gives 0.049 on average, and up to 0.06\d /,
      /^Raise max_cv to 0.06\d or more, or min_unique_keys to 2[0-9]0000 or more\.$/,
    ],
    [
      "max_partition_share",
      { partitions: 48, max_partition_share: 0.022, min_unique_keys: 10000 },
      /gives 2.41 % on average, and up to 2.7\d % in/,
      /^Raise max_partition_share to 0.028 or more, or min_unique_keys to \d+0000 or more\.$/,
    ],
    [
      "max_consumer_share",
      { partitions: 48, consumers: 10, max_consumer_share: 0.11, min_unique_keys: 10000 },
      /over 48 partitions, shared by 10 consumers, gives up to 11.\d+ % in/,
      /^Raise max_consumer_share to 0.12 or more, or min_unique_keys to 51000 or more\.$/,
    ],
    [
      "max_key_share",
      { partitions: 48, max_key_share: 0.001, min_unique_keys: 100 },
      /100 equally frequent keys have a share of 1 % each/,
      /Raise max_key_share to 0.012 or more, or min_unique_keys to 1000 or more/,
    ],
  ])("is reported with the numbers: %s", (field, fields, what, next) => {
    const found = tight(fields);
    expect(found).toMatchObject([{ field }]);
    expect(found[0]?.what).toMatch(what);
    expect(found[0]?.next).toMatch(next);
  });

  it.each<[string, RawTopic]>([
    [
      "limits with room",
      { partitions: 48, max_partition_share: 0.08, max_gini: 0.15, min_unique_keys: 20000 },
    ],
    ["no min_unique_keys", { partitions: 48, max_gini: 0.001 }],
    ["one partition", { partitions: 1, max_gini: 0, max_cv: 0, min_unique_keys: 1 }],
    ["one share for each of few keys", { partitions: 48, max_key_share: 0.25, min_unique_keys: 4 }],
    [
      "a rule that is off",
      { partitions: 48, max_gini: 0.001, min_unique_keys: 10, severity: { max_gini: "off" } },
    ],
    [
      "min_unique_keys that is off",
      {
        partitions: 48,
        max_gini: 0.001,
        min_unique_keys: 10,
        severity: { min_unique_keys: "off" },
      },
    ],
  ])("is none for %s", (_, fields) => {
    expect(tight(fields)).toEqual([]);
  });

  it("is worth knowing when keys are judged, and no error", () => {
    const fields = { partitions: 48, max_gini: 0.05, min_unique_keys: 100 };
    const result = judgeKeys(fields, numbered(20_000));
    expect(result.verdict).toBe("pass");
    expect(suggestionsOf(result)["tight-limit"]).toMatch(
      /^Tight limit: max_gini 0.05 is tight for/,
    );
  });
});

describe("what a tight contract is advised to be", () => {
  const limits = {
    max_partition_share: [0.03, 0.5],
    max_gini: [0, 0.02, 0.5],
    max_cv: [0.001, 0.1],
    max_key_share: [0.00001, 0.3],
  };
  const cases = [2, 3, 48, 200].flatMap((partitions) =>
    [1, 3, 48, 257, 5000].flatMap((min_unique_keys) =>
      Object.entries(limits).flatMap(([field, values]) =>
        values
          .filter((value) => field !== "max_partition_share" || value >= 1 / partitions)
          .map((value) => ({ field, fields: { partitions, min_unique_keys, [field]: value } })),
      ),
    ),
  );
  const found = cases.flatMap(({ field, fields }) =>
    tight(fields).map(({ next }) => ({ field, fields, next })),
  );

  /** The cases whose advice, followed, leaves a tight limit. */
  const stillTight = (pattern: RegExp, changed: (field: string) => string) =>
    found.flatMap(({ field, fields, next }) => {
      const advised = pattern.exec(next)?.[1];
      if (advised === undefined) return [];
      return tight({ ...fields, [changed(field)]: Number(advised) }).map(({ what }) => what);
    });

  it("is enough when the limit is raised", () => {
    expect(found.length).toBeGreaterThan(50);
    expect(stillTight(/Raise \w+ to (\S+)/, (field) => field)).toEqual([]);
  });

  it("is enough when min_unique_keys is raised, and never fewer keys", () => {
    expect(stillTight(/min_unique_keys to (\d+)/, () => "min_unique_keys")).toEqual([]);
    for (const { fields, next } of found) {
      const advised = /min_unique_keys to (\d+)/.exec(next)?.[1];
      expect(Number(advised ?? Number.POSITIVE_INFINITY)).toBeGreaterThan(fields.min_unique_keys);
    }
  });

  it.each([3, 6, 12, 48])("is rarely broken by chance over %d partitions", (partitions) => {
    const keys = 2000;
    const [found] = tight({ partitions, max_gini: 0.001, min_unique_keys: keys });
    const advised = Number(/Raise max_gini to (\S+)/.exec(found?.next ?? "")?.[1]);
    const random = otherRandom(partitions);
    let red = 0;
    for (let run = 0; run < 1000; run++) {
      const loads = new Float64Array(partitions);
      for (let key = 0; key < keys; key++)
        (loads[Math.floor(random() * partitions)] as number) += 1;
      if (gini(loads) > advised) red++;
    }
    // 0.1 expected; the former advice was broken by up to 290.
    expect(red).toBeLessThan(4);
  });
});
