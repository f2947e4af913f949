import { describe, expect, it } from "vitest";
import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { type JudgeOptions, judge, type TopicResult } from "#core/judge.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { detailSentences } from "#core/reports/details-text.ts";
import { baselineOfReport } from "#core/reports/earlier-report.ts";
import { htmlReport } from "#core/reports/html.ts";
import { jsonReport } from "#core/reports/json.ts";
import { keyDisplay } from "#core/reports/key-display.ts";
import { markdownReport } from "#core/reports/markdown.ts";
import { textReport } from "#core/reports/text.ts";
import { topicReport } from "#core/reports/topic-report.ts";
import { DetailTally } from "#core/tally/detail-tally.ts";
import { openWindows } from "#core/tally/open-windows.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { errorsOf, type Fields, utf8 } from "../../support/judge-keys.ts";
import { judgeRecorded, recordedKeys, type Written } from "../../support/recorded-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

const RECORDED = { topic: "t", partitions: 12, partitioner: "recorded" } as const;
const MURMUR2 = { topic: "t", partitions: 12 } as const;

const placed =
  (by: PartitionerName, partitions = 12) =>
  (key: string) =>
    partitionFor(utf8(key), partitions, by);

/** `repeats` records of each of 1,000 keys, each where `at` puts its key. */
const records = (at: (key: string) => number, repeats = 1): Written[] =>
  Array.from({ length: 1000 * repeats }, (_, i): Written => {
    const key = `user-${i % 1000}`;
    return [key, at(key)];
  });

/** By the number of characters: no hash does that. */
const byLength = (key: string) => (key.length * 5) % 12;

describe("a client that begins to write after many records of another", () => {
  const late = [...records(placed("murmur2"), 10), ...records(placed("crc32"), 10)];

  it("has its whole share, under the name of the first one's partitioner too", () => {
    for (const fields of [MURMUR2, RECORDED]) {
      const { findings, details } = judgeRecorded(fields, late);
      const found = details?.recorded?.found;
      expect(found).toMatchObject({ records: 20_000, keys: 1000 });
      expect(found?.found.map(({ names: [name] }) => name).sort()).toEqual(["crc32", "murmur2"]);
      for (const { recordShare } of found?.found ?? []) expect(recordShare).toBeCloseTo(0.5, 9);
      expect(findings).toMatchObject([{ rule: "partitioner" }]);
    }
  });
});

describe("a key without a recorded partition", () => {
  const result = judgeRecorded({ ...RECORDED, max_gini: 0.1 }, [
    ["there", 3, 2],
    ["nowhere", undefined, 5],
    [null, 4, 3],
  ]);
  const report = topicReport(result, keyDisplay("full"));

  it("is given none in any report", () => {
    expect(report.top_keys).toEqual([
      { key: "nowhere", count: 5, share: 5 / 7 },
      { key: "there", count: 2, share: 2 / 7, partition: 3 },
    ]);
    expect(report.record_bytes?.top_keys?.[0]).toEqual({
      key: "nowhere",
      bytes: 50,
      share: 50 / 70,
    });
    expectReport(render(jsonReport, [result]));
    const shown = { showKeys: "full" } as const;
    expect(render(textReport, [result], shown)).toMatch(/ unknown +71.4 % +5 {2}"nowhere"/);
    expect(render(markdownReport, [result], shown)).toMatch(/nowhere.*\| unknown/);
    expect(render(htmlReport, [result], shown)).toMatch(/nowhere.*?>unknown</s);
  });
});

describe("keys whose places need more memory than there is", () => {
  const addAll = (fields: Fields) => {
    const sums = new DetailTally(tallySpec(contractFromFields(fields)), { maxBytes: 2 ** 20 });
    for (let i = 0; i < 100_000; i++) {
      const key = utf8(`user-${i}`);
      sums.add(key, 0, key.length, 1, { partition: i % 12 });
    }
    return sums.result().recorded?.records;
  };

  it("are an error if each of them counts, and otherwise enough to know the partitioner", () => {
    expect(errorsOf(() => addAll(RECORDED))).toMatchObject([
      {
        what: "where the records of so many keys are takes more than 1 MiB of memory",
        next: expect.stringMatching(/^Raise .*, or use the records of fewer keys\.$/),
      },
    ]);
    expect(addAll(MURMUR2)).toBe(100_000);
  });
});

describe("windows of time", () => {
  const LIMIT = { max_window_share: 0.5, window: "1m" } as const;
  const MINUTES = 120;
  const PER_MINUTE = 600;

  /** In each minute, all records are in one partition, a third of them without a key. */
  function judgedInWindows(fields: Fields) {
    const contract = contractFromFields({ ...fields, ...LIMIT });
    const spec = tallySpec(contract);
    const windows = openWindows(contract, 1);
    const sums = new DetailTally(spec, { windows: windows?.byTime });
    const table = new KeyTable();
    for (let i = 0; i < MINUTES * PER_MINUTE; i++) {
      const minute = Math.floor(i / PER_MINUTE);
      const known = { partition: minute % 12, timeMs: 60_000 * minute + (i % PER_MINUTE) };
      const key = utf8(`user-${i}`);
      if (i % 3 > 0) table.add(key, 0, key.length, 1);
      else table.addNull(1);
      if (i % 3 > 0) sums.add(key, 0, key.length, 1, known);
      else sums.addNull(1, known);
    }
    const tally = sums.written.placedTally(tallyKeys(table, spec));
    const details = { ...sums.result(), windows: windows?.result(tally, false) };
    return judge(contract, table, { tally, details });
  }

  it("are of the partitions where records were written, if these count", () => {
    const { measures, details, findings } = judgedInWindows(RECORDED);
    expect(details?.windows?.records).toBe(MINUTES * PER_MINUTE);
    expect(measures.maxPartitionShare).toBeCloseTo(1 / 12, 9);
    expect(measures.maxWindowShare).toBe(1);
    expect(findings).toMatchObject([{ rule: "max_window_share", limit: 0.5, actual: 1 }]);
  });

  it("are otherwise of the partitions of the keys, without null keys", () => {
    const { measures, details, findings } = judgedInWindows(MURMUR2);
    expect(details?.windows?.records).toBe((MINUTES * PER_MINUTE * 2) / 3);
    expect(measures.maxWindowShare).toBeLessThan(0.2);
    expect(findings.map(({ rule }) => rule)).not.toContain("max_window_share");
  });
});

describe("the share of a key", () => {
  it("is of the records with a key, in the baseline too", () => {
    const before: Written[] = [
      ["a", 1, 30],
      ["b", 2, 70],
      [null, 3, 900],
    ];
    const { contract, table, tally, details } = recordedKeys(RECORDED, before);
    const baseline = baselineOfKeys(contract, table, tally, details);
    expect(baseline.sharesOf([utf8("a")])).toEqual([0.3]);
    const { change } = judgeRecorded(RECORDED, before, baseline);
    expect(change?.hotKeys).toEqual([]);
  });
});

describe("a baseline of recorded partitions", () => {
  type Change = readonly [before: readonly Written[], now: readonly Written[]];
  const reportOf = (result: TopicResult) =>
    baselineOfReport(topicReport(result, keyDisplay("full")), "string");
  const compare = ([before, now]: Change, by = RECORDED as typeof RECORDED | typeof MURMUR2) => {
    const { contract, table, tally, details } = recordedKeys(RECORDED, before);
    const earlier: JudgeOptions["before"][] = [
      reportOf(judgeRecorded(RECORDED, before)),
      baselineOfKeys(contract, table, tally, details),
    ];
    return earlier.map((one) => judgeRecorded(by, now, one));
  };
  const unchecked = /remap was not judged: no partitioner is known/;

  it("says that keys move if another partitioner explains them now", () => {
    for (const by of [RECORDED, MURMUR2]) {
      for (const { findings } of compare(
        [records(placed("crc32")), records(placed("murmur2"))],
        by,
      )) {
        const { message, actual } = findings.find(({ rule }) => rule === "remap") ?? {};
        expect(message).toMatch(/^from crc32 to murmur2: 9\d(\.\d)? % of these keys/);
        expect(actual).toBeGreaterThan(0.85);
      }
    }
  });

  it("says nothing if the same one does", () => {
    for (const result of compare([records(placed("crc32")), records(placed("crc32"), 2)])) {
      expect(result.moved).toBeUndefined();
      expect(detailSentences(result).join()).not.toMatch(unchecked);
    }
  });

  it.each<[string, ...Change]>([
    ["before", records(byLength), records(placed("murmur2"))],
    ["now", records(placed("murmur2")), records(byLength)],
  ])("says that this is not known if no partitioner explains them %s", (_, ...both) => {
    for (const result of compare(both)) {
      expect(result.findings.filter(({ rule }) => rule === "remap")).toEqual([]);
      expect(detailSentences(result).join()).toMatch(unchecked);
    }
  });

  it("takes a custom partitioner for the same as before, as long as the partition count is", () => {
    for (const result of compare([records(byLength), records(byLength, 2)])) {
      expect(detailSentences(result).join()).not.toMatch(unchecked);
    }
    const { contract, table, tally, details } = recordedKeys(
      { ...RECORDED, partitions: 24 },
      records(byLength),
    );
    const before = baselineOfKeys(contract, table, tally, details);
    expect(detailSentences(judgeRecorded(RECORDED, records(byLength), before)).join()).toMatch(
      unchecked,
    );
  });

  it("is named in the report", () => {
    const [result] = compare([records(byLength), records(byLength)]) as [TopicResult];
    expect(topicReport(result, keyDisplay("full")).baseline?.partitioner).toBe("recorded");
  });
});

describe("what is said of the partitioner", () => {
  const about = (fields: Parameters<typeof judgeRecorded>[0], written: readonly Written[]) =>
    detailSentences(judgeRecorded(fields, written)).join(" ");

  it("is that few keys do not tell it", () => {
    const few = about(
      RECORDED,
      ["a", "b", "c"].map((key) => [key, placed("murmur2")(key)]),
    );
    expect(few).toContain(
      "There are too few keys or partitions to tell which partitioner placed them.",
    );
    const one = about(
      { ...RECORDED, partitions: 1 },
      records(() => 0),
    );
    expect(one).toContain("There are too few keys or partitions to tell");
    expect(one).not.toContain("No known partitioner");
  });

  it("is how many keys it explains if nearly all records have one of them", () => {
    const written: Written[] = [["hot", placed("murmur2")("hot"), 1_000_000], ...records(byLength)];
    expect(about(RECORDED, written)).toMatch(
      /the closest, murmur2, explains 99\.9 % of the records and \d+(\.\d)? % of the keys/,
    );
  });

  it("is which of several with the same hash is simulated", () => {
    const sixteen = { ...RECORDED, partitions: 16, max_partition_share: 0.1 };
    const hot = Array.from({ length: 900 }, (): Written => ["hot", placed("murmur2", 16)("hot")]);
    const result = judgeRecorded(sixteen, [...hot, ...records(placed("murmur2", 16))]);
    expect(detailSentences(result).join(" ")).toContain(
      "The partitions are those of murmur2 or murmur2-unsigned, by 100 % of the records and 100 % of the keys. What needs a hash is simulated with murmur2.",
    );
    expect(result.suggestions.map(({ id }) => id)).toContain("salting");
  });

  it("is that no hash is known of several with different ones", () => {
    const two = { ...RECORDED, partitions: 2 };
    const text = about(two, records(placed("fnv1a", 2)));
    expect(text).toMatch(/fnv1a or fnv1a-mask or .*java-bytes-hashcode/);
    expect(text).toContain("No hash is known");
  });
});
