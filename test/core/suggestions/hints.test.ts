import { describe, expect, it } from "vitest";
import { contractFromFields } from "#core/contract/from-fields.ts";
import { judge } from "#core/judge.ts";
import { suggestersForPass, suggestForPass } from "#core/suggestions/hints.ts";
import { suggest, suggesters } from "#core/suggestions/index.ts";
import { type Counted, type Fields, numbered, tableOf } from "../../support/judge-keys.ts";

const many = numbered(40_000);
const uuids = Array.from({ length: 16 }, (_, i): Counted => [`3f2504e${i.toString(16)}`, 500]);
const lines = numbered(100).map(([key]): Counted => [`${key},value`, 1]);
const framed = Array.from(
  { length: 100 },
  (_, i): Counted => [Buffer.from([0, 0, 0, 0, 7, 65, i]), 1],
);
const days = Array.from({ length: 20 }, (_, i): Counted => [`2026-11-${10 + i}`, 1]);
const tenants = numbered(20_000, 1, "tenant-17:");
const source = { path: "keys.txt" };

/** Keys that break no rule, with what may be worth knowing about them. */
const cases: Record<string, readonly [keys: readonly Counted[], fields?: Fields]> = {
  none: [many],
  "tight-limit": [many, { max_partition_share: 0.26, min_unique_keys: 20_000 }],
  "placeholder-keys": [[...numbered(100), ["null", 30]]],
  "hashed-value": [many, { producer: "maxwell" }],
  "key-frame": [framed],
  "time-keys": [days],
  separator: [lines, { keys: source }],
  "replaced-bytes": [[...numbered(100), ["a\ufffd", 1], ["b\ufffd", 1]]],
  "one-part": [tenants],
  "low-cardinality": [numbered(3, 10)],
  "empty-keys": [[...numbered(100), ["", 2]]],
  "null-keys": [[...numbered(100), [null, 2]]],
  "json-variants": [[...numbered(100), ['{"a":1,"b":2}', 1], ['{"b":2,"a":1}', 1]]],
  "spelling-variants": [[...numbered(100), ["User-1", 1]]],
  "a hot key": [[...numbered(100), ["hot", 1000]]],
  "beginnings of UUIDs": [uuids],
  "even numbers": [numbered(5000).map(([, count], i) => [`${i * 4}`, count])],
};

function bothWays([keys, fields]: (typeof cases)[string]) {
  const table = tableOf(keys);
  const judged = judge(contractFromFields({ partitions: 4, ...fields }), table);
  expect(judged.findings).toEqual([]);
  const subject = { ...judged, keys: table };
  return { hints: suggestForPass(subject), all: suggest(subject) };
}

describe("suggestions where all rules pass", () => {
  it.each(Object.entries(cases))("are all in the list for that: %s", (_, one) => {
    const { hints, all } = bothWays(one);
    expect(hints).toEqual(all);
  });

  it("come from each of the suggesters in that list", () => {
    const ids = Object.values(cases).flatMap((one) => bothWays(one).hints.map(({ id }) => id));
    expect([...new Set(ids)].sort()).toEqual(suggestersForPass.map(({ id }) => id).sort());
  });

  it("come from none of the others, which look at what is broken", () => {
    const others = suggesters.filter((one) => !suggestersForPass.includes(one));
    expect(others.map(({ id }) => id)).toEqual([
      "clients",
      "co-partitioned",
      "hot-key",
      "heavy-key",
      "truncation",
      "shared-factor",
      "split-off",
      "salting",
      "more-partitions",
    ]);
    expect(suggesters.filter((one) => suggestersForPass.includes(one))).toEqual(suggestersForPass);
  });
});
