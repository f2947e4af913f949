import fc from "fast-check";
import { expect, it } from "vitest";
import { compareBytes, concatBytes } from "#core/bytes.ts";

const bytes = fc.array(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)).map((list) => Buffer.from(list));

it("compareBytes orders as memcmp does, a prefix first", () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b));
    }),
  );
});

it("concatBytes joins into new memory", () => {
  fc.assert(
    fc.property(bytes, bytes, (a, b) => {
      const joined = concatBytes(a, b);
      expect(Buffer.from(joined)).toEqual(Buffer.concat([a, b]));
      expect(joined.buffer).not.toBe(a.buffer);
    }),
  );
});
