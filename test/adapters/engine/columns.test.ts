import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PartitionerName, partitioners } from "../../../src/partitioners/index.ts";
import { allKeys, counters, keyBytes } from "./counting.ts";
import { blockEntries } from "./oracle.ts";

const records = fc.array(fc.tuple(keyBytes, fc.integer({ min: 1, max: 5 })), {
  minLength: 1,
  maxLength: 100,
});

function blocksOf(list: readonly (readonly [Uint8Array, number])[]) {
  const all = counters(1);
  for (const [key, count] of list) {
    const [one] = all;
    if (one === undefined || key.length > 8192) continue;
    one.buffer.putKey(key, 0, key.length, count);
  }
  return allKeys(all).blocks();
}

describe.each(Object.keys(partitioners) as PartitionerName[])("%s", (name) => {
  it("hashes in the kernel as it does outside", () => {
    const partitioner = partitioners[name];
    fc.assert(
      fc.property(records, (list) => {
        for (const block of blocksOf(list)) {
          const hashes = [...block.hashes(partitioner)];
          const keys = blockEntries(block).map(([key]) => Buffer.from(key, "latin1"));
          expect(hashes).toEqual(keys.map((key) => partitioner.hash(key, 0, key.length)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

it("knows the empty key", () => {
  fc.assert(
    fc.property(records, (list) => {
      for (const block of blocksOf(list)) {
        const keys = blockEntries(block).map(([key]) => key);
        expect(block.empty).toBe(keys.indexOf(""));
      }
    }),
    { numRuns: 60 },
  );
});

it("finds the keys that rank above another, of whatever length", () => {
  fc.assert(
    fc.property(records, keyBytes, fc.integer({ min: 1, max: 5 }), (list, key, count) => {
      for (const block of blocksOf([...list, [key, count]])) {
        const found: number[] = [];
        const next = (from: number) => block.nextAbove(from, { key, count });
        for (let i = next(0); i >= 0; i = next(i + 1)) found.push(i);
        const above = blockEntries(block).flatMap(([own, n], i) => {
          const comesFirst = Buffer.compare(Buffer.from(own, "latin1"), key) < 0;
          return n > count || (n === count && comesFirst) ? [i] : [];
        });
        expect(found).toEqual(above);
        expect(block.nextAbove(0, undefined)).toBe(0);
      }
    }),
    { numRuns: 100 },
  );
});
