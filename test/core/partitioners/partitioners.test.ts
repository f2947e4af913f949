import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KeyType, serializeKey } from "#core/keys/key-type.ts";
import { partitionFor } from "#core/partition-for.ts";
import { type PartitionerName, partitionerFor, partitioners } from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import { usedBy } from "#core/partitioners/used-by.ts";

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

const keyBytes = ({ hex, repeat_hex, times = 1 }: KeyVector) =>
  Buffer.from((hex ?? repeat_hex ?? "").repeat(times), "hex");
const keys = readVectors<{ keys: readonly KeyVector[] }>("keys").keys.map(keyBytes);

const names = Object.keys(partitioners) as PartitionerName[];

describe.each(names)("partitioner %s", (name) => {
  const partitioner: Partitioner = partitioners[name];
  const { hash, place } = partitioner;

  it("is registered under its own name", () => {
    expect(partitioner.name).toBe(name);
    expect(usedBy[name]).not.toBe("");
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

  it("refuses bytes that are not UTF-8 if, and only if, it hashes text", () => {
    const isNull = (row: readonly (number | null)[]) => row.every((one) => one === null);
    const unplaced = readVectors<PartitionVectors>(name).partitions.findIndex(isNull);
    for (const hex of ["80", "c328", "eda080", "f8", "61ff", "e282"]) {
      const at = () => partitionFor(Buffer.from(hex, "hex"), 12, name);
      if (partitioner.hashesText) expect(at).toThrow(`${name} hashes text`);
      else expect(at()).toBeLessThan(12);
    }
    if (partitioner.hashesText) expect(unplaced).toBeGreaterThan(0);
  });
});

it("every vector file has its partitioner", () => {
  const files = readdirSync(vectors).map((file) => file.replace(".json", ""));
  const others = [
    ...["keys", "serialized-keys", "object-keys", "more-placements"],
    ...["assignments", "framed-keys", "windowed-keys"],
  ];
  expect(files.filter((file) => !others.includes(file)).sort()).toEqual([...names].sort());
});

interface ObjectVector extends Partial<Record<PartitionerName, readonly number[]>> {
  readonly key_type: KeyType;
  readonly text: string;
}

const objects = readVectors<{
  readonly partition_counts: readonly number[];
  readonly keys: readonly ObjectVector[];
}>("object-keys");

describe.each(["java-hashcode", "java-hashcode-mask", "debezium-murmur3"] as const)(
  "objects of %s",
  (name) => {
    it("have the partitions that the real client gives them", () => {
      for (const { key_type: keyType, text, [name]: expected } of objects.keys) {
        const key = serializeKey(keyType, text);
        const actual = objects.partition_counts.map((n) => partitionFor(key, n, name, keyType));
        expect([keyType, text, actual]).toEqual([keyType, text, expected]);
      }
    });
  },
);

it.each([
  ["java-hashcode", "bytes-hex"],
  ["java-hashcode-mask", "bytes-base64"],
  ["java-hashcode-mod", "long"],
  ["maxwell-murmur3", "int"],
] as const)("%s does not guess where keys of the type %s go", (name, keyType) => {
  expect(partitionerFor(name, keyType)).toBeUndefined();
  expect(() => partitionFor(Buffer.alloc(8), 12, name, keyType)).toThrow(name);
});

it("hashes numbers as bytes where the client does", () => {
  expect(partitionerFor("murmur2", "long")).toBe(partitioners.murmur2);
  expect(partitionerFor("java-hashcode", "string")).toBe(partitioners["java-hashcode"]);
});
