import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KeyTable } from "#core/keys/key-table.ts";
import { partitioners } from "#core/partitioners/index.ts";
import { latin1 } from "./reading.ts";

const { hash: murmur2 } = partitioners.murmur2;

function add(table: KeyTable, key: Uint8Array, count = 1): void {
  table.add(key, 0, key.length, count);
}

function find(table: KeyTable, key: Uint8Array): number {
  return table.find(Buffer.concat([Buffer.from("<"), key, Buffer.from(">")]), 1, key.length + 1);
}

/** What the table holds, as [key in Latin-1, count]. */
function entries(table: KeyTable): [string, number][] {
  return [...table.blocks()].flatMap(({ bytes, starts, ends, counts }) =>
    Array.from(counts, (count, i): [string, number] => [
      latin1(bytes.subarray(starts[i], ends[i])),
      count,
    ]),
  );
}

const key = fc.oneof(
  fc.uint8Array({ maxLength: 2 }),
  fc.uint8Array({ maxLength: 12 }),
  fc.array(fc.constantFrom(0, 0xff), { maxLength: 9 }).map((list) => Uint8Array.from(list)),
);
const record = fc.tuple(key, fc.integer({ min: 1, max: 1000 }));

describe("KeyTable", () => {
  it("counts as a Map does", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 1500, size: "max" }), key, (records, absent) => {
        const table = new KeyTable();
        const oracle = new Map<string, number>();
        for (const [key, count] of records) {
          table.add(
            Buffer.concat([Buffer.from("<"), key, Buffer.from(">")]),
            1,
            key.length + 1,
            count,
          );
          oracle.set(latin1(key), (oracle.get(latin1(key)) ?? 0) + count);
        }
        expect(entries(table)).toEqual([...oracle]);
        expect(table.size).toBe(oracle.size);
        expect(table.keyedRecords).toBe(records.reduce((sum, [, count]) => sum + count, 0));
        expect([...oracle.keys()].map((text) => find(table, Buffer.from(text, "latin1")))).toEqual(
          [...oracle.keys()].map((_text, i) => i),
        );
        if (!oracle.has(latin1(absent))) expect(find(table, absent)).toBe(-1);
      }),
    );
  });

  // So many that some share all 32 bits of the hash, whatever its seed (about ten pairs).
  it("keeps every key apart while it grows", () => {
    const table = new KeyTable();
    const bytes = randomBytes(8 * 300_000);
    const keys = Array.from({ length: 300_000 }, (_, i) => bytes.subarray(8 * i, 8 * i + 8));
    for (let round = 0; round < 2; round++) for (const key of keys) add(table, key);
    expect(table.size).toBe(keys.length);
    expect(entries(table).every(([, count]) => count === 2)).toBe(true);
    expect(keys.every((key, i) => find(table, key) === i)).toBe(true);
    expect(entries(table).every(([key], i) => key === latin1(keys[i] as Buffer))).toBe(true);
  });

  it("keeps a key that is longer than all before", () => {
    const table = new KeyTable();
    const long = Buffer.alloc(1_000_000, "x");
    for (const key of [Buffer.from("a"), long, Buffer.from("b")]) add(table, key);
    expect(entries(table).map(([key]) => key)).toEqual(["a", latin1(long), "b"]);
    expect(find(table, long)).toBe(1);
    expect(find(table, long.subarray(1))).toBe(-1);
  });

  it("is empty at first", () => {
    const table = new KeyTable();
    expect([table.size, table.records, [...table.blocks()].length]).toEqual([0, 0, 0]);
    expect(find(table, new Uint8Array(0))).toBe(-1);
  });

  it("takes the empty key as any other and null keys apart", () => {
    const table = new KeyTable();
    add(table, Buffer.from("a"));
    add(table, new Uint8Array(0), 3);
    table.addNull(4);
    table.addNull(1);
    expect(entries(table)).toEqual([
      ["a", 1],
      ["", 3],
    ]);
    expect(find(table, new Uint8Array(0))).toBe(1);
    expect([table.keyedRecords, table.nullRecords, table.records]).toEqual([4, 5, 9]);
  });

  it("copies keys", () => {
    const table = new KeyTable();
    const buffer = Buffer.from("ab");
    table.add(buffer, 0, 1, 1);
    buffer.fill("z");
    expect(entries(table)).toEqual([["a", 1]]);
  });

  it("counts exactly up to 2^53", () => {
    const table = new KeyTable();
    add(table, Buffer.from("a"), Number.MAX_SAFE_INTEGER - 1);
    add(table, Buffer.from("a"), 1);
    expect(entries(table)).toEqual([["a", Number.MAX_SAFE_INTEGER]]);
  });

  it("hashes all keys in their order, by whatever partitioner", () => {
    const table = new KeyTable();
    const keys = Array.from({ length: 2000 }, (_, i) => Buffer.from(`${i} `.repeat(i % 5)));
    for (const key of keys) add(table, key);
    const all = () => entries(table).map(([key]) => Buffer.from(key, "latin1"));
    for (const partitioner of [partitioners.murmur2, partitioners.crc32, partitioners.murmur2]) {
      const expected = all().map((key) => partitioner.hash(key, 0, key.length));
      expect([...table.blocks()].flatMap((block) => [...block.hashes(partitioner)])).toEqual(
        expected,
      );
    }
    add(table, Buffer.from("one more"));
    expect([...table.blocks()][0]?.hashes(partitioners.murmur2)).toHaveLength(table.size);
  });

  it("finds the keys that rank above another", () => {
    fc.assert(
      fc.property(fc.array(record, { minLength: 1 }), record, (records, [key, count]) => {
        const table = new KeyTable();
        for (const [one, n] of records) add(table, one, n);
        const found: number[] = [];
        for (const block of table.blocks()) {
          const next = (from: number) => block.nextAbove(from, { key, count });
          for (let i = next(0); i >= 0; i = next(i + 1)) found.push(i);
          expect(block.nextAbove(0, undefined)).toBe(0);
        }
        const above = entries(table).flatMap(([own, n], i) => {
          const comesFirst = Buffer.compare(Buffer.from(own, "latin1"), key) < 0;
          return n > count || (n === count && comesFirst) ? [i] : [];
        });
        expect(found).toEqual(above);
      }),
    );
  });
});

/** 2^bits keys of one murmur2 value. */
function collidingKeys(bits: number): Buffer[] {
  const M = 0x5bd1e995;
  const mix = (word: number) => {
    const k = Math.imul(word, M);
    return Math.imul(k ^ (k >>> 24), M);
  };
  const inverse = 0xe59b19bd; // M · inverse = 1 mod 2^32
  const unmix = (mixed: number) => {
    const k = Math.imul(mixed, inverse);
    return Math.imul(k ^ (k >>> 24), inverse);
  };
  // Turning bit 31 of a mixed word turns only bit 31 of the state, and the next word turns it back.
  const other = (word: number) => unmix(mix(word) ^ 0x80000000);
  return Array.from({ length: 2 ** bits }, (_, i) => {
    const key = Buffer.alloc(bits * 8);
    for (let j = 0; j < bits * 2; j++) {
      const word = 0x21212121 + j * 7919;
      key.writeInt32LE((i >> (j >> 1)) & 1 ? other(word) : word, j * 4);
    }
    return key;
  });
}

// Were the table hashed by murmur2, this would take minutes.
it("KeyTable holds 2^16 keys that share one murmur2 value", () => {
  const keys = collidingKeys(16);
  expect(new Set(keys.map((key) => murmur2(key, 0, key.length))).size).toBe(1);
  const table = new KeyTable();
  for (const key of keys) add(table, key);
  expect(table.size).toBe(keys.length);
  expect(keys.every((key, i) => find(table, key) === i)).toBe(true);
});
