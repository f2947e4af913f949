import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Assignor, assignors, consumerLoads } from "#core/measures/consumer-loads.ts";

/**
 * As RangeAssignor's Javadoc has it: partitions in numeric order, consumers in lexicographic
 * order; the partitions are divided by the consumers, and if that is not even, the first few
 * consumers have one more.
 */
function rangeAssignor(partitions: number, consumers: number): number[][] {
  const sizes = new Array<number>(consumers).fill(0);
  for (let dealt = 0; dealt < partitions; dealt++) (sizes[dealt % consumers] as number) += 1;
  const order = Array.from({ length: partitions }, (_, partition) => partition);
  return sizes.map((size) => order.splice(0, size));
}

describe("consumerLoads", () => {
  it.each([
    ["the Javadoc's example", [1, 10, 100], 2, [11, 100]],
    ["an even division", [1, 2, 3, 4], 2, [3, 7]],
    ["one consumer", [1, 2, 3], 1, [6]],
    ["more consumers than partitions", [1, 2], 4, [1, 2, 0, 0]],
    ["7 over 3", [1, 1, 1, 1, 1, 1, 1], 3, [3, 2, 2]],
  ])("%s", (_, loads, consumers, expected) => {
    expect([...consumerLoads(Float64Array.from(loads), consumers)]).toEqual(expected);
  });

  it("agrees with the documented algorithm for any partitions and consumers", () => {
    const loads = fc.array(fc.nat(1000), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(loads, fc.integer({ min: 1, max: 100 }), (values, consumers) => {
        const expected = rangeAssignor(values.length, consumers).map((partitions) =>
          partitions.reduce((sum, partition) => sum + (values[partition] as number), 0),
        );
        expect([...consumerLoads(Float64Array.from(values), consumers)]).toEqual(expected);
      }),
    );
  });
});

interface Assignment extends Record<Assignor, string> {
  readonly partitions: number;
  readonly consumers: number;
}

const file = new URL("../../../fixtures/vectors/assignments.json", import.meta.url);
const { assignments } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly assignments: readonly Assignment[];
};

describe("the assignors of Kafka's client", () => {
  it.each(assignors)("%s gives each consumer the same partitions", (assignor) => {
    expect(assignments).toHaveLength(64 * 20);
    for (const { partitions, consumers, [assignor]: owners } of assignments) {
      // Every subset of partitions has another sum.
      for (const half of [0, 1]) {
        const loads = Float64Array.from(owners, (_, i) =>
          Math.floor(i / 32) === half ? 2 ** (i % 32) : 0,
        );
        const expected = new Float64Array(consumers);
        for (const [i, owner] of [...owners].entries()) {
          (expected[Number.parseInt(owner, 36)] as number) += loads[i] as number;
        }
        const found = consumerLoads(loads, consumers, assignor);
        expect(found, `${partitions} partitions, ${consumers} consumers`).toEqual(expected);
      }
    }
  });

  it("range is the default, and the others differ from it", () => {
    const loads = Float64Array.of(4, 2, 1);
    expect([...consumerLoads(loads, 2)]).toEqual([6, 1]);
    for (const name of assignors.filter((one) => one !== "range")) {
      expect([...consumerLoads(loads, 2, name)]).toEqual([5, 2]);
    }
  });
});
