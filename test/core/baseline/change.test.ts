import { describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { keyDisplay, type ShowKeys } from "#core/reports/key-display.ts";
import { topicReport } from "#core/reports/topic-report.ts";
import { judgeChange } from "../../support/example-topics.ts";
import { type Counted, judgeKeys, numbered, tableOf, utf8 } from "../../support/judge-keys.ts";

const FIELDS = { topic: "t", partitions: 8 } as const;
const EVEN = numbered(1000);
const hotter = (count: number, key = "hot"): Counted[] => [[key, count], ...EVEN];
const decoder = new TextDecoder();

function standingOf(fields: RawTopic, now: number, before: number) {
  const result = judgeChange({ ...FIELDS, ...fields }, hotter(now), hotter(before));
  return result.findings.map(({ baselineState }) => baselineState);
}

/** Beside a report that shows keys in this way. */
function besideReport(now: Counted[], before: Counted[], showKeys: ShowKeys) {
  const report = topicReport(judgeKeys(FIELDS, before), keyDisplay(showKeys));
  const change = judge(contractFromFields(FIELDS), tableOf(now), {
    before: baselineOfReport(report, "string"),
  }).change;
  return change?.hotKeys.map(({ key, before: share, wasListed }) => {
    return [decoder.decode(key), share, wasListed];
  });
}

describe("how a broken rule stands to what was before", () => {
  it("is new where it held", () => {
    expect(standingOf({ max_key_share: 0.1 }, 500, 10)).toEqual(["new"]);
  });

  it("is known up to what samples differ by and 5 % on top, or the contract's tolerance", () => {
    const limit = { max_key_share: 0.1 };
    const exact = { ...limit, tolerance: { max_key_share: 0 } };
    // √(2/9·(1/1500 + 1/1600))·3.09 is 0.052: from 0.333 to 0.386, and 0.405 with 5 %.
    expect(standingOf(limit, 500, 500)).toEqual(["known"]);
    expect(standingOf(limit, 500, 900)).toEqual(["known"]);
    expect(standingOf(limit, 670, 500)).toEqual(["known"]);
    expect(standingOf(limit, 690, 500)).toEqual(["worse"]);
    expect(standingOf({ ...limit, tolerance: { max_key_share: 0.5 } }, 900, 500)).toEqual([
      "known",
    ]);
    expect(standingOf(exact, 610, 500)).toEqual(["known"]);
    expect(standingOf(exact, 640, 500)).toEqual(["worse"]);
  });

  it("is worse for a minimum where there is less", () => {
    const judged = (...now: Counted[]) =>
      judgeChange({ ...FIELDS, min_unique_keys: 2000 }, now, numbered(1000)).findings[0]
        ?.baselineState;
    expect(judged(...numbered(1000))).toBe("known");
    expect(judged(...numbered(840), ["k", 160])).toBe("known");
    expect(judged(...numbered(780), ["k", 220])).toBe("worse");
    expect(judged(...numbered(1900))).toBe("known");
    // A smaller sample has fewer keys.
    expect(judged(...numbered(300))).toBe("known");
  });
});

describe("keys that went hot", () => {
  it("have at least twice their share, and half a partition's", () => {
    const hot = (now: number, before: number) =>
      judgeChange(FIELDS, hotter(now), hotter(before)).change?.hotKeys.length;
    expect([hot(500, 100), hot(500, 400), hot(40, 1)]).toEqual([1, 0, 0]);
  });

  it.each(["full", "hash"] as const)("are told beside a report with keys as %s", (showKeys) => {
    expect(besideReport(hotter(500), hotter(100), showKeys)).toEqual([["hot", 100 / 1100, true]]);
    expect(besideReport(hotter(500), EVEN, showKeys)).toEqual([["hot", 1 / 1000, false]]);
  });

  it("are not told where the report shows no key", () => {
    expect(besideReport(hotter(500), hotter(100), "none")).toEqual([]);
  });

  it("had nothing before where the report lists all keys there were", () => {
    expect(besideReport(hotter(500), numbered(3), "full")).toEqual([["hot", 0, false]]);
  });
});

describe("partitions and rules", () => {
  it("that gained are told, most first, only where there are as many", () => {
    const gained = judgeChange(FIELDS, hotter(500), EVEN).change?.gained ?? [];
    expect(gained[0]?.after).toBeGreaterThan(gained[0]?.before ?? 1);
    const fewer = judgeChange(FIELDS, hotter(500), EVEN, { partitions: 7 });
    expect(fewer.change?.gained).toEqual([]);
  });

  it("that are mended are told, unless they are off or have no limit any more", () => {
    const mended = (fields: RawTopic, earlier: RawTopic) =>
      judgeChange({ ...FIELDS, ...fields }, EVEN, hotter(900), earlier).change?.fixed;
    const limit = { max_key_share: 0.1 };
    expect(mended(limit, {})).toEqual(["max_key_share"]);
    expect(mended({}, limit)).toEqual([]);
    expect(mended({ ...limit, severity: { max_key_share: "off" } }, { severity: {} })).toEqual([]);
  });

  it("keep an empty key that has no partition out of what moved", () => {
    const fields = { ...FIELDS, producer: "librdkafka" } as const;
    const keys: Counted[] = [
      ["", 50],
      ["a", 1],
    ];
    const { moved } = judgeChange(fields, keys, keys, { partitions: 1 });
    expect(utf8("a")).toHaveLength(1);
    expect([0, 1 / 2]).toContain(moved?.keyShare);
  });
});
