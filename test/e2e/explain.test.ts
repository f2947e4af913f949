import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import { partitionFor } from "#doors/library/index.ts";
import { utf8 } from "../support/judge-keys.ts";
import { cities, cli, expectRefusal, folder, topicOf } from "./cli.ts";

interface Scenario {
  readonly kind: string;
  readonly partitions: number;
  readonly partitioner: PartitionerName;
  readonly consumers?: number;
  readonly max_partition_share: number;
  readonly max_consumer_share?: number;
  readonly moved_keys: number;
  readonly broken: readonly string[];
}

const keys = Array.from({ length: 500 }, (_, i) => ({ key: `k${i}`, count: i === 7 ? 900 : 2 }));
const csv = `key,count\n${keys.map(({ key, count }) => `${key},${count}\n`).join("")}`;
const yaml = `version: 1
topics:
  orders: {partitions: 12, consumers: 4, max_partition_share: 0.3, max_gini: 0.3, keys: {path: k.csv, count_column: count}}
`;
const cwd = folder({ "k.csv": csv, "skew_contract.yml": yaml });

async function scenarios(): Promise<Scenario[]> {
  const run = await cli(["explain", "--output", "json"], { cwd });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return JSON.parse(run.stdout).topics[0].scenarios;
}

describe("explain", () => {
  it("says what each partition count and partitioner would give, as counted by hand", async () => {
    const total = keys.reduce((sum, { count }) => sum + count, 0);
    const found = await scenarios();
    const placed = found.filter(({ kind }) => ["now", "partitions", "partitioner"].includes(kind));
    const others = Object.keys(partitioners).length - 1;
    expect(placed.map(({ partitions }) => partitions)).toEqual([
      ...[12, 13, 17, 18, 24, 48],
      ...Array(others).fill(12),
    ]);
    expect(new Set(placed.map(({ partitioner }) => partitioner))).toEqual(
      new Set(Object.keys(partitioners)),
    );
    for (const { partitions, partitioner, max_partition_share, moved_keys } of placed) {
      const loads = new Array<number>(partitions).fill(0);
      let moved = 0;
      for (const { key, count } of keys) {
        const partition = partitionFor(utf8(key), partitions, partitioner);
        (loads[partition] as number) += count;
        if (partition !== partitionFor(utf8(key), 12, "murmur2")) moved++;
      }
      expect(max_partition_share).toBeCloseTo(Math.max(...loads) / total, 12);
      expect(moved_keys).toBeCloseTo(moved / keys.length, 12);
    }
  });

  it("names the limits that each would break", async () => {
    const found = await scenarios();
    expect(found[0]).toMatchObject({ kind: "now", broken: ["max_partition_share", "max_gini"] });
    expect(found.filter(({ kind }) => kind === "split")[0]?.broken).toEqual([]);
    expect(found.filter(({ kind }) => kind === "salt").length).toBe(6);
    expect(found.filter(({ kind }) => kind === "consumers").map((one) => one.consumers)).toEqual([
      4, 5, 6, 7, 8,
    ]);
  });

  it("prints a table on a terminal's width, and never fails a broken contract", async () => {
    const run = await cli(["explain"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^ {2}24 partitions +\d+(\.\d)? %/m);
    expect(run.stdout).toMatch(/^ {2}"sha256:[0-9a-f]{16}" in another topic .* none$/m);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toMatch(
      /The contract would hold with any one of these changes: "sha256:\w+" in another topic; "sha256:\w+" salted, \d+ ways \(or \d other salts?\)/,
    );
  });

  it.each([
    ["full", '"k7" in another topic'],
    ["none", "The hottest key in another topic"],
  ])("shows keys as --show-keys %s says", async (mode, name) => {
    const run = await cli(["explain", "--show-keys", mode], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain(`  ${name} `);
    expect(run.stdout.includes("k7")).toBe(mode === "full");
    const json = await cli(["explain", "--show-keys", mode, "--output", "json"], { cwd });
    const [topic] = JSON.parse(json.stdout).topics;
    const [split] = topic.scenarios.filter(({ kind }: Scenario) => kind === "split");
    expect(split).toMatchObject({
      keys: 1,
      hottest_keys: [{ key: mode === "full" ? "k7" : null }],
    });
    expect(topic.conclusion).toContain("The contract would hold with any one of these changes: ");
  });

  it("says – where no limit is set, and which setting is the most even", async () => {
    const run = await cli(
      ["explain", "--keys", "k.csv", "--count-column", "count", "--partitions", "12"],
      { cwd },
    );
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^ {2}24 partitions .* –$/m);
    expect(run.stdout).not.toContain("none\n");
    expect(run.stdout).toMatch(/^ {2}No limit is set\. The most even of these: "sha256/m);
  });

  it("lists the rules that every change breaks", async () => {
    const few = ["--keys", "k.csv", "--count-column", "count", "--partitions", "12"];
    const limits = ["--max-cv", "0.0001", "--max-gini", "0.0001", "--min-unique", "5000"];
    const { stdout } = await cli(["explain", ...few, ...limits], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "meets the contract: every one of them breaks max_gini, max_cv and min_unique_keys.",
    );
  });

  it("judges the rules on the sample too, and says that no setting mends them", async () => {
    const few = ["--keys", "k.csv", "--count-column", "count", "--partitions", "12"];
    const run = await cli(["explain", ...few, "--min-unique", "5000"], { cwd });
    expect(run.stdout).toMatch(/^ {2}24 partitions .* min_unique_keys$/m);
    expect(run.stdout.replaceAll(/\s+/g, " ")).toContain(
      "No single change meets the contract: every one of them breaks min_unique_keys.",
    );
  });

  it.each<[string[], string]>([
    [["--topic", "order"], 'did you mean "orders"'],
    [["--output", "sarif"], "output format"],
    [["--output", "json:k.csv"], "overwrite its own input"],
  ])("refuses %j", async (args, says) => {
    expectRefusal(await cli(["explain", ...args], { cwd }), says);
  });
});

describe("baseline", () => {
  const contract = ["--contract", join(cities, "by-country/skew_contract.yml")];

  it("writes a report that holds all that is broken, for check to compare with", async () => {
    const own = folder();
    const run = await cli(["baseline", ...contract], { cwd: own });
    expect(run).toMatchObject({
      code: 0,
      stdout: "wrote skew_baseline.json: 1 topic, 3 broken rules accepted as known\n",
      stderr: "",
    });
    const args = ["--baseline", "skew_baseline.json", "--fail-on", "new", "--output", "json"];
    const report = topicOf(await cli(["check", ...contract, ...args], { cwd: own }));
    expect(report.violations.map(({ standing }) => standing)).toEqual(["known", "known", "known"]);
    expect(report.verdict).toBe("warn");
  });

  it("hashes keys unless it is told otherwise, and refuses to overwrite its input", async () => {
    const own = folder({
      "k.txt": "secret-name\n",
      "skew_contract.yml": "version: 1\ntopics:\n  t: {partitions: 3, keys: k.txt}\n",
    });
    const run = await cli(["baseline", "--output", "b.json"], { cwd: own });
    expect(run).toMatchObject({ code: 0 });
    expectRefusal(await cli(["baseline", "-o", "k.txt"], { cwd: own }), "overwrite its own input");
    const shown = await cli(["check", "--baseline", "b.json", "--output", "json"], { cwd: own });
    expect(topicOf(shown).baseline?.hot_keys).toEqual([]);
    expect(shown.stdout).not.toContain("secret-name");
  });
});
