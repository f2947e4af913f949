import { describe, expect, it } from "vitest";
import { asOnCluster } from "#core/contract/as-on-cluster.ts";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { parseContract } from "#core/contract/parse.ts";
import { judge } from "#core/judge.ts";
import { windowShares } from "#core/measures/window-shares.ts";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { htmlReport } from "#core/reports/html.ts";
import { jsonReport } from "#core/reports/json.ts";
import { markdownReport } from "#core/reports/markdown.ts";
import { textReport } from "#core/reports/text.ts";
import { WindowTally } from "#core/tally/window-tally.ts";
import { type Fields, utf8 } from "../../support/judge-keys.ts";
import { recordedKeysFor, type Written } from "../../support/recorded-keys.ts";
import { render } from "../../support/report.ts";
import { expectReport } from "../../support/report-schema.ts";

/** 1,000 keys, each where `at` puts it. */
const records = (at: (key: string) => number): Written[] =>
  Array.from({ length: 1000 }, (_, i) => [`user-${i}`, at(`user-${i}`)]);

const by = (name: PartitionerName, partitions: number) => (key: string) =>
  partitionFor(utf8(key), partitions, name);

/** Judges records of a topic that has so many partitions on the cluster. */
function audited(fields: Fields, partitions: number, written: readonly Written[]) {
  const contract = asOnCluster(contractFromFields({ topic: "t", ...fields }), () => partitions);
  const { table, tally, details } = recordedKeysFor(contract, written);
  return judge(contract, table, { tally, details });
}

describe("a topic on a cluster", () => {
  it("satisfies a contract with its own partition count and partitioner", () => {
    const limits = { partitions: 12, max_partition_share: 0.2 };
    const { verdict, findings } = audited(limits, 12, records(by("murmur2", 12)));
    expect({ verdict, findings }).toEqual({ verdict: "pass", findings: [] });
  });

  it("is judged by the partitions that it has, and another count in the contract is an error", () => {
    const fields = { partitions: 6, max_partition_share: 0.5 };
    const result = audited(fields, 12, records(by("murmur2", 12)));
    expect(result.measures.partitions).toBe(12);
    expect(result).toMatchObject({
      verdict: "fail",
      findings: [{ rule: "partition_count", severity: "error", limit: 6, actual: 12 }],
    });
    expect(result.findings[0]?.message).toBe("the topic has 12 partitions, not 6");
    expect(render(textReport, [result])).toMatch(/✗ partition_count +=\s6 +12\n/);
    expectReport(render(jsonReport, [result]));
  });

  it("can have the count as a warning, or not at all", () => {
    const verdictWith = (severity: "warning" | "off") =>
      audited(
        { partitions: 6, severity: { partition_count: severity } },
        12,
        records(() => 0),
      )
        .findings.filter(({ rule }) => rule === "partition_count")
        .map((one) => one.severity);
    expect(verdictWith("warning")).toEqual(["warning"]);
    expect(verdictWith("off")).toEqual([]);
  });

  it("is judged where its records are, whatever the contract's partitioner would do", () => {
    const result = audited(
      { partitions: 8, max_partition_share: 0.2 },
      8,
      records(() => 3),
    );
    expect(result.verdict).toBe("fail");
    expect(result.measures.maxPartitionShare).toBe(1);
    const [, partitioner] = result.findings;
    expect(partitioner).toMatchObject({ rule: "partitioner", severity: "warning" });
    expect(partitioner?.message).toMatch(
      /^8\d(\.\d)? % of the records are not where murmur2 puts their keys, and no known partitioner explains/,
    );
  });

  it("names the partitioner that wrote it, if the contract has another one", () => {
    const messageOf = (fields: Fields, name: PartitionerName) =>
      audited({ partitions: 12, ...fields }, 12, records(by(name, 12))).findings[0]?.message;
    expect(messageOf({ producer: "java" }, "crc32")).toMatch(
      /^the recorded partitions are those of crc32, by 100 % .*, not of murmur2$/,
    );
    expect(messageOf({ producer: "librdkafka" }, "crc32")).toBeUndefined();
    expect(messageOf({ partitioner: "recorded" }, "crc32")).toBeUndefined();
  });

  it("is compared with joined topics as they are there, too", () => {
    const { topics } = parseContract(`{version: 1, co_partitioned: [[a, b, c]],
      topics: {a: {partitions: 4}, b: {partitions: 8}, c: {partitions: 4}}}`);
    const counts = new Map([
      ["a", 6],
      ["b", 6],
    ]);
    const onCluster = topics.map((one) => asOnCluster(one, (topic) => counts.get(topic)));
    expect(onCluster[0]?.joinedWith).toMatchObject([
      { topic: "b", partitions: 6, isRecorded: true },
      { topic: "c", partitions: 4, isRecorded: true },
    ]);
  });
});

describe("max_window_share from offsets instead of records", () => {
  const contract = contractFromFields({ partitions: 4, window: "1m", max_window_share: 0.5 });
  /** What the rule says if the share and its interval are these. */
  function found(share: number, interval?: { low: number; high: number }) {
    const { table, tally, details } = recordedKeysFor(contract, records(by("murmur2", 4)));
    const none = windowShares(
      new WindowTally({ unit: "ms", length: 60_000 }, 4).result(),
      { unit: "ms", length: 60_000 },
      4,
    );
    const windows = { ...none, share, interval, unknown: undefined };
    return judge(contract, table, { tally, details: { ...details, windows } });
  }

  it("is a warning while the limit is in its interval, on either side", () => {
    for (const share of [0.45, 0.55]) {
      const { verdict, findings } = found(share, { low: 0.4, high: 0.6 });
      expect(verdict).toBe("warn");
      expect(findings).toMatchObject([{ rule: "max_window_share", severity: "warning" }]);
      expect(findings[0]?.message).toMatch(
        /gets about \d5 % .*an estimate from offsets \(40 % to 60 %\), and the limit of 50 % is inside it$/,
      );
    }
  });

  it("is broken or satisfied if the limit is outside, as an exact one is", () => {
    expect(found(0.7, { low: 0.6, high: 0.8 }).findings).toMatchObject([
      { rule: "max_window_share", severity: "error", actual: 0.7 },
    ]);
    expect(found(0.4, { low: 0.3, high: 0.5 }).findings).toEqual([]);
    expect(found(0.55).verdict).toBe("fail");
    expect(found(0.45).verdict).toBe("pass");
  });
});

describe("what a cluster says of a topic", () => {
  const contract = asOnCluster(contractFromFields({ topic: "t", partitions: 2 }), () => 2);
  const { table, tally, details } = recordedKeysFor(contract, records(by("murmur2", 2)));
  const cluster = {
    partitions: [
      { offsets: 10, records: 8, bytes: 100 },
      { offsets: 5, records: 5, bytes: undefined },
    ],
    isEstimate: true,
    cleanupPolicy: "compact",
    groups: [{ group: "g", state: "Empty", lags: [3, null], busiest: undefined }],
    sentences: ["On the cluster: about 13 records."],
  };
  const result = judge(contract, table, { tally, details: { ...details, cluster } });

  it("is in every report for people, and as data in JSON", () => {
    for (const report of [textReport, markdownReport, htmlReport]) {
      expect(render(report, [result])).toContain("On the cluster: about 13 records");
    }
    const json = render(jsonReport, [result]);
    expectReport(json);
    expect(JSON.parse(json).topics[0].cluster).toEqual({
      cleanup_policy: "compact",
      is_estimate: true,
      partition_offsets: [10, 5],
      partition_records: [8, 5],
      partition_bytes: [100, null],
      groups: [{ group: "g", state: "Empty", lags: [3, null] }],
    });
  });
});
