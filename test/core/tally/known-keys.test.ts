import fc from "fast-check";
import { expect, it } from "vitest";
import { knownKeys } from "#core/tally/known-keys.ts";
import { type Counted, numbered, tableOf } from "../../support/judge-keys.ts";

const known = (now: Iterable<Counted>, before: Iterable<Counted>, maxTableBytes?: number) =>
  knownKeys(tableOf(now), tableOf(before), maxTableBytes);

it("counts keys and the records that they had and have", () => {
  const before: Counted[] = [
    ["a", 6],
    ["b", 3],
    ["", 1],
    [null, 90],
  ];
  const now: Counted[] = [
    ["b", 1],
    ["", 2],
    ["c", 7],
    [null, 10],
  ];
  expect(known(now, before)).toEqual({
    earlierKeys: 3,
    keptKeys: 2,
    keptShare: 0.4,
    knownShare: 0.3,
  });
});

it("is 0 of keys that are all new, and of none", () => {
  const nothing = { keptKeys: 0, keptShare: 0, knownShare: 0 };
  expect(known(numbered(9, 1, "a"), numbered(5, 1, "b"))).toEqual({ earlierKeys: 5, ...nothing });
  expect(known(numbered(9), [])).toEqual({ earlierKeys: 0, ...nothing });
  expect(known([], numbered(9))).toEqual({ earlierKeys: 9, ...nothing });
});

const counted = fc.array(
  fc.tuple(fc.stringMatching(/^[ab]{0,4}$/), fc.integer({ min: 1, max: 9 })),
);

it("does not depend on how many passes it takes", () => {
  fc.assert(
    fc.property(counted, counted, fc.integer({ min: 1, max: 400 }), (now, before, bytes) => {
      expect(known(now, before, bytes)).toEqual(known(now, before));
      const earlier = new Set(before.map(([key]) => key));
      const records = now.reduce((sum, [, count]) => sum + count, 0);
      const kept = now.reduce((sum, [key, count]) => sum + (earlier.has(key) ? count : 0), 0);
      expect(known(now, before).knownShare).toBeCloseTo(records === 0 ? 0 : kept / records, 12);
    }),
  );
});
