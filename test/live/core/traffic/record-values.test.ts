import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MIN_VALUE_BYTES, RecordValues } from "#live/core/traffic/record-values.ts";

const RUN = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const OTHER_RUN = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 9);

describe("values of records", () => {
  it("tell the record's number, wherever in memory they come back", () => {
    const size = fc.integer({ min: 0, max: 200 });
    fc.assert(
      fc.property(size, fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.nat(9), (bytes, n, at) => {
        const value = new RecordValues(RUN, bytes).value(n);
        expect(value).toHaveLength(Math.max(bytes, MIN_VALUE_BYTES));
        const read = new Uint8Array(value.length + 20);
        read.set(value, at);
        const back = read.subarray(at, at + value.length);
        expect(new RecordValues(RUN, bytes).sequenceOf(back)).toBe(n);
      }),
    );
  });

  it("of another run, another size or of nobody here have none", () => {
    const values = new RecordValues(RUN, 40);
    expect(values.sequenceOf(new RecordValues(OTHER_RUN, 40).value(3))).toBe(-1);
    expect(values.sequenceOf(new RecordValues(RUN, 41).value(3))).toBe(-1);
    expect(values.sequenceOf(new Uint8Array(40))).toBe(-1);
    expect(values.sequenceOf(new Uint8Array(0))).toBe(-1);
    expect(values.sequenceOf(null)).toBe(-1);
  });
});
