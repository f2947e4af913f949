import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countsOf } from "#core/tally/find-keys.ts";
import { numbered, tableOf, utf8 } from "../../support/judge-keys.ts";

describe("the records of a few keys", () => {
  it("are found as a map finds them", () => {
    const key = fc.string({ unit: "binary", maxLength: 3 });
    const keys = fc.array(fc.tuple(key, fc.integer({ min: 1, max: 1000 })), { maxLength: 60 });
    fc.assert(
      fc.property(keys, fc.uniqueArray(key, { maxLength: 12 }), (list, wanted) => {
        const text = (one: string) => utf8(one).join();
        const sums = new Map<string, number>();
        for (const [one, count] of list) sums.set(text(one), (sums.get(text(one)) ?? 0) + count);
        // Lone surrogates are one key as UTF-8.
        const distinct = [...new Map(wanted.map((one) => [text(one), one])).values()];
        const expected = distinct.map((one) => sums.get(text(one)) ?? 0);
        expect(countsOf(tableOf(list), distinct.map(utf8))).toEqual(expected);
      }),
    );
  });

  it("are found among many blocks, the empty key too", () => {
    const table = tableOf([...numbered(100_000), ["", 7], ["user-5", 3]]);
    const wanted = ["user-99999", "", "none", "user-5"].map(utf8);
    expect(countsOf(table, wanted)).toEqual([1, 7, 0, 4]);
    expect(countsOf(table, [])).toEqual([]);
  });
});
