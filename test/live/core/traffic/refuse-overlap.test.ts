import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refuseOverlap } from "#live/core/traffic/refuse-overlap.ts";
import { errorsOf } from "../../../support/judge-keys.ts";

const refused = (patterns: readonly string[], numbers: number) =>
  errorsOf(() => refuseOverlap(patterns, numbers)).length > 0;

describe("patterns whose keys are the same", () => {
  it("are named with such a key", () => {
    const [error] = errorsOf(() => refuseOverlap(["user-1", "user-"], 100));
    expect(error).toMatchObject({
      what: 'the key patterns "user-" and "user-1" produce the same keys, such as "user-10"',
      where: "the key pattern",
      next: expect.stringContaining("not a digit"),
    });
    const [twice] = errorsOf(() => refuseOverlap(["a-", "b-", "a-"], 10));
    expect(twice?.what).toContain('"a-" twice');
  });

  it.each([
    [["user-", "user-1"], 10, false],
    [["user-", "user-1"], 11, true],
    [["user-", "user-12"], 120, false],
    [["user-", "user-12"], 121, true],
    [["user-", "user-0"], 1000, false],
    [["", "1"], 100, true],
    [["user-", "tenant-"], 1000, false],
  ])("%j with %d numbers: %s", (patterns, numbers, expected) => {
    expect(refused(patterns, numbers)).toBe(expected);
  });

  it("are all of those, and no others", () => {
    const pattern = fc.string({ unit: fc.constantFrom("a", "0", "1", "2"), maxLength: 4 });
    const patterns = fc.array(pattern, { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(patterns, fc.constantFrom(10, 11, 100, 130), (list, numbers) => {
        const keys = list.flatMap((text) => Array.from({ length: numbers }, (_, n) => text + n));
        expect(refused(list, numbers)).toBe(new Set(keys).size < keys.length);
      }),
    );
  });
});
