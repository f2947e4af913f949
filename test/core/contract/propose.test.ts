import { expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { proposeLimits } from "#core/contract/propose.ts";
import { judge } from "#core/judge.ts";
import { type Counted, errorsOf, judgeKeys, numbered, tableOf } from "../../support/judge-keys.ts";

const samples: [string, Counted[]][] = [
  ["one key", [["a", 1]]],
  [
    "two keys",
    [
      ["a", 3],
      ["b", 1],
    ],
  ],
  ["12 countries", numbered(12, 1000, "country-")],
  ["one dominant key", [["hot", 5000], ...numbered(1000)]],
  ["325 keys", numbered(325)],
  ["20,000 keys", numbered(20_000)],
  ["nulls and empty keys", [[null, 10], ["", 10], ...numbered(200)]],
];

it.each(samples)("the limits proposed for %s are accepted, and hold for these keys", (_, keys) => {
  for (const partitions of [1, 2, 48]) {
    const { limits } = proposeLimits(judgeKeys({ partitions }, keys).measures);
    const fields = { partitions, ...limits };
    expect(
      errorsOf(() => contractFromFields(fields)),
      JSON.stringify(fields),
    ).toEqual([]);
    expect(judge(contractFromFields(fields), tableOf(keys)).findings).toEqual([]);
  }
});

it("proposes about a quarter of head-room, in two digits", () => {
  const { measures } = judgeKeys({ partitions: 48 }, [["hot", 10_000], ...numbered(5000, 2)]);
  const { limits } = proposeLimits(measures);
  expect(limits.max_partition_share / measures.maxPartitionShare).toBeCloseTo(1.25, 1);
  expect(limits.max_gini / measures.gini).toBeCloseTo(1.25, 1);
  expect(limits).toMatchObject({ min_unique_keys: 4000, sample_size: 16_000 });
  for (const limit of Object.values(limits)) expect(Number(limit.toPrecision(2))).toBe(limit);
});

it("allows what other keys of the same frequencies give by chance, with few partitions too", () => {
  const passed = [1000, 2000, 3000, 4000].flatMap((first) => {
    const today = judgeKeys({ partitions: 3 }, ids(first)).measures;
    const fields = { partitions: 3, ...proposeLimits(today).limits };
    return Array.from({ length: 50 }, (_, day) => {
      const later = ids(100_000 * (day + 1) + first);
      return judge(contractFromFields(fields), tableOf(later)).verdict;
    });
  });
  expect(passed.filter((verdict) => verdict !== "pass")).toEqual([]);
});

/** Ids of 2,000 orders, one record each. */
function ids(first: number): Counted[] {
  return Array.from({ length: 2000 }, (_, i) => [`order-${first + i}`, 1]);
}
