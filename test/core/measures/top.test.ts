import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { topIndices } from "#core/measures/top.ts";

const values = fc.array(fc.nat(9), { maxLength: 60 });
const size = fc.nat(12);

describe("topIndices", () => {
  it("is the head of a sort, largest first, equal ones by index", () => {
    fc.assert(
      fc.property(values, size, (list, wanted) => {
        const sorted = [...list.keys()].sort(
          (a, b) => (list[b] as number) - (list[a] as number) || a - b,
        );
        expect(topIndices(Float64Array.from(list), wanted)).toEqual(sorted.slice(0, wanted));
      }),
    );
  });
});
