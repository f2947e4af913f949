import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sortedKeys } from "#live/core/analysis/strategies/sorted-keys.ts";
import { KeyColumns } from "#live/core/traffic/key-columns.ts";

function sorted(keys: readonly Uint8Array[]): Uint8Array[] {
  const columns = new KeyColumns();
  for (const key of keys) columns.add(key, 0, key.length);
  return Array.from(sortedKeys(columns), (i) => columns.key(i));
}

describe("sorted keys", () => {
  it("are in the order of their bytes, unsigned, shorter ones first", () => {
    const keys = [[0xff], [], [0x80], [0x7f], [0x7f, 0], [0x7f, 0xff], [0]].map((bytes) =>
      Uint8Array.from(bytes),
    );
    expect(sorted(keys).map((key) => [...key])).toEqual([
      [],
      [0],
      [0x7f],
      [0x7f, 0],
      [0x7f, 0xff],
      [0x80],
      [0xff],
    ]);
  });

  it("are all there in the order that Node's Buffer.compare gives them", () => {
    const byte = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff);
    const short = fc.array(byte, { maxLength: 5 }).map((bytes) => Uint8Array.from(bytes));
    const key = fc.oneof(short, fc.uint8Array({ maxLength: 20 }));
    fc.assert(
      fc.property(fc.array(key, { maxLength: 200 }), (keys) => {
        const expected = [...keys].sort(Buffer.compare).map((bytes) => [...bytes]);
        expect(sorted(keys).map((bytes) => [...bytes])).toEqual(expected);
      }),
    );
  });

  it("may have very long beginnings in common, and be alike", () => {
    const long = new Uint8Array(100_000).fill(7);
    const keys = Array.from({ length: 40 }, (_, i) => {
      const key = long.slice();
      key[99_999] = 39 - (i >> 1);
      return key;
    });
    expect(sorted(keys).map((key) => key[99_999])).toEqual(
      Array.from({ length: 40 }, (_, i) => 20 + (i >> 1)),
    );
  });
});
