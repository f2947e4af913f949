import fc from "fast-check";
import { expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { SaltSimulator } from "#core/simulations/salt.ts";
import { saltedKeys } from "#core/simulations/salted-keys.ts";
import { dominantKeys } from "#core/simulations/split.ts";
import { type Counted, numbered, tableOf, utf8 } from "../../support/judge-keys.ts";

/** The salted keys as text, with their records. */
function listOf(keys: ReturnType<typeof saltedKeys>): Map<string, number> {
  const list = new Map<string, number>();
  for (const { size, bytes, starts, ends, counts } of keys.blocks()) {
    for (let i = 0; i < size; i++) {
      const key = new TextDecoder().decode(bytes.subarray(starts[i], ends[i]));
      expect(list.has(key)).toBe(false);
      list.set(key, counts[i] as number);
    }
  }
  return list;
}

it("deals the records of the hottest keys out, and leaves all others", () => {
  const table = tableOf([
    ["a", 1],
    ["hot", 7],
    ["", 2],
    ["warm", 4],
    ["b", 1],
    [null, 3],
  ]);
  const hot = ["hot", "warm"].map((key) => ({ key: utf8(key), partition: 0, count: 0, share: 0 }));
  const [first, second] = hot as [(typeof hot)[0], (typeof hot)[0]];
  const salted = saltedKeys(
    table,
    [
      { ...first, count: 7 },
      { ...second, count: 4 },
    ],
    3,
  );
  expect(salted.nullRecords).toBe(3);
  expect([...listOf(salted)]).toEqual([
    ["a", 1],
    ["", 2],
    ["b", 1],
    ["hot#0", 3],
    ["hot#1", 2],
    ["hot#2", 2],
    ["warm#0", 2],
    ["warm#1", 1],
    ["warm#2", 1],
  ]);
});

it("is judged as the simulation of the loads says, whatever the keys", () => {
  const counts = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 30 });
  const partitioner = fc.constantFrom("murmur2", "crc32");
  fc.assert(
    fc.property(
      counts,
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 2, max: 9 }),
      partitioner,
      (hot, partitions, salt, name) => {
        const keys: Counted[] = [
          ...numbered(50, 20),
          ...hot.map((count, i) => [`h${i}`, count] as Counted),
        ];
        const table = tableOf(keys);
        const contract = contractFromFields({ partitions, partitioner: name, max_gini: 0.1 });
        const plain = judge(contract, table);
        const hottest = dominantKeys(plain);
        const simulated = new SaltSimulator(plain).simulate(hottest, salt);
        const { measures } = judge(contract, saltedKeys(table, hottest, salt));
        expect(measures.records).toBe(plain.measures.records);
        const { maxKeyShare: _, ...spread } = simulated.measures;
        expect(measures).toMatchObject(spread);
      },
    ),
  );
});
