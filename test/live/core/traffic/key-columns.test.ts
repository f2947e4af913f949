import fc from "fast-check";
import { expect, it } from "vitest";
import { KeyColumns } from "#live/core/traffic/key-columns.ts";

it("columns give back every key that was added, however long or many", () => {
  const key = fc.uint8Array({ maxLength: 6 });
  const keys = fc.oneof(
    fc.array(key, { maxLength: 50 }),
    fc.constant([new Uint8Array(200_000).fill(7), Uint8Array.of(1), new Uint8Array(0)]),
    fc.constant(Array.from({ length: 3000 }, (_, i) => Uint8Array.of(i, i >> 8))),
  );
  fc.assert(
    fc.property(keys, (list) => {
      const columns = new KeyColumns();
      for (const one of list) {
        const line = new Uint8Array(one.length + 2);
        line.set(one, 1);
        columns.add(line, 1, one.length + 1);
      }
      expect(columns.size).toBe(list.length);
      list.forEach((one, i) => {
        expect(Buffer.compare(one, columns.key(i))).toBe(0);
        expect(columns.byteAt(i, 0)).toBe(one[0] ?? -1);
        expect(columns.byteAt(i, one.length)).toBe(-1);
      });
    }),
    { numRuns: 30 },
  );
});
