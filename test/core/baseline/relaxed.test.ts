import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baselineOfKeys } from "#core/baseline/baseline-of-keys.ts";
import { type Relaxation, relaxedSince } from "#core/baseline/relaxed.ts";
import type { TopicBaseline } from "#core/baseline/topic-baseline.ts";
import type { RawTopic, TopicContract } from "#core/contract/contract.ts";
import { parseContract } from "#core/contract/parse.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { judge } from "#core/judge.ts";
import { keyTextSink } from "#core/keys/key-sink.ts";
import { KeyTable } from "#core/keys/key-table.ts";
import { tallySpec } from "#core/tally/spec.ts";
import { tallyKeys } from "#core/tally/tally.ts";
import { spell, type Words } from "#core/text/words.ts";
import type { Verdict } from "#core/verdict.ts";

const topicsOf = (contract: object) =>
  parseContract(JSON.stringify({ version: 1, ...contract })).topics;
const one = (fields: RawTopic) => topicsOf({ topics: { t: { partitions: 12, ...fields } } });

/** `field: before → after`, with ` (differently)` where that may let through more or less. */
function line({ field, before, after, effect }: Relaxation): string {
  const text = (words: Words) => spell(words, String, (name) => `<${name}>`).join("");
  return `${field}: ${text(before)} → ${text(after)}${effect === "different" ? " (differently)" : ""}`;
}

const linesOf = (before: RawTopic, after: RawTopic) =>
  relaxedSince(one(before), one(after)).map(line);

const both = { max_gini: 0.2, min_unique_keys: 1000 } as const;
const consumers = { max_consumer_share: 0.5 } as const;

describe("what a changed contract lets through", () => {
  it.each<[string, RawTopic, RawTopic, string[]]>([
    ["a raised maximum", { max_gini: 0.2 }, { max_gini: 0.3 }, ["max_gini: 0.2 → 0.3"]],
    [
      "a lowered minimum",
      { min_unique_keys: 9 },
      { min_unique_keys: 8 },
      ["min_unique_keys: 9 → 8"],
    ],
    ["a lowered sample_size", { sample_size: 9 }, { sample_size: 8 }, ["sample_size: 9 → 8"]],
    [
      "fewer known keys",
      { min_known_keys: 0.9 },
      { min_known_keys: 0.8 },
      ["min_known_keys: 0.9 → 0.8"],
    ],
    ["a dropped min_known_keys", { min_known_keys: 0.9 }, {}, ["min_known_keys: 0.9 → no limit"]],
    [
      "min_known_keys that is off",
      { min_known_keys: 0.9 },
      { min_known_keys: 0.9, severity: { min_known_keys: "off" } },
      ["min_known_keys: error → off"],
    ],
    ["min_known_keys without a limit", {}, { severity: { min_known_keys: "off" } }, []],
    ["a dropped maximum", { max_cv: 2 }, {}, ["max_cv: 2 → no limit"]],
    ["a dropped sample_size", { sample_size: 9 }, {}, ["sample_size: 9 → no limit"]],
    [
      "a severity that warns only",
      both,
      { ...both, severity: { max_gini: "warning" } },
      ["max_gini: error → warning"],
    ],
    [
      "a severity that is off",
      { ...both, severity: { min_unique_keys: "warning" } },
      { ...both, severity: { min_unique_keys: "off" } },
      ["min_unique_keys: warning → off"],
    ],
    ["remap that fails no more", { severity: { remap: "error" } }, {}, ["remap: error → warning"]],
    ["remap that is off", {}, { severity: { remap: "off" } }, ["remap: warning → off"]],
    [
      "producers that may differ",
      { producers: ["java", "kafkajs"] },
      { producers: ["java", "kafkajs"], severity: { producers: "off" } },
      ["producers: error → off"],
    ],
    [
      "fewer producers",
      { producers: ["java", "sarama", "kafkajs"] },
      { producers: ["java", "kafkajs"] },
      ["producers: java, sarama, kafkajs → java, kafkajs"],
    ],
    ["no producers", { producers: ["java", "sarama"] }, {}, ["producers: java, sarama → none"]],
    ["fail_on new", {}, { fail_on: "new" }, ["fail_on: any → new"]],
    [
      "a tolerance above the default",
      both,
      { ...both, tolerance: { max_gini: 1 } },
      ["tolerance.max_gini: 0.05 → 1"],
    ],
    [
      "a raised tolerance",
      { ...both, tolerance: { min_unique_keys: 0 } },
      { ...both, tolerance: { min_unique_keys: 0.01 } },
      ["tolerance.min_unique_keys: 0 → 0.01"],
    ],
    [
      "a dropped strict tolerance",
      { ...both, tolerance: { max_gini: 0 } },
      both,
      ["tolerance.max_gini: 0 → 0.05"],
    ],
    ["more partitions", {}, { partitions: 13 }, ["partitions: 12 → 13 (differently)"]],
    ["fewer partitions", {}, { partitions: 11 }, ["partitions: 12 → 11 (differently)"]],
    [
      "another partitioner",
      {},
      { partitioner: "crc32" },
      ["partitioner: murmur2 → crc32 (differently)"],
    ],
    [
      "another client",
      { producer: "ruby-kafka" },
      { producer: "librdkafka" },
      ["empty keys: hashed → unplaced (differently)"],
    ],
    ["another type", {}, { key_type: "long" }, ["key_type: string → long (differently)"]],
    ["a token for null", {}, { null_token: "none" }, ["null_token: none → <none> (differently)"]],
    [
      "another file",
      { keys: "a.txt" },
      { keys: ["b.txt", "c.txt"] },
      ["keys: <a.txt> → <b.txt>, <c.txt> (differently)"],
    ],
    [
      "another column",
      { keys: { path: "a.csv", column: "k" } },
      { keys: { path: "a.csv", column: "k", count_column: "n" } },
      ["keys: <a.csv> column <k> → <a.csv> column <k> count_column <n> (differently)"],
    ],
    [
      "one path that looks like two",
      { keys: ["a", "b"] },
      { keys: "a, b" },
      ["keys: <a>, <b> → <a, b> (differently)"],
    ],
    [
      "another window",
      { max_window_share: 0.2, window: "1m" },
      { max_window_share: 0.2, window: "60m" },
      ["window: window 1m → window 1h (differently)"],
    ],
    [
      "a raised share in windows",
      { max_window_share: 0.2, window: "1m" },
      { max_window_share: 0.3, window: "60s" },
      ["max_window_share: 0.2 → 0.3"],
    ],
    [
      "more consumers",
      { ...consumers, consumers: 4 },
      { ...consumers, consumers: 6 },
      ["consumers: 4 → 6 (differently)"],
    ],
    [
      "another assignor",
      { ...consumers, consumers: 4 },
      { ...consumers, consumers: 4, assignor: "roundrobin" },
      ["assignor: range → roundrobin (differently)"],
    ],
  ])("tells of %s", (_, before, after, lines) => {
    expect(linesOf(before, after)).toEqual(lines);
  });

  it.each<[string, RawTopic, RawTopic]>([
    [
      "the default assignor",
      { ...consumers, consumers: 4 },
      { ...consumers, consumers: 4, assignor: "range" },
    ],
    ["an assignor without a limit", { consumers: 4 }, { consumers: 4, assignor: "sticky" }],
    ["stricter limits", both, { max_gini: 0.1, min_unique_keys: 1001, max_cv: 1 }],
    ["what was off", { ...both, severity: { max_gini: "off" } }, { min_unique_keys: 1000 }],
    [
      "a severity of what has no limit",
      { producers: ["java"] },
      { producers: ["java"], severity: { max_gini: "off" } },
    ],
    [
      "stricter severities",
      { ...both, severity: { max_gini: "warning" } },
      { ...both, severity: { remap: "error" } },
    ],
    ["more producers", { producers: ["java"] }, { producers: ["java", "sarama"] }],
    ["fail_on any", { fail_on: "new" }, {}],
    [
      "a lower tolerance",
      { ...both, tolerance: { max_gini: 1 } },
      { ...both, tolerance: { max_gini: 0.9 } },
    ],
    ["a tolerance of what has no limit", both, { ...both, tolerance: { max_cv: 1 } }],
    ["where the key is made", {}, { key_source: "src/key.ts" }],
    ["windows that nothing is judged by", { window: "1m" }, { window_records: 500 }],
    ["consumers that nothing is judged by", { consumers: 4 }, { consumers: 6 }],
    ["the order of files", { keys: ["a", "b"] }, { keys: ["b", "a"] }],
  ])("does not tell of %s", (_, before, after) => {
    expect(linesOf(before, after)).toEqual([]);
  });

  it("tells of a topic that was dropped or renamed, whatever was judged of it", () => {
    const before = topicsOf({ topics: { a: { partitions: 3 }, b: { partitions: 3, max_cv: 1 } } });
    const after = topicsOf({ topics: { c: { partitions: 3, max_cv: 1 } } });
    expect(relaxedSince(before, after).map((found) => `${found.topic} ${line(found)}`)).toEqual([
      "a topic: in the contract → not in it",
      "b topic: in the contract → not in it",
    ]);
  });

  it("compares what topics inherit, wherever it is written", () => {
    const topics = { a: {}, b: { max_gini: 0.1 } };
    const inherited = { partitions: 3, max_gini: 0.2, fail_on: "any", tolerance: { max_gini: 0 } };
    const before = topicsOf({ defaults: inherited, topics });
    const after = topicsOf({
      defaults: { partitions: 3, max_gini: 0.4, fail_on: "new", severity: { max_gini: "warning" } },
      topics,
    });
    expect(relaxedSince(before, after).map((found) => `${found.topic} ${line(found)}`)).toEqual([
      "a max_gini: 0.2 → 0.4",
      "a max_gini: error → warning",
      "a fail_on: any → new",
      "a tolerance.max_gini: 0 → 0.05",
      "b max_gini: error → warning",
      "b fail_on: any → new",
      "b tolerance.max_gini: 0 → 0.05",
    ]);
    const { partitions, ...own } = inherited;
    const written = topicsOf({
      defaults: { partitions },
      topics: { a: own, b: { ...own, max_gini: 0.1 } },
    });
    expect(relaxedSince(before, written)).toEqual([]);
  });

  it("tells what is certainly looser first", () => {
    expect(linesOf(both, { ...both, partitions: 6, max_gini: 0.5 })).toEqual([
      "max_gini: 0.2 → 0.5",
      "partitions: 12 → 6 (differently)",
    ]);
  });
});

const share = fc.constantFrom(0.15, 0.3, 0.5, 0.7, 0.9, 1);
const count = fc.constantFrom(1, 2, 4, 8, 20, 60);
const limits = {
  max_partition_share: share,
  max_gini: share,
  max_key_share: share,
  max_null_keys: share,
  max_empty_keys: share,
  max_consumer_share: share,
  min_unique_keys: count,
  sample_size: count,
};
const severity = fc.constantFrom("error", "warning", "off");
const optional = { requiredKeys: [] };

/** Contracts whose limits are near what the samples below have. */
const anyContract: fc.Arbitrary<TopicContract> = fc.record({
  topic: fc.constant("t"),
  partitions: fc.integer({ min: 1, max: 6 }),
  partitioner: fc.constantFrom("murmur2", "crc32", "fnv1a"),
  isRecorded: fc.constant(false),
  emptyKey: fc.constantFrom("hashed", "unplaced"),
  producers: fc.subarray(["java", "librdkafka", "ruby-kafka", "sarama"]),
  producerPlacements: fc.constant([]),
  keyType: fc.constantFrom("string", "bytes-hex", "short"),
  nullToken: fc.option(fc.constantFrom("", "00", "0001"), { nil: undefined }),
  keys: fc.constant([]),
  limits: fc.record(limits, optional),
  consumers: fc.integer({ min: 1, max: 4 }),
  severity: fc.record(
    { max_gini: severity, max_key_share: severity, producers: severity, remap: severity },
    optional,
  ),
  failOn: fc.constantFrom("any", "new"),
  tolerance: fc.record({ max_gini: share, max_key_share: share, min_unique_keys: share }, optional),
});

/** A contract, and one that differs from it in a field or two. */
const pair = fc
  .tuple(anyContract, anyContract, fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 2 }))
  .map(([before, other, picks]): [TopicContract, TopicContract] => {
    const fields = Object.entries(other);
    return [
      before,
      { ...before, ...Object.fromEntries(picks.map((i) => fields[i % fields.length] ?? [])) },
    ];
  });

const sample = fc.array(
  fc.tuple(
    fc.constantFrom(null, "", "00", "01", "0001", "0002", "0003", "1000", "1234", "9999"),
    fc.integer({ min: 1, max: 12 }),
  ),
  { minLength: 1, maxLength: 12 },
);

/** Undefined where nothing could be judged. */
function unlessRefused<Result>(action: () => Result): Result | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof UserError || error instanceof UserErrors) return undefined;
    throw error;
  }
}

type Sample = readonly (readonly [string | null, number])[];

function tableOf(contract: TopicContract, keys: Sample): KeyTable {
  const table = new KeyTable();
  const sink = keyTextSink(table, contract);
  for (const [key, records] of keys) {
    if (key === null) sink.addNull(records);
    else sink.add(Buffer.from(key), 0, key.length, records);
  }
  return table;
}

function beforeOf(contract: TopicContract, keys: Sample): TopicBaseline | undefined {
  return unlessRefused(() => {
    const table = tableOf(contract, keys);
    return baselineOfKeys(contract, table, tallyKeys(table, tallySpec(contract)));
  });
}

/** What could not be judged fails the step, as what is broken does. */
function verdictOf(
  contract: TopicContract,
  keys: Sample,
  before: TopicBaseline | null | undefined,
): Verdict {
  const judged = unlessRefused(() =>
    judge(contract, tableOf(contract, keys), { before: before ?? undefined }),
  );
  return judged?.verdict ?? "fail";
}

const BETTER = { fail: 0, warn: 1, pass: 2 } as const;

describe("of any two contracts", () => {
  it("one and the same loosens nothing", () => {
    fc.assert(
      fc.property(anyContract, (contract) => {
        expect(relaxedSince([contract], [structuredClone(contract)])).toEqual([]);
      }),
    );
  });

  it("the later one is told of wherever keys fare better under it", () => {
    let better = 0;
    const property = fc.property(
      pair,
      sample,
      fc.option(fc.record({ partitions: fc.integer({ min: 1, max: 6 }), keys: sample })),
      ([before, after], keys, earlier) => {
        const baseline =
          earlier && beforeOf({ ...before, partitions: earlier.partitions }, earlier.keys);
        const [then, now] = [verdictOf(before, keys, baseline), verdictOf(after, keys, baseline)];
        if (BETTER[now] <= BETTER[then]) return;
        better++;
        expect(relaxedSince([before], [after])).not.toEqual([]);
      },
    );
    fc.assert(property, { numRuns: 1500 });
    expect(better).toBeGreaterThan(10);
  });
});

describe("topics that are joined", () => {
  const names = ["a", "b", "c"];
  const joinedBy = (groups: readonly string[][], fields: RawTopic = {}) => {
    const topics = Object.fromEntries(names.map((name) => [name, { partitions: 12, ...fields }]));
    return topicsOf({ topics, ...(groups.length > 0 && { co_partitioned: groups }) });
  };
  const changed = (before: string[][], after: string[][], fields?: RawTopic) =>
    relaxedSince(joinedBy(before, fields), joinedBy(after)).map(
      (one) => `${one.topic} ${line(one)}`,
    );

  it.each<[string, string[][], string[][], string[]]>([
    [
      "no longer",
      [["a", "b"]],
      [],
      ["a co_partitioned: <b> → none", "b co_partitioned: <a> → none"],
    ],
    [
      "with another one",
      [["a", "b"]],
      [["a", "c"]],
      ["a co_partitioned: <b> → <c>", "b co_partitioned: <a> → none"],
    ],
    [
      "fewer",
      [["a", "b", "c"]],
      [
        ["a", "b"],
        ["a", "c"],
      ],
      ["b co_partitioned: <a, c> → <a>", "c co_partitioned: <a, b> → <a>"],
    ],
    [
      "in other groups",
      [
        ["a", "b"],
        ["a", "c"],
        ["b", "c"],
      ],
      [["c", "b", "a"]],
      [],
    ],
    ["more", [["a", "b"]], [["a", "b", "c"]], []],
    ["for the first time", [], [["a", "b"]], []],
  ])("%s", (_, before, after, lines) => {
    expect(changed(before, after)).toEqual(lines);
  });

  it("a severity that was off, and one that is", () => {
    const off: RawTopic = { severity: { co_partitioned: "off" } };
    expect(changed([["a", "b"]], [], off)).toEqual([]);
    const softer = relaxedSince(joinedBy([["a", "b"]]), joinedBy([["a", "b"]], off));
    expect(softer.map(line)).toEqual(Array(2).fill("co_partitioned: error → off"));
  });
});

it("a topic that was dropped comes before all else", () => {
  const before = topicsOf({
    defaults: { partitions: 12 },
    topics: { a: { max_gini: 0.1, max_key_share: 0.1 }, b: { max_gini: 0.1 } },
  });
  const [first, ...others] = relaxedSince(
    before,
    one({ max_gini: 0.2 }).map((now) => ({ ...now, topic: "a" })),
  );
  expect(first).toMatchObject({ topic: "b", field: "topic" });
  expect(others.map(({ field }) => field)).toEqual(["max_gini", "max_key_share"]);
});
