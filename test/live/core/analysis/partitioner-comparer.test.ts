import { isUtf8 } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import {
  type PartitionerName,
  partitionerNames,
  partitioners as registry,
} from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import { PartitionerComparer } from "#live/core/analysis/partitioner-comparer.ts";
import { utf8 } from "../../../support/judge-keys.ts";

const names = partitionerNames;
const partitioners: Record<PartitionerName, Partitioner> = registry;
/** With hashes of both signs, and those that only some of Java's placements treat alike. */
const KEYS = [
  ...Array.from({ length: 498 }, (_, i) => utf8(`${(i * 2654435761) % 2 ** 32}:user`)),
  utf8("polygenelubricants"),
  utf8("id-ajbtuovn"),
];

/** Records placed by this partitioner, compared with all. */
function seenBy(name: PartitionerName, partitions = 7, expected?: PartitionerName) {
  const comparer = new PartitionerComparer(partitions, expected);
  for (const key of KEYS) comparer.add(key, partitionFor(key, partitions, name));
  return comparer;
}

describe("the partitions", () => {
  it.each(names)("is explained by %s alone where that placed it", (name) => {
    const comparer = seenBy(name);
    expect(comparer.compared).toBe(500);
    expect(comparer.explaining()).toEqual([name]);
    expect(comparer.result()[0]).toMatchObject({ partitioner: name, differing: 0, total: 500 });
    expect(comparer.result()).toHaveLength(names.length);
  });

  it("may be explained by several, which then agree in every record", () => {
    // With a power of two, where the sign bit does not count, they are the same.
    expect(seenBy("murmur2", 8).explaining()).toEqual(["murmur2", "murmur2-unsigned"]);
    expect(seenBy("murmur2", 1).explaining()).toHaveLength(names.length);
  });

  it("is explained by none where one record lies elsewhere, though all counts are the same", () => {
    const comparer = new PartitionerComparer(7, "murmur2");
    const seen = KEYS.map((key) => partitionFor(key, 7));
    const other = seen.findIndex((partition) => partition !== seen[0]);
    [seen[0], seen[other]] = [seen[other] as number, seen[0] as number];
    KEYS.forEach((key, i) => {
      comparer.add(key, seen[i] as number);
    });
    const [first] = comparer.result();
    expect(first).toMatchObject({ partitioner: "murmur2", differing: 2 });
    const counts = new Float64Array(7);
    for (const partition of seen) (counts[partition] as number)++;
    expect(first?.loads).toEqual(counts);
    expect(comparer.explaining()).toEqual([]);
  });

  it("is explained by none where nothing was compared", () => {
    const comparer = new PartitionerComparer(7, "murmur2");
    expect(comparer.explaining()).toEqual([]);
    expect(comparer.result()[0]).toMatchObject({ partitioner: "murmur2", differing: 0, total: 0 });
  });

  it("is held against the expected one first, then against the nearest", () => {
    const result = seenBy("crc32", 6, "murmur2").result();
    expect(result.slice(0, 2).map(({ partitioner }) => partitioner)).toEqual(["murmur2", "crc32"]);
    const others = result.slice(1).map(({ differing }) => differing);
    expect(others).toEqual([...others].sort((a, b) => a - b));
    // CRC32 for murmur2, which the Python analyzer takes it for, agrees by chance: in one of six.
    expect(result[0]?.differing).toBeGreaterThan(380);
  });

  it("is counted as partitionFor places each key", () => {
    const record = fc.tuple(fc.uint8Array({ maxLength: 9 }), fc.nat(999));
    const records = fc.array(record, { maxLength: 40 });
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 1000 }), (list, partitions) => {
        const comparer = new PartitionerComparer(partitions, undefined);
        const seen = list.map(([key, at]) => [key, at % partitions] as const);
        for (const [key, at] of seen) comparer.add(key, at);
        for (const { partitioner, differing, loads } of comparer.result()) {
          const isText = partitioners[partitioner].hashesText === true;
          const placed = seen.map(([key]) =>
            isText && !isUtf8(key) ? -1 : partitionFor(key, partitions, partitioner),
          );
          const expected = new Float64Array(partitions);
          for (const at of placed) if (at >= 0) (expected[at] as number)++;
          expect(loads).toEqual(expected);
          expect(differing).toBe(placed.filter((one, i) => one !== seen[i]?.[1]).length);
        }
      }),
    );
  });
});
