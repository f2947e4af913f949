import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pushLeb128, readLeb128 } from "#core/samples/leb128.ts";
import { pushColumns, readColumns } from "#core/samples/sample-columns.ts";

const COLUMNS = ["partitions", "bytes"] as const;
const number = fc.maxSafeNat();

const details = fc.record({
  partitions: fc.uniqueArray(fc.nat({ max: 2 ** 31 - 2 }), { maxLength: 20 }).chain((list) =>
    fc
      .array(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), {
        minLength: list.length,
        maxLength: list.length,
      })
      .map((records) =>
        list
          .sort((a, b) => a - b)
          .map((partition, i) => ({ partition, records: records[i] as number })),
      ),
  ),
  bytes: fc.option(number, { nil: undefined }),
});

describe("numbers in LEB128", () => {
  it("are read as they were written", () => {
    fc.assert(
      fc.property(number, (value) => {
        const bytes: number[] = [];
        pushLeb128(bytes, value);
        expect(bytes.length).toBeLessThanOrEqual(8);
        expect(readLeb128(Uint8Array.from(bytes), 0)).toEqual({ value, end: bytes.length });
        expect(readLeb128(Uint8Array.from(bytes.slice(0, -1)), 0)).toBeUndefined();
      }),
    );
  });

  it("are none beyond 2^53, however they are written", () => {
    for (const bytes of [[...Array(7).fill(0xff), 0x7f], Array(9).fill(0x80)]) {
      expect(readLeb128(Uint8Array.from(bytes), 0)?.value).toBeNaN();
    }
  });
});

describe("columns of an entry", () => {
  it("are read as they were written, and not before all is there", () => {
    fc.assert(
      fc.property(details, (one) => {
        const bytes: number[] = [];
        pushColumns(bytes, COLUMNS, one);
        const all = Uint8Array.from(bytes);
        expect(readColumns(all, 0, COLUMNS)).toEqual({ details: one, end: all.length });
        for (let end = 0; end < all.length; end++) {
          expect(readColumns(all.subarray(0, end), 0, COLUMNS)).toBeUndefined();
        }
      }),
    );
  });

  it("are skipped where this release does not know them", () => {
    const bytes = Uint8Array.from([3, 9, 9, 9, 1, 42]);
    expect(readColumns(bytes, 0, ["later", "bytes"])).toEqual({
      details: { partitions: [], bytes: 42 },
      end: 6,
    });
  });

  it.each<[string, readonly number[]]>([
    ["a partition twice", [4, 1, 1, 0, 1]],
    ["no records", [2, 1, 0]],
    ["half a pair", [1, 1]],
    ["a number that goes on behind the column", [2, 1, 0x80, 0x01]],
    ["a length beyond all bounds", [0xff, 0xff, 0xff, 0xff, 0x7f]],
  ])("are damaged with %s", (_, bytes) => {
    expect(() => readColumns(Uint8Array.from(bytes), 0, ["partitions"])).toThrow(/damaged/);
  });
});
