import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { TopicReport } from "#doors/library/index.ts";
import { cities, cliProcess as cli, contract, folder, manyKeys, root, topicOf } from "./cli.ts";
import { zstdStored } from "./zstd.ts";

const byCountry = join(cities, "by-country/skew_contract.yml");
const byCity = join(cities, "by-city/skew_contract.yml");

describe.concurrent("the world's cities", () => {
  it("keyed by country break the contract", async () => {
    const run = await cli(["check", "--contract", byCountry]);
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toMatch(/^✗ user-events: contract broken, 3 rules\n/);
    expect(run.stdout).toMatch(/✗ max_partition_share +≤ 8 % +19.2 %/);
    expect(run.stdout).toMatch(/✗ max_gini +≤ 0.15 +0.621/);
    expect(run.stdout).toMatch(/✗ min_unique_keys +≥ 10,000 +193/);
    expect(run.stdout).toMatch(/✓ sample_size +≥ 100,000 +2,492,477/);
    expect(run.stdout).toContain("Hot key");
    expect(run.stdout).toContain("Low cardinality");
  });

  it("keyed by country and city hold it", async () => {
    const run = await cli(["check", "--contract", byCity]);
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toMatch(/^✓ user-events: the contract holds\n/);
    expect(run.stdout).not.toContain("✗");
  });

  it("the report fits a screen", async () => {
    const { stdout } = await cli(["check", "--contract", byCountry]);
    const lines = stdout.split("\n");
    expect(lines.length).toBeLessThan(50);
    for (const line of lines) expect(line.length).toBeLessThan(90);
  });
});

it("dist/ works by itself: only Node, no environment, nothing installed", async () => {
  const keys = `key\n${manyKeys(9)}`;
  const cwd = folder({
    "keys/a.csv": keys,
    "keys/b.csv.gz": gzipSync(keys),
    "keys/c.csv.zst": zstdStored(keys),
    "keys/d.jsonl": '{"key":12345678901234567890}\n',
  });
  cpSync(join(root, "dist"), join(cwd, "dist"), { recursive: true });
  const alone = { cwd, env: {}, file: join(cwd, "dist/cli.js") };
  const init = await cli(["init", "--partitions", "1", "all=keys"], alone);
  expect(init).toMatchObject({ code: 0, stderr: "" });
  const { code, stderr, stdout } = await cli(["--keys", "keys/*"], alone);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("28 records, 10 different keys");
  for (const args of [["validate"], ["schema"], ["--help"], ["--version"]]) {
    expect(await cli(args, alone)).toMatchObject({ code: 0, stderr: "" });
  }
});

describe.concurrent("the contract", () => {
  const text = contract("partitions: 1", "keys: keys.txt");

  it("is judged by the default command too", async () => {
    const cwd = folder({ "skew_contract.yml": text, "keys.txt": "a\n" });
    const named = await cli(["check"], { cwd });
    expect(named.code).toBe(0);
    expect(await cli([], { cwd })).toEqual(named);
    expect(await cli(["--topic", "t"], { cwd })).toEqual(named);
  });

  it.each([
    "skew_contract.yml",
    "skew_contract.yaml",
    ".github/skew_contract.yml",
    ".github/skew_contract.yaml",
  ])("is found as %s, with keys relative to it", async (file) => {
    const cwd = folder({ [file]: text, [join(file, "../keys.txt")]: "a\nb\n" });
    const run = await cli(["check"], { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(run.stdout).toContain("2 records");
  });

  it("in the working directory comes before the one under .github", async () => {
    const cwd = folder({
      "skew_contract.yaml": contract("partitions: 1", "keys: [one.txt]"),
      ".github/skew_contract.yml": "broken",
      "one.txt": "a\n",
    });
    expect(await cli(["check"], { cwd })).toMatchObject({ code: 0 });
  });

  it("has keys relative to it, --keys is relative to the working directory", async () => {
    const cwd = folder({
      "config/skew.yml": text,
      "config/keys.txt": "a\n",
      "keys.txt": "a\nb\nc\n",
    });
    const args = ["check", "--contract", "config/skew.yml"];
    expect((await cli(args, { cwd })).stdout).toContain("1 record,");
    expect((await cli([...args, "--keys", "keys.txt"], { cwd })).stdout).toContain("3 records,");
  });

  it("of several topics gives the worst verdict, and tells each", async () => {
    const cwd = folder({
      "skew_contract.yml": `version: 1
defaults: { partitions: 4, max_partition_share: 0.5 }
topics:
  spread: { keys: spread.txt }
  hot: { keys: hot.txt }
  watched: { keys: hot2.txt, severity: { max_partition_share: warning } }
`,
      "spread.txt": manyKeys(1000),
      "hot.txt": "a\n".repeat(9),
      "hot2.txt": "a\n".repeat(9),
    });
    const run = await cli(["check"], { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    expect(run.stdout).toContain("3 topics: 1 passing, 1 with warnings, 1 broken");
    expect(await cli(["check", "-t", "spread"], { cwd })).toMatchObject({ code: 0 });
    expect(await cli(["check", "-t", "watched"], { cwd })).toMatchObject({ code: 0 });
    expect(await cli(["check", "-t", "hot"], { cwd })).toMatchObject({ code: 1 });
  });
});

describe.concurrent("the article", () => {
  const example = `# skew_contract.yml
version: 1

topics:
  user-events:
    partitions: 48
    max_partition_share: 0.08   # at most 8 %
    max_gini: 0.15              # nearly even
    min_unique_keys: 20000      # many keys
    sample_size: 100000         # enough records
`;
  const keysFile = "build/kafka_keys_user_events.txt";
  const command =
    "check --topic user-events --keys build/kafka_keys_user_events.txt --partitions 48 --max-share 0.08 --max-gini 0.15 --min-unique 20000 --report skew_report.json";
  const users = Array.from({ length: 100_000 }, (_, i) => `user-${i % 50_000}\n`).join("");
  const countries = ["US\n".repeat(80_000), "UK\n".repeat(10_000), "DE\n".repeat(10_000)].join("");

  it("has an example contract that works unchanged", async () => {
    const cwd = folder({ "skew_contract.yml": example, "good.txt": users, "bad.txt": countries });
    expect(await cli(["validate"], { cwd })).toMatchObject({ code: 0, stderr: "" });
    expect(await cli(["check", "--keys", "good.txt"], { cwd })).toMatchObject({ code: 0 });
    expect(await cli(["check", "--keys", "bad.txt"], { cwd })).toMatchObject({ code: 1 });
  });

  it("has a command that passes for user ids", async () => {
    const cwd = folder({ [keysFile]: users });
    const run = await cli(command.split(" "), { cwd });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    expect(reportIn(cwd)).toMatchObject({ verdict: "pass", records: 100_000, unique_keys: 50_000 });
  });

  it("has a command that fails for countries, with a report that its workflow can read", async () => {
    const cwd = folder({ [keysFile]: countries });
    const run = await cli(command.split(" "), { cwd });
    expect(run).toMatchObject({ code: 1, stderr: "" });
    const comment = pullRequestComment(reportIn(cwd));
    expect(comment[0]).toBe("80.0%");
    expect(comment[1]).toMatch(/^0\.9\d\d$/);
    expect(comment[2]).toBe("3");
    expect(comment[3]).toMatch(/^Partition \d+: 80\.0%\nPartition \d+: 10\.0%\nPartition /);
    expect(comment[4]).toMatch(/^Hot key: .+\nLow cardinality: /);
    expect(comment.join()).not.toMatch(/undefined|NaN|\[object/);
  });

  it("is wrong about a prefix that many keys share: it does no harm", async () => {
    const share = (i: number) => (i % 5 === 0 ? `TENANT_${i % 49}` : "TENANT_A");
    const keys = Array.from({ length: 100_000 }, (_, i) => `${share(i)}:user${i}\n`).join("");
    const cwd = folder({ [keysFile]: keys });
    expect(await cli(command.split(" "), { cwd })).toMatchObject({ code: 0, stderr: "" });
  });

  function reportIn(cwd: string): TopicReport {
    return JSON.parse(readFileSync(join(cwd, "skew_report.json"), "utf8"));
  }

  /** What the article's workflow writes under a pull request, from the fields it reads. */
  function pullRequestComment(report: TopicReport): string[] {
    const hottest = report.top_partitions.slice(0, 5);
    return [
      `${(report.max_partition_share * 100).toFixed(1)}%`,
      report.gini.toFixed(3),
      report.unique_keys.toLocaleString(),
      hottest.map((p) => `Partition ${p.partition}: ${(p.share * 100).toFixed(1)}%`).join("\n"),
      report.suggestions.join("\n"),
    ];
  }
});

it("the same keys give the same report, byte for byte", async () => {
  const cwd = folder({ "keys.txt": manyKeys(5000) });
  const args = ["check", "--keys", "keys.txt", "--partitions", "48", "--output", "json"];
  const [first, second] = [await cli(args, { cwd }), await cli(args, { cwd })];
  expect(topicOf(first).records).toBe(5000);
  expect(second.stdout).toBe(first.stdout);
});
