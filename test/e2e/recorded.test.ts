import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gate, type PartitionerName, partitionFor } from "#doors/library/index.ts";
import { cli, contract, expectRefusal, folder, topicOf } from "./cli.ts";

/* Topics that are judged by the partitions that their records were written to. */

const check = ["check", "--partitions", "12"];
/** As JSON, unless another report is asked for. */
const asJson = (args: readonly string[]) => (args.includes("-o") ? args : [...args, "-o", "json"]);
const RECORDED = ["--partitioner", "recorded"];
const bytes = (key: string) => new TextEncoder().encode(key);
const place = (key: string, by: PartitionerName) => partitionFor(bytes(key), 12, by);

type Row = readonly [key: string | null, partition: number | undefined];
const rowsBy = (at: (key: string, i: number) => number, count = 2400): Row[] =>
  Array.from({ length: count }, (_, i) => [`user-${i % 600}`, at(`user-${i % 600}`, i)]);

const csv = (rows: readonly Row[]) =>
  `key,p\n${rows.map(([key, p]) => `${key ?? "NULL"},${p ?? ""}\n`).join("")}`;
const kcat = (rows: readonly Row[]) =>
  rows.map(([key, p]) => `${JSON.stringify({ topic: "t", partition: p ?? -1, key })}\n`).join("");
const console = (rows: readonly Row[]) =>
  rows.map(([key, p]) => `CreateTime:1795827200000\tPartition:${p}\t${key ?? "null"}\n`).join("");

/** By the length of the key's digits: nothing that a known hash does. */
const byLength = (key: string) => (key.length * 5) % 12;

async function judged(rows: readonly Row[], ...args: readonly string[]) {
  const cwd = folder({ "k.csv": csv(rows) });
  const file = ["--keys", "k.csv", "--partition-column", "p", "--null-token", "NULL"];
  return cli(asJson([...check, ...file, ...RECORDED, ...args]), { cwd });
}

describe.concurrent("partitioner: recorded", () => {
  const custom = rowsBy(byLength);

  it.each<[name: string, file: string, text: string, args: readonly string[]]>([
    ["CSV", "k.csv", csv(custom), ["--partition-column", "p"]],
    ["kcat", "k.txt", kcat(custom), ["--format", "kcat"]],
    ["kafka-console-consumer", "k.txt", console(custom), ["--format", "console"]],
  ])("judges records where they were written: %s", async (_, file, text, args) => {
    const limit = ["--max-share", "0.2"];
    const run = await cli(asJson([...check, "--keys", file, ...args, ...RECORDED, ...limit]), {
      cwd: folder({ [file]: text }),
    });
    expect(run.code).toBe(1);
    const report = topicOf(run);
    const longest = custom.filter(([key]) => key?.length === 8).length / custom.length;
    expect(report).toMatchObject({
      partitioner: "recorded",
      placed_records: 2400,
      max_partition_share: longest,
      violations: [{ rule: "max_partition_share", actual: longest }],
      recorded_partitions: {
        null_records: 0,
        found: { records: 2400, keys: 600, split_keys: 0, partitioners: [] },
      },
    });
    expect(report.partition_counts[(8 * 5) % 12]).toBe(longest * 2400);
    for (const { key, partition } of report.top_keys)
      expect([key, partition]).toEqual([key, expect.any(Number)]);
  });

  it("places keys as the partitioner does that placed them", async () => {
    const rows = rowsBy((key) => place(key, "crc32"));
    const [recorded, hashed] = await Promise.all([
      judged(rows, "--show-keys", "full"),
      cli(
        [
          ...asJson(check),
          "--keys",
          "k.csv",
          "--partition-column",
          "p",
          "--partitioner",
          "crc32",
          "--show-keys",
          "full",
        ],
        { cwd: folder({ "k.csv": csv(rows) }) },
      ),
    ]);
    const { partitioner, recorded_partitions, suggestions, ...same } = topicOf(recorded);
    expect(topicOf(hashed)).toMatchObject(same);
    expect(partitioner).toBe("recorded");
    expect(recorded_partitions?.found?.partitioners).toEqual([
      { names: ["crc32"], record_share: 1, key_share: 1 },
    ]);
  });

  it("places null keys too, and measures keys by the records with a key", async () => {
    const rows: Row[] = [
      ...Array.from({ length: 60 }, (): Row => [null, 7]),
      ...Array.from({ length: 30 }, (_, i): Row => ["a", i < 20 ? 3 : 4]),
      ...Array.from({ length: 10 }, (): Row => ["b", 5]),
    ];
    const report = topicOf(await judged(rows, "--show-keys", "full"));
    expect(report).toMatchObject({
      records: 100,
      placed_records: 100,
      max_partition_share: 0.6,
      max_key_share: 0.75,
      null_keys: 60,
      recorded_partitions: { null_records: 60, found: { split_keys: 1, keys: 2 } },
    });
    expect(report.top_keys).toMatchObject([
      { key: "a", count: 30, share: 0.75, partition: 3 },
      { key: "b", count: 10, share: 0.25, partition: 5 },
    ]);
  });

  it("is judged from a sample file as from the records", async () => {
    const rows: Row[] = [
      ...rowsBy((key, i) => place(key, i % 4 === 0 ? "crc32" : "murmur2")),
      ...Array.from({ length: 50 }, (): Row => [null, 2]),
      ...Array.from({ length: 40 }, (): Row => ["", 1]),
    ];
    const cwd = folder({ "k.csv": csv(rows) });
    const read = ["--partition-column", "p", "--null-token", "NULL"];
    for (const hashes of [[], ["--hashes", "crc32,murmur2"]]) {
      const name = `k${hashes.length}.skew`;
      const made = await cli(["sample", "k.csv", "-o", name, ...read, ...hashes], {
        cwd,
      });
      expect(made.stderr).toBe("");
      const [keys, sample] = await Promise.all([
        judged(rows),
        cli(asJson([...check, "--keys", name, ...RECORDED]), { cwd }),
      ]);
      const { sample_secret, top_keys, suggestions, remedies, recorded_partitions, ...same } =
        topicOf(sample);
      const plain = topicOf(keys);
      expect(plain).toMatchObject({ ...same, key_type: "string" });
      expect(recorded_partitions).toEqual(plain.recorded_partitions);
      // Equal counts are in the order of digests.
      const [first] = top_keys;
      expect(first).toMatchObject({ count: 40, partition: 1 });
      expect(plain.top_keys[0]).toMatchObject({ count: 40, partition: 1 });
    }
  });

  it("is judged by the library, with the same numbers", async () => {
    const keys = custom.map(([key, partition]) => ({ key, count: 1, partition: partition ?? 0 }));
    const { partition_counts, gini } = gate({ partitions: 12, partitioner: "recorded" }, keys);
    expect(topicOf(await judged(custom))).toMatchObject({ partition_counts, gini });
  });

  it("gives the same on one thread and on two", async () => {
    const [one, two] = await Promise.all(["1", "2"].map((n) => judged(custom, "--threads", n)));
    expect(two).toEqual(one);
  });
});

describe.concurrent("what recorded partitions cannot answer", () => {
  it.each<[name: string, files: Record<string, string>, args: readonly string[]]>([
    ["lines", { "k.txt": "a\nb\n" }, ["--keys", "k.txt"]],
    ["a CSV file without the column", { "k.csv": "key\na\nb\n" }, ["--keys", "k.csv"]],
    [
      "kcat without partitions",
      { k: kcat([["a", undefined]]) },
      ["--keys", "k", "--format", "kcat"],
    ],
  ])("is an error: %s", async (_, files, args) => {
    const run = await cli([...check, ...RECORDED, ...args], { cwd: folder(files) });
    expectRefusal(run, "no record says which partition", "--partition-column", "kcat -J");
  });

  it("is where a partition is beyond the topic's, with its line", async () => {
    const rows = rowsBy((_, i) => (i === 5 ? 12 : 3));
    expectRefusal(await judged(rows), "k.csv:7", "partition 12, but the topic has 12 partitions");
    const cwd = folder({ k: kcat(rows) });
    const run = await cli([...check, ...RECORDED, "--keys", "k", "--format", "kcat"], { cwd });
    expectRefusal(run, "k:6", "partition 12, but the topic has 12 partitions");
  });

  it("is not left out in silence", async () => {
    const rows = [...rowsBy((key) => place(key, "murmur2"), 600), ["x", undefined] as const];
    const cwd = folder({ k: kcat(rows) });
    const run = await cli(
      [
        "check",
        "--partitions",
        "12",
        ...RECORDED,
        "--keys",
        "k",
        "--format",
        "kcat",
        "--max-gini",
        "0.9",
      ],
      { cwd },
    );
    expect(run.code).toBe(0);
    expect(run.stdout.replace(/\s+/g, " ")).toContain(
      "Left out: 1 record without a recorded partition",
    );
  });

  it("is not said of producers", async () => {
    const cwd = folder({
      "skew_contract.yml": contract(
        "partitions: 12",
        "keys: k.csv",
        "partitioner: recorded",
        "producers: [java]",
      ),
      "k.csv": csv([["a", 1]]),
    });
    expectRefusal(await cli(["check"], { cwd }), "not with recorded", /:\d+:\d+/);
  });
});

describe.concurrent("advice on recorded partitions", () => {
  const hot = Array.from({ length: 900 }, (): Row => ["hot", place("hot", "murmur2")]);
  const even = rowsBy((key) => place(key, "murmur2"));
  const limit = ["--max-share", "0.2"];

  it("is that of the partitioner that explains them", async () => {
    const report = topicOf(await judged([...hot, ...even], ...limit));
    expect(report.suggestions.join("\n")).toMatch(/Salting: /);
    const explained = await judged([...hot, ...even], ...limit, "-o", "text");
    expect(explained.stdout.replace(/\s+/g, " ")).toContain(
      "The partitions are those of murmur2, by 100 % of the records and 100 % of the keys.",
    );
  });

  it("needs no hash where none is known", async () => {
    const rows: Row[] = [...hot, ...even].map(([key]) => [key, byLength(key ?? "")]);
    const run = await judged(rows, ...limit, "-o", "text");
    expect(run.code).toBe(1);
    const text = run.stdout.replace(/\s+/g, " ");
    expect(text).toMatch(
      /No known partitioner explains the partitions \(the closest, [\w-]+, explains/,
    );
    expect(text).toContain("No hash is known, so nothing is advised that needs one.");
    expect(text).not.toMatch(/Salting:|More partitions:|Shared factor:|Splitting off:/);
    expect(text).toMatch(/Hot key:/);
  });

  it("is left out of explain where no hash is known", async () => {
    const rows: Row[] = even.map(([key]) => [key, byLength(key ?? "")]);
    const cwd = folder({ "k.csv": csv(rows) });
    const args = [
      "explain",
      "--keys",
      "k.csv",
      "--partition-column",
      "p",
      "--partitions",
      "12",
      ...RECORDED,
    ];
    const { code, stdout } = await cli([...args, "-o", "json"], { cwd });
    expect(code).toBe(0);
    const kinds = JSON.parse(stdout).topics[0].scenarios.map(({ kind }: { kind: string }) => kind);
    expect(kinds).toEqual(["now"]);
    expect((await cli(args, { cwd })).stdout).toContain("12 partitions, recorded");
  });
});

describe.concurrent("another partitioner than the contract's", () => {
  const run = (rows: readonly Row[], ...args: readonly string[]) =>
    cli(asJson([...check, "--keys", "k.csv", "--partition-column", "p", ...args]), {
      cwd: folder({ "k.csv": csv(rows) }),
    });

  it("is a warning with its name", async () => {
    const done = await run(
      rowsBy((key) => place(key, "crc32")),
      "--max-share",
      "0.5",
    );
    expect(done.code).toBe(0);
    const { verdict, violations } = topicOf(done);
    expect(verdict).toBe("warn");
    expect(violations).toMatchObject([
      {
        rule: "partitioner",
        severity: "warning",
        message:
          "the recorded partitions are those of crc32, by 100 % of the records and 100 % of the keys, not of murmur2",
      },
    ]);
  });

  it("is a warning where two clients disagree, with who is how much and how many keys are split", async () => {
    const rows = rowsBy((key, i) => place(key, Math.floor(i / 600) === 3 ? "crc32" : "murmur2"));
    const split = new Set(rows.map(([key]) => key)).size;
    const alike = rows.slice(0, 600).filter(([key]) => {
      return place(key ?? "", "crc32") === place(key ?? "", "murmur2");
    }).length;
    for (const args of [
      ["--max-share", "0.5"],
      ["--max-share", "0.5", ...RECORDED],
    ]) {
      const { violations } = topicOf(await run(rows, ...args));
      expect(violations).toMatchObject([
        {
          rule: "partitioner",
          message: `the recorded partitions are those of 75 % murmur2, 25 % crc32: two clients write this topic with different partitioners; ${split - alike} keys are in more than one partition`,
        },
      ]);
    }
  });

  it("may be an error, or of no interest", async () => {
    const rows = rowsBy((key) => place(key, "crc32"));
    for (const [severity, code] of [
      ["error", 1],
      ["off", 0],
    ] as const) {
      const cwd = folder({
        "skew_contract.yml": contract(
          "partitions: 12",
          "keys: { path: k.csv, partition_column: p }",
          `severity: { partitioner: ${severity} }`,
        ),
        "k.csv": csv(rows),
      });
      expect(await cli(["check"], { cwd })).toMatchObject({ code });
    }
  });

  it("is not named where nothing explains the partitions", async () => {
    const { violations, recorded_partitions } = topicOf(
      await run(rowsBy(byLength), "--max-share", "0.9"),
    );
    expect(violations).toEqual([]);
    expect(recorded_partitions?.found?.partitioners).toEqual([]);
  });
});

describe.concurrent("with a baseline", () => {
  it("recorded partitions are compared with recorded ones", async () => {
    const before = await judged(rowsBy(byLength), "--max-share", "0.2");
    const cwd = folder({ "before.json": before.stdout, "k.csv": csv(rowsBy(byLength)) });
    const args = [
      ...asJson(check),
      ...RECORDED,
      "--keys",
      "k.csv",
      "--partition-column",
      "p",
      "--max-share",
      "0.2",
    ];
    for (const base of [
      ["--baseline", "before.json"],
      ["--baseline-keys", "k.csv"],
    ]) {
      const { violations } = topicOf(await cli([...args, ...base], { cwd }));
      expect(violations).toMatchObject([{ rule: "max_partition_share", standing: "known" }]);
    }
  });
});

describe("recorded and computed places", () => {
  it("give the same spread for any keys", () => {
    const key = fc.string({ minLength: 1, maxLength: 12 });
    const counted = fc.record({ key, count: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(
        fc.array(counted, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 50 }),
        (keys, partitions) => {
          const computed = gate({ partitions }, keys);
          const recorded = gate(
            { partitions, partitioner: "recorded" },
            keys.map((one) => ({ ...one, partition: partitionFor(bytes(one.key), partitions) })),
          );
          const {
            partition_counts,
            max_partition_share,
            gini,
            cv,
            max_key_share,
            top_keys,
            expected,
          } = computed;
          expect(recorded).toMatchObject({
            partition_counts,
            max_partition_share,
            gini,
            cv,
            max_key_share,
            top_keys,
            expected,
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});
