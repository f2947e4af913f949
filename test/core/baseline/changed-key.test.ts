import { describe, expect, it } from "vitest";
import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { type KeyType, serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import { changeSentences } from "#core/reports/changes-text.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { htmlReport } from "#core/reports/html.ts";
import { jsonReport } from "#core/reports/json.ts";
import { keyDisplay, type ShowKeys } from "#core/reports/key-display.ts";
import { markdownReport } from "#core/reports/markdown.ts";
import { unjudgedRules } from "#core/reports/rule-values.ts";
import { textReport } from "#core/reports/text.ts";
import { topicReport } from "#core/reports/topic-report.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { judgeChange } from "../../support/example-topics.ts";
import { type Counted, judgeKeys, numbered, tableOf } from "../../support/judge-keys.ts";
import { render } from "../../support/report.ts";

const FIELDS = { topic: "t", partitions: 12 } as const;
const IDS = Array.from({ length: 3000 }, (_, i) => String(100_000 + i));

const typed = (type: KeyType, ids = IDS): Counted[] => ids.map((id) => [serializeKey(type, id), 1]);

/** Beside the report of the same ids by another key type. */
function retyped(before: KeyType, now: KeyType, ids = IDS, showKeys: ShowKeys = "full") {
  const earlier = judgeKeys({ ...FIELDS, key_type: before }, typed(before));
  const report = topicReport(earlier, keyDisplay(showKeys));
  return judge(contractFromFields({ ...FIELDS, key_type: now }), tableOf(typed(now, ids)), {
    before: baselineOfReport(report, now),
  });
}

describe("another key_type", () => {
  it.each([
    ["string", "long"],
    ["long", "string"],
    ["int", "long"],
    ["double", "string"],
  ] as const)("%s to %s is a remap of the keys that go elsewhere", (before, now) => {
    const moved = IDS.filter(
      (id) =>
        partitionFor(serializeKey(before, id), 12) !== partitionFor(serializeKey(now, id), 12),
    );
    const share = moved.length / IDS.length;
    const { findings, verdict } = retyped(before, now);
    expect(share).toBeGreaterThan(0.85);
    expect(findings).toMatchObject([{ rule: "remap", severity: "warning", actual: share }]);
    expect(findings[0]?.message).toMatch(
      new RegExp(`^from key_type ${before} to ${now}: 9\\d(\\.\\d)? % of these keys, with `),
    );
    expect(verdict).toBe("warn");
  });

  it("says how many keys have no form in it", () => {
    const { findings } = retyped("long", "string", [...IDS, ...IDS.map((id) => `v2:${id}`)]);
    expect(findings[0]?.message).toMatch(
      /; 50 % of these keys cannot be converted to long, so the partition that they had is not known$/,
    );
    expect(findings[0]?.actual).toBeGreaterThan(0.95);
  });

  it("moves nothing from hex to Base64, which write the same bytes", () => {
    const base64 = IDS.map((id) => [serializeKey("string", id), 1] as Counted);
    const earlier = judgeKeys({ ...FIELDS, key_type: "bytes-hex" }, base64);
    const before = baselineOfReport(topicReport(earlier, keyDisplay("full")), "bytes-base64");
    const contract = contractFromFields({ ...FIELDS, key_type: "bytes-base64" });
    const { findings, change } = judge(contract, tableOf(base64), { before });
    expect(findings).toEqual([]);
    expect(change?.hotKeys).toEqual([]);
  });

  it("to bytes is one whose earlier partitions are not known", () => {
    const { findings } = retyped("string", "bytes-hex", ["00", "0102"]);
    expect(findings).toMatchObject([{ rule: "remap", actual: 1 }]);
    expect(findings[0]?.message).toBe(
      "from key_type string to bytes-hex: 100 % of these keys cannot be converted to string, so the partition that they had is not known",
    );
  });

  it.each(["full", "hash"] as const)("finds hot keys again, shown as %s", (showKeys) => {
    const earlier = judgeKeys({ ...FIELDS, key_type: "string" }, [["7", 500], ...typed("string")]);
    const before = baselineOfReport(topicReport(earlier, keyDisplay(showKeys)), "long");
    const now: Counted[] = [[serializeKey("long", "7"), 500], ...typed("long")];
    const contract = contractFromFields({ ...FIELDS, key_type: "long" });
    expect(judge(contract, tableOf(now), { before }).change?.hotKeys).toEqual([]);
  });

  it("is not compared with a key type that this release does not know, or with digests", () => {
    const report = topicReport(judgeKeys(FIELDS, numbered(50)), keyDisplay("full"));
    for (const other of [{ key_type: "ulid" }, { key_type: "bytes-hex", sample_secret: "none" }]) {
      const before = baselineOfReport({ ...report, ...other }, "string");
      expect(judge(contractFromFields(FIELDS), tableOf(numbered(50)), { before }).findings).toEqual(
        [],
      );
    }
  });

  it("is said before the rest", () => {
    expect(changeSentences(retyped("string", "long"))[0]).toBe(
      "Before: 12 partitions (murmur2), key_type string.",
    );
  });
});

describe("earlier keys", () => {
  const users = numbered(3000, 4);
  const named = (...prefixes: string[]) => prefixes.flatMap((prefix) => numbered(1500, 4, prefix));
  const sentences = (now: Counted[], before: Counted[], fields: RawTopic = {}) =>
    changeSentences(judgeChange({ ...FIELDS, ...fields }, now, before));

  it("that are still there are counted in every report", async () => {
    const result = judgeChange(FIELDS, named("user-", "v2:"), users);
    const line =
      "1,500 of 3,000 earlier keys, with 50 % of the earlier records, are still there; 50 % of the records now have one of them.";
    for (const report of [textReport, markdownReport, htmlReport]) {
      const text = render(report, [result], { showKeys: "full", width: 200, color: false });
      expect(text.replace(/\s+/g, " ")).toContain(line);
    }
    const json = render(jsonReport, [result], { showKeys: "full", width: 80, color: false });
    expect(JSON.parse(json).topics[0].baseline).toMatchObject({
      key_changed: false,
      known_keys: { earlier_keys: 3000, kept_keys: 1500, kept_share: 0.5, known_share: 0.5 },
    });
  });

  it("of which none is there any more are worth a line", () => {
    expect(sentences(numbered(3000, 4, "v2:user-"), users)).toContainEqual(
      "None of the 3,000 earlier keys is still there: the ids are new, or the key's format has changed.",
    );
  });

  it.each<[why: string, now: Counted[]]>([
    ["null", [[null, 50]]],
    ["empty", [["", 50]]],
    [
      "empty or null",
      [
        [null, 9],
        ["", 1],
      ],
    ],
  ])("are gone if all keys are %s now", (why, now) => {
    const fields = { producer: "librdkafka", sample_size: 10 } as const;
    expect(sentences(now, users, fields)).toContainEqual(
      `None of the 3,000 earlier keys is still there: all keys are ${why} now.`,
    );
  });

  it("are not said to be gone where there are none", () => {
    expect(
      sentences(
        users,
        [
          [null, 10],
          ["", 5],
        ],
        { producer: "librdkafka" },
      ),
    ).not.toContainEqual(expect.stringContaining("None of the 0"));
    expect(sentences(users, [[null, 10]])).toContain(
      "The earlier records have no keys to compare with.",
    );
  });

  const codes: Counted[] = Array.from({ length: 11 }, (_, i) => [`country-${i}`, 1000]);
  const changedKey = "The key itself changed: 3,000 different keys before, 11 now.";

  it.each(["full", "hash", "none"] as const)(
    "of another kind are no hot keys, beside a report with keys as %s",
    (showKeys) => {
      const report = topicReport(judgeKeys(FIELDS, users), keyDisplay(showKeys));
      const before = baselineOfReport(report, "string");
      const result = judge(contractFromFields(FIELDS), tableOf(codes), { before });
      expect(result.change?.hotKeys).toEqual([]);
      expect(changeSentences(result).includes(changedKey)).toBe(showKeys !== "none");
    },
  );

  it("of another kind are no hot keys, and the other way round", () => {
    expect(sentences(codes, users)).toContain(changedKey);
    expect(sentences(users, codes).join(" ")).toContain(
      "The key itself changed: 11 different keys before, 3,000 now.",
    );
  });

  it.each([
    ["a small sample of the same keys", users.slice(0, 11), users],
    ["one of other keys, which is too small to tell", numbered(11, 1, "o"), users],
    ["one that lacks most keys", users.slice(0, 11).map(([key]): Counted => [key, 1000]), users],
    ["new ids", numbered(3000, 4, "order-"), users],
  ])("are of the same kind beside %s", (_, now, before) => {
    expect(judgeChange(FIELDS, now, before).change?.isOtherKey).toBe(false);
  });

  const beside = (earlier: RawTopic, before: Counted[], now: RawTopic, keys: Counted[]) => {
    const report = topicReport(judgeKeys({ ...FIELDS, ...earlier }, before), keyDisplay("hash"));
    return judge(contractFromFields({ ...FIELDS, ...now }), tableOf(keys), {
      before: baselineOfReport(report, "string"),
    });
  };

  it.each(["windowed", "windowed-session", "confluent"] as const)(
    "by another key_frame are not compared, which is said: none and %s",
    (frame) => {
      const none = ["none", users, frame, codes] as const;
      for (const [earlier, before, now, keys] of [none, [frame, codes, "none", users] as const]) {
        const result = beside({ key_frame: earlier }, [...before], { key_frame: now }, [...keys]);
        expect(changeSentences(result)).toContain(
          `Keys were not compared: key_frame is ${now} now, and was ${earlier} in the baseline.`,
        );
        expect(changeSentences(result).join(" ")).not.toContain("The key itself changed");
        expect(result.change).toMatchObject({ isOtherKey: false, hotKeys: [] });
      }
    },
  );

  it("are compared if another key_frame kept their bytes", () => {
    const framed = (id: string) => `\0\0\0\0\u0001${id}`;
    const before = users.map(([id]): Counted => [framed(String(id)), 4]);
    const now: Counted[] = [...before, [framed("user-7"), 1000]];
    const result = beside({}, before, { key_frame: "confluent" }, now);
    expect(changeSentences(result).join(" ")).not.toContain("not compared");
    expect(result.change?.hotKeys).toHaveLength(1);
  });

  it("by digests of another secret are not compared, which is said", () => {
    const before = digested(users, "b", { ...FIELDS, min_known_keys: 0.5 });
    const contract = contractFromFields({ ...FIELDS, min_known_keys: 0.5 });
    const result = judge(contract, withSecret(users, "a"), { before });
    expect(result.known).toBeUndefined();
    expect(result.findings).toEqual([]);
    expect(changeSentences(result)[0]).toBe(
      "Keys were not compared: digests in sample files can be compared only with digests by the same secret.",
    );
    expect(unjudgedRules(result)).toMatchObject([{ id: "min_known_keys" }]);
    const same = judge(contract, withSecret(users, "b"), { before });
    expect(same.known).toMatchObject({ keptKeys: 3000, knownShare: 1 });
    expect(unjudgedRules(same)).toEqual([]);
  });
});

/** The same keys as if they were digests. */
function withSecret(keys: Counted[], digestSecret: string) {
  const table = tableOf(keys);
  return { nullRecords: 0, blocks: () => table.blocks(), digestSecret };
}

function digested(keys: Counted[], secret: string, fields: RawTopic & { topic: string }) {
  const contract = contractFromFields(fields);
  const counts = withSecret(keys, secret);
  return baselineOfKeys(contract, counts, tallyKeys(counts, tallySpec(contract)));
}

describe("min_known_keys", () => {
  const now = [...numbered(900), ...numbered(100, 1, "new-")];
  const judged = (limit: number, fields: RawTopic = {}) =>
    judgeChange({ ...FIELDS, ...fields, min_known_keys: limit }, now, numbered(2000));

  it("limits the share of the current records with an earlier key", () => {
    expect(judged(0.9).verdict).toBe("pass");
    expect(judged(0.95)).toMatchObject({
      verdict: "fail",
      findings: [
        {
          rule: "min_known_keys",
          limit: 0.95,
          actual: 0.9,
          baselineState: "new",
          message:
            "90 % of the records have one of the earlier keys; the contract requires at least 95 %",
        },
      ],
    });
    expect(judged(0.95, { severity: { min_known_keys: "warning" } }).verdict).toBe("warn");
    expect(judged(0.95, { severity: { min_known_keys: "off" } }).findings).toEqual([]);
  });

  it("is off unless set, and not judged beside a report", () => {
    expect(judgeChange(FIELDS, numbered(50, 1, "a"), numbered(50)).verdict).toBe("pass");
    const report = topicReport(judgeKeys(FIELDS, numbered(50)), keyDisplay("full"));
    const contract = contractFromFields({ ...FIELDS, min_known_keys: 1 });
    const before = baselineOfReport(report, "string");
    const result = judge(contract, tableOf(numbered(50, 1, "a")), { before });
    expect(result.findings).toEqual([]);
    expect(unjudgedRules(result)).toMatchObject([{ id: "min_known_keys", limitText: "≥ 100 %" }]);
  });

  it("that was broken is not fixed where it is not checked", () => {
    const broken = topicReport(judged(0.95), keyDisplay("full"));
    const contract = contractFromFields({ ...FIELDS, min_known_keys: 0.95 });
    const { change } = judge(contract, tableOf(now), {
      before: baselineOfReport(broken, "string"),
    });
    expect(change?.fixed).toEqual([]);
  });
});
