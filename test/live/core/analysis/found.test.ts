import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { explanation } from "#live/core/analysis/reports/facts.ts";
import { analysisJson } from "#live/core/analysis/reports/json.ts";
import { analysisText } from "#live/core/analysis/reports/text.ts";
import { analysisOf, renderAnalysis } from "../../../support/analyses.ts";
import { utf8 } from "../../../support/judge-keys.ts";
import { planOf } from "../../../support/plans.ts";

const plan = planOf(Array.from({ length: 2000 }, (_, i) => [`user-${i}`, 1] as const));
const at = (by: PartitionerName, key: Uint8Array | null) => partitionFor(key ?? utf8(""), 12, by);

describe("records that no single partitioner explains", () => {
  it("are explained by several together", () => {
    const seenAt = (key: Uint8Array | null, i: number) =>
      at(i % 4 === 3 ? "crc32" : "murmur2", key);
    const mixed = analysisOf({ plan, partitions: 12, seenAt });
    expect(mixed.explainedBy).toEqual([]);
    expect(explanation(mixed)).toMatch(
      /^The partitions are those of 7\d\.\d % murmur2, 2\d\.\d % crc32: two clients write this topic/,
    );
    const { found_partitioners: found } = JSON.parse(renderAnalysis(analysisJson, mixed));
    expect(found.map(({ names }: { names: string[] }) => names)).toEqual([["murmur2"], ["crc32"]]);
  });

  it("are not, if none do", () => {
    const seenAt = (_: Uint8Array | null, i: number) => (i * i) % 12;
    expect(explanation(analysisOf({ plan, partitions: 12, seenAt }))).toMatch(
      /^No partitioner explains/,
    );
  });
});

describe("what the contract says that these records cannot be judged by", () => {
  it("is named", () => {
    const contract = {
      partitioner: "recorded",
      window: "1m",
      max_window_share: 0.5,
      max_partition_bytes_share: 0.5,
      max_gini: 0.5,
    } as const;
    const text = renderAnalysis(analysisText, analysisOf({ plan, partitions: 12, contract }));
    const line = text.replace(/\s+/g, " ");
    expect(line).toContain(
      "partitioner is recorded: here, records are where partitioner=murmur2_random",
    );
    expect(line).toContain("Not judged: max_partition_bytes_share, max_window_share, because");
  });

  it("is nothing of other contracts", () => {
    const { notJudged } = analysisOf({ plan, partitions: 12, contract: { max_gini: 0.5 } });
    expect(notJudged).toEqual([]);
  });
});
