import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { consumerLoads } from "#core/measures/range-assignment.ts";

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
