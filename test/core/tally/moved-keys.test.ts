import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import { movedKeys } from "#core/tally/moved-keys.ts";
import { tableOf, utf8 } from "../../support/judge-keys.ts";

const spreading = fc.record({
  partitioner: fc.constantFrom(...(Object.keys(partitioners) as PartitionerName[])),
  partitions: fc.integer({ min: 1, max: 40 }),
});
const counted = fc.uniqueArray(
  fc.tuple(fc.string({ unit: "binary", maxLength: 6 }), fc.integer({ min: 1, max: 1e6 })),
  { selector: ([key]) => utf8(key).join(), maxLength: 40 },
);

describe("moved keys", () => {
  it("are those that partitionFor puts elsewhere, with their records", () => {
    const emptyKeys = fc.constantFrom("hashed" as const, "unplaced" as const);
    fc.assert(
      fc.property(counted, spreading, spreading, emptyKeys, (keys, from, to, emptyKey) => {
        const expected = keys.filter(([text]) => {
          if (text === "" && emptyKey === "unplaced") return false;
          const [a, b] = [from, to].map(({ partitions, partitioner }) =>
            partitionFor(utf8(text), partitions, partitioner),
          );
          return a !== b;
        });
        const isSame = from.partitioner === to.partitioner && from.partitions === to.partitions;
        const moved = {
          keys: expected.length,
          records: expected.reduce((sum, [, count]) => sum + count, 0),
          unknownKeys: 0,
        };
        expect(movedKeys(tableOf(keys), from, to, { emptyKey, keyType: "string" })).toEqual(
          isSame ? undefined : moved,
        );
      }),
    );
  });

  it("are not asked for where all stays, and not those without a key", () => {
    const how = { emptyKey: "hashed", keyType: "string" } as const;
    const now = { partitioner: "murmur2", partitions: 7 } as const;
    const table = tableOf([
      ["a", 2],
      [null, 5],
    ]);
    expect(movedKeys(table, now, now, how)).toBeUndefined();
    const one = { ...now, partitions: 1 };
    const moved = movedKeys(table, one, now, how);
    expect(moved?.records).toBe(partitionFor(utf8("a"), 7) === 0 ? 0 : 2);
  });
});
