import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { layout } from "#adapters/engine/kernel.ts";
import type { BlockLoops, KeyBlock, Placement } from "#core/keys/key-counts.ts";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import { PlainLoops } from "#core/tally/plain-loops.ts";
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

it("sums and compares in the kernel as is done outside", () => {
  const all = Object.values(partitioners);
  const placings = fc.array(
    fc.record({ partitioner: fc.constantFrom(...all), isPlaced: fc.boolean() }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  const partitionCounts = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(
      records,
      placings,
      partitionCounts,
      fc.integer({ min: 1, max: 6 }),
      (list, wanted, partitions, reach) => {
        for (const block of blocksOf(list)) {
          const by = wanted.map(({ partitioner, isPlaced }) => ({
            partitioner,
            partitions,
            unplaced: isPlaced ? -1 : block.empty,
          }));
          const loops = block.loops?.(by.map(({ partitioner }) => partitioner));
          expect(loops).toBeDefined();
          expect(loops && outcome(block, loops, by, reach)).toEqual(
            outcome(block, new PlainLoops(block), by, reach),
          );
        }
      },
    ),
    { numRuns: 100 },
  );
});

it("leaves a partitioner of another kind to the loops outside", () => {
  const place = (hash: number, partitions: number) => (hash >>> 7) % partitions;
  for (const block of blocksOf([[Buffer.from("a"), 1]])) {
    expect(
      block.loops?.([partitioners.murmur2, { ...partitioners.murmur2, place }]),
    ).toBeUndefined();
  }
});

/** What the loops say of a block, with the first partitioner as its own. */
function outcome(
  { size }: KeyBlock,
  loops: BlockLoops,
  placings: readonly Placement[],
  reach: number,
) {
  const [own, ...others] = placings as [Placement, ...Placement[]];
  const loads = new Float64Array(own.partitions).fill(7);
  const keysByCount = new Float64Array(reach).fill(3);
  const more = loops.sumRecords(own, loads, keysByCount);
  loops.placeKeys(own);
  let length = size;
  const dropped = others.map((other) => {
    const { kept, droppedRecords } = loops.keepPlaced(other, length);
    length = kept;
    return { kept, droppedRecords };
  });
  return { loads, keysByCount, more, dropped };
}

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

it("has room for distinct keys, however many there are", () => {
  const keys = 200_000;
  const [one] = counters(1);
  if (one === undefined) throw new Error("there is no counter");
  const { counter, buffer } = one;
  for (let i = 0; i < 2 * keys; i++) {
    const key = Buffer.from(`k${i % keys}`);
    buffer.putKey(key, 0, key.length, 1 + (i % 2));
  }
  buffer.ended();
  counter.finish();
  const heads = Array.from({ length: layout.parts }, (_, part) =>
    counter.memory.word(counter.kernel.partAddress(counter.memory.area, part) + layout.partHead),
  );
  const { size, ...block } = counter.columns.load(heads, 2 * keys);
  const found = new Map(blockEntries({ size, ...block }));
  expect(size).toBe(keys);
  for (let i = 0; i < keys; i += 999) expect(found.get(`k${i}`)).toBe(2 * (1 + (i % 2)));
});

it("adds up a key that comes more often than it has room for keys", () => {
  const records = 2 ** 23 + 5;
  const [one] = counters(1);
  if (one === undefined) throw new Error("there is no counter");
  const key = Buffer.from("hot");
  const at = one.counter.kernel.keyAddress(one.counter.memory.area);
  one.counter.memory.bytes(at, key.length).set(key);
  for (let i = 0; i < records; i++) one.counter.countKey(at, key.length, 2);
  expect([...allKeys([one]).blocks()].flatMap(blockEntries)).toEqual([["hot", 2 * records]]);
});
