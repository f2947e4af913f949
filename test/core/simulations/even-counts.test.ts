import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import type { PartitionerName } from "#core/partitioners/index.ts";
import { whatIf } from "#core/simulations/what-if.ts";
import { type Counted, tableOf } from "../../support/judge-keys.ts";

const IDS: Counted[] = Array.from({ length: 20_000 }, (_, i) => [String(100_000 + i), 1]);

function counts(partitions: number, partitioner: PartitionerName) {
  const result = judge(contractFromFields({ partitions, partitioner }), tableOf(IDS), { whatIf });
  const scenarios = result.scenarios ?? [];
  return {
    gini: result.measures.gini,
    near: scenarios.filter(
      (one) => one.kind === "partitions" && Math.abs(one.partitions / partitions - 1) <= 0.26,
    ),
  };
}

describe("partition counts near today's", () => {
  it.each([30, 31, 32, 64])("are named under which ids are even, unlike under %d", (partitions) => {
    const { gini, near } = counts(partitions, "java-hashcode");
    expect(gini).toBeGreaterThan(0.25);
    const even = near.filter(({ spread }) => spread.gini < 0.05);
    expect(even.some((one) => one.partitions < partitions)).toBe(true);
    expect(even.some((one) => one.partitions > partitions)).toBe(true);
  });

  it("are not looked for where keys spread as by chance", () => {
    const { near } = counts(30, "murmur2");
    expect(near.map(({ partitions }) => partitions)).toEqual([31, 37]);
  });
});
