import { describe, expect, it } from "vitest";
import { partitionFor } from "#core/partition-for.ts";
import { PartitionerComparer } from "#live/core/analysis/partitioner-comparer.ts";
import { RecordCheck } from "#live/core/analysis/record-check.ts";
import type { KeyPlan } from "#live/core/traffic/key-plan.ts";
import { RecordValues } from "#live/core/traffic/record-values.ts";
import { simulations } from "#live/core/traffic/simulations.ts";
import { type Counted, utf8 } from "../../../support/judge-keys.ts";
import { planOf } from "../../../support/plans.ts";

const PARTITIONS = 5;
const values = new RecordValues(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 20);
const others = new RecordValues(new Uint8Array(8), 20);

function checkOf(plan: KeyPlan, placesEmptyKey = true) {
  const comparer = new PartitionerComparer(PARTITIONS, "murmur2");
  const check = new RecordCheck({
    plan,
    values,
    partitions: PARTITIONS,
    comparer,
    placesEmptyKey,
  });
  return { check, comparer };
}

/** Record `i` as it was sent, where murmur2 puts it; records without a key in partition 0. */
function record(plan: KeyPlan, i: number) {
  const key = plan.key(plan.ordinalAt(i))?.slice() ?? null;
  const partition = key === null ? 0 : partitionFor(key, PARTITIONS);
  return { key, value: values.value(i).slice(), partition };
}

function readAll(plan: KeyPlan, placesEmptyKey = true) {
  const made = checkOf(plan, placesEmptyKey);
  for (let i = 0; i < plan.records; i++) made.check.take(record(plan, i));
  return made;
}

const plan = simulations.normal.plan({
  records: 250,
  patterns: ["a-", "b-"],
  seed: 1,
  isOrdered: false,
});
const CLEAN = { missing: 0, unconfirmed: 0, duplicates: 0, altered: 0, foreign: 0 };

describe("records that are read back", () => {
  it("are all there, in whatever order they come", () => {
    const { check, comparer } = checkOf(plan);
    for (let i = 249; i >= 0; i--) check.take(record(plan, i));
    expect(check.consuming(250)).toEqual({ ...CLEAN, records: 250 });
    expect(check.loads.reduce((sum, load) => sum + load, 0)).toBe(250);
    expect(comparer.explaining()).toEqual(["murmur2"]);
  });

  it("are missing where they were acknowledged and do not come", () => {
    const { check } = checkOf(plan);
    for (let i = 3; i < 250; i++) check.take(record(plan, i));
    expect(check.consuming(250)).toEqual({ ...CLEAN, records: 247, missing: 3 });
  });

  it("are counted once, however often they come", () => {
    const { check, comparer } = readAll(plan);
    const loads = check.loads.slice();
    check.take(record(plan, 7));
    check.take({ ...record(plan, 7), partition: 4 });
    expect(check.consuming(250)).toEqual({ ...CLEAN, records: 250, duplicates: 2 });
    expect(check.loads).toEqual(loads);
    expect(comparer.compared).toBe(250);
  });

  it.each([
    ["another", utf8("a-1")],
    ["a longer", utf8("a-00")],
    ["none", null],
    ["the empty", new Uint8Array(0)],
  ])("are altered where they have a key that was not sent: %s", (_, key) => {
    const { check } = checkOf(plan);
    check.take({ ...record(plan, 0), key });
    expect(check.consuming(1)).toEqual({ ...CLEAN, records: 1, altered: 1 });
  });

  it("are of others where no value says that they are ours", () => {
    const { check } = readAll(plan);
    const [ours] = [record(plan, 0)];
    check.take({ ...ours, value: others.value(0) });
    check.take({ ...ours, value: null });
    check.take({ ...ours, value: utf8("hello") });
    // Of this run, but of no record that it has.
    check.take({ ...ours, value: values.value(250).slice() });
    expect(check.consuming(250)).toEqual({ ...CLEAN, records: 250, foreign: 4 });
  });

  it("are told where they were taken for failed and yet are there", () => {
    const { check } = checkOf(plan);
    check.fail(values.value(9));
    check.fail(others.value(8));
    for (let i = 0; i < 250; i++) check.take(record(plan, i));
    expect(check.consuming(249)).toEqual({ ...CLEAN, records: 250, unconfirmed: 1 });
  });
});

describe("keys that decide on no partition", () => {
  const KEYS: Counted[] = [
    ["k", 4],
    ["", 2],
    [null, 3],
  ];

  it.each([
    [true, 6],
    [false, 4],
  ])("are counted, not compared (the empty one placed: %s)", (placesEmptyKey, compared) => {
    const { check, comparer } = readAll(planOf(KEYS), placesEmptyKey);
    expect(check.consuming(9)).toEqual({ ...CLEAN, records: 9 });
    expect(check.loads.reduce((sum, load) => sum + load, 0)).toBe(9);
    expect(check.placedLoads.reduce((sum, load) => sum + load, 0)).toBe(compared);
    expect(comparer.compared).toBe(compared);
    const keys = Array.from(check.keys(), ([key, count]) => [key?.length, count]);
    expect(keys).toEqual([
      [1, 4],
      [0, 2],
      [undefined, 3],
    ]);
  });
});

describe("key patterns", () => {
  it("have the records, different keys and loads that were seen of them", () => {
    const { check } = checkOf(plan);
    // Records 0, 2, 4 are of the first pattern, 1 and 201 of the second, with one key.
    for (const i of [0, 2, 4, 1, 201]) check.take(record(plan, i));
    const [a, b] = check.patternShares();
    expect(a).toMatchObject({ pattern: "a-", records: 3, distinctKeys: 3 });
    expect(b).toMatchObject({ pattern: "b-", records: 2, distinctKeys: 1 });
    const expected = new Float64Array(PARTITIONS);
    expected[partitionFor(utf8("b-0"), PARTITIONS)] = 2;
    expect(b?.loads).toEqual(expected);
    expect(Array.from(a?.loads ?? [], (load, i) => load + (expected[i] as number))).toEqual([
      ...check.loads,
    ]);
  });
});
