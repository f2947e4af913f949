import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";

const vectors = new URL("../../../fixtures/vectors/", import.meta.url);

interface KeyVector {
  readonly hex?: string;
  readonly repeat_hex?: string;
  readonly times?: number;
}

interface PartitionVectors {
  readonly partitioner: string;
  readonly partition_counts: readonly number[];
  /** A row per key; null where the client does not place the key by its bytes. */
  readonly partitions: readonly (readonly (number | null)[])[];
}

function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, vectors), "utf8"));
}

const keys = readVectors<{ keys: readonly KeyVector[] }>("keys").keys.map(
  ({ hex, repeat_hex, times = 1 }) => Buffer.from((hex ?? repeat_hex ?? "").repeat(times), "hex"),
);

const names = Object.keys(partitioners) as PartitionerName[];

describe.each(names)("partitioner %s", (name) => {
  const { hash, place, ...partitioner } = partitioners[name];

  it("is registered under its own name", () => {
    expect(partitioner.name).toBe(name);
  });

  it("gives every key the partition that the real client gives it", () => {
    const expected = readVectors<PartitionVectors>(name);
    expect(expected.partitions).toHaveLength(keys.length);
    const actual = keys.map((key, k) =>
      expected.partition_counts.map((count, c) =>
        expected.partitions[k]?.[c] === null ? null : partitionFor(key, count, name),
      ),
    );
    expect(actual).toEqual(expected.partitions);
    expect(actual.flat().filter((partition) => partition !== null).length).toBeGreaterThan(4000);
  });

  it("hashes a slice of a buffer as the key alone", () => {
    const bytes = fc.uint8Array({ maxLength: 40 });
    fc.assert(
      fc.property(bytes, bytes, bytes, (before, key, after) => {
        const buffer = Buffer.concat([before, key, after]);
        const end = before.length + key.length;
        expect(hash(buffer, before.length, end)).toBe(hash(key, 0, key.length));
      }),
    );
  });

  it("hashes to 32 unsigned bits and places within the partitions", () => {
    const partitions = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), partitions, (key, partitions) => {
        const value = hash(key, 0, key.length);
        expect(value).toBe(value >>> 0);
        const partition = place(value, partitions);
        expect(Number.isInteger(partition) && partition >= 0 && partition < partitions).toBe(true);
      }),
    );
  });

  it.each([0, 1, 0x7fffffff, 0x80000000, 0x80000001, 0xffffffff])(
    "places the hash %d within the partitions",
    (value) => {
      for (const partitions of [1, 2, 3, 48, 1_000_000]) {
        const partition = place(value, partitions);
        expect(partition).toBeGreaterThanOrEqual(0);
        expect(partition).toBeLessThan(partitions);
      }
    },
  );
});

it("every vector file has its partitioner", () => {
  const files = readdirSync(vectors).map((file) => file.replace(".json", ""));
  const others = ["keys", "serialized-keys"];
  expect(files.filter((file) => !others.includes(file)).sort()).toEqual([...names].sort());
});
