import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TopicReport } from "#doors/library/index.ts";
import { expectReport } from "../support/report-schema.ts";
import { cli, expectRefusal, folder, manyKeys } from "./cli.ts";

/* Several contracts in one run, through the built command line. */

const EVEN = manyKeys(2000);
const HOT = `${EVEN}${"hot\n".repeat(1500)}`;

const contract = (...topics: string[]) =>
  ["version: 1", "defaults: { partitions: 8, max_partition_share: 0.2 }", "topics:", ...topics]
    .map((line) => `${line}\n`)
    .join("");

/** Three services with a topic `orders` each, of which only that of b is broken. */
function monorepo(more: Readonly<Record<string, string>> = {}): string {
  return folder({
    ".git": "",
    "services/a/skew_contract.yml": contract("  orders: { keys: k }", "  users: { keys: u }"),
    "services/a/k": EVEN,
    "services/a/u": manyKeys(2000, "u"),
    "services/b/skew_contract.yml": contract("  orders: { keys: k }"),
    "services/b/k": HOT,
    "services/c/.github/skew_contract.yml": contract("  orders-c: { keys: ../k }"),
    "services/c/k": EVEN,
    "services/c/node_modules/x/skew_contract.yml": "not: ours",
    ...more,
  });
}

const ALL = [
  ["services/a/skew_contract.yml", "orders"],
  ["services/a/skew_contract.yml", "users"],
  ["services/b/skew_contract.yml", "orders"],
  ["services/c/.github/skew_contract.yml", "orders-c"],
];

interface JsonReport {
  readonly verdict: string;
  readonly topics: readonly TopicReport[];
}

async function judged(cwd: string, ...args: readonly string[]) {
  const run = await cli(["check", ...args, "-o", "json"], { cwd });
  expect(run.stderr).toBe("");
  expectReport(run.stdout);
  const report: JsonReport = JSON.parse(run.stdout);
  const names = report.topics.map(({ contract: file, topic }) => [file, topic]);
  return { code: run.code, names, ...report };
}

describe.concurrent("contracts are named", () => {
  it.each([
    ["by a folder", ["services"]],
    ["by globs", ["services/{a,b}/*.yml", "services/c/**/skew_contract.yml"]],
    ["by files, in their order", ALL.map(([file = ""]) => file)],
    ["by flags", ["-c", "services/a", "-c", "services/b", "--contract", "services/c"]],
  ])("%s, each judged once with its own keys", async (_, args) => {
    const { code, verdict, names, topics } = await judged(monorepo(), ...args);
    expect(code).toBe(1);
    expect(verdict).toBe("fail");
    expect(names).toEqual(ALL);
    expect(topics.map((one) => one.verdict)).toEqual(["pass", "pass", "fail", "pass"]);
  });

  it("and a single one is reported as ever", async () => {
    const cwd = monorepo();
    const { names } = await judged(cwd, "services/b");
    expect(names).toEqual([[undefined, "orders"]]);
    expect(await judged(cwd, "services/b/*.yml")).toEqual(
      await judged(cwd, "--contract", "services/b/skew_contract.yml"),
    );
  });

  it("but not by what is no contract, or nothing", async () => {
    const cwd = monorepo({ "empty/keys.txt": EVEN });
    const refused = async (...args: string[]) => cli(args, { cwd });
    expectRefusal(await refused("check", "services/*.yml"), "no contract matches services/*.yml");
    expectRefusal(await refused("check", "empty"), "has no contract");
    expectRefusal(await refused("check", "services/a/k"), "is neither a contract", "--keys");
    expectRefusal(
      await refused("services/a/skew_contract.yml"),
      "is not a command",
      "check services/a",
    );
  });

  it("and all that are invalid are said at once", async () => {
    const cwd = monorepo({
      "services/a/skew_contract.yml": "version: 1\n",
      "d.yml": "version: 2\n",
    });
    const run = await cli(["check", "-q", "services", "d.yml"], { cwd });
    expectRefusal(run, "at services/a/skew_contract.yml:1:1", "at d.yml:1:10");
  });

  it("also for validate, alerts, explain and baseline", async () => {
    const cwd = monorepo();
    const valid = await cli(["validate", "services"], { cwd });
    expect(valid.stdout.match(/is valid/g)).toHaveLength(3);
    const alerts = await cli(["alerts", "services", "-t", "orders*"], { cwd });
    expect(alerts.stdout.match(/- name: .*/g)).toEqual([
      '- name: "partition skew of orders (services/a/skew_contract.yml)"',
      '- name: "partition skew of orders (services/b/skew_contract.yml)"',
      '- name: "partition skew of orders-c (services/c/.github/skew_contract.yml)"',
    ]);
    const explained = await cli(["explain", "services/b", "services/c", "-o", "json"], { cwd });
    expect(JSON.parse(explained.stdout).topics).toMatchObject([
      { contract: "services/b/skew_contract.yml" },
      { contract: "services/c/.github/skew_contract.yml" },
    ]);
  });
});

describe.concurrent("--topic", () => {
  it.each([
    [
      ["-t", "orders"],
      ["orders", "orders"],
    ],
    [
      ["-t", "orders*"],
      ["orders", "orders", "orders-c"],
    ],
    [
      ["-t", "users", "--topic", "*-c"],
      ["users", "orders-c"],
    ],
  ])("%j chooses %j", async (flags, expected) => {
    const { topics } = await judged(monorepo(), "services", ...flags);
    expect(topics.map(({ topic }) => topic)).toEqual(expected);
  });

  it("refuses what fits no topic, and a second name without a contract", async () => {
    const cwd = monorepo();
    const refused = (...flags: string[]) => cli(["check", ...flags], { cwd });
    expectRefusal(await refused("services", "-t", "order"), 'did you mean "orders"');
    expectRefusal(
      await refused("services", "-t", "*-d"),
      "no topic matches *-d",
      "Topics: orders, users",
    );
    const flags = ["--partitions", "8", "--max-share", "1", "-k", "services/a/k"];
    expectRefusal(await refused(...flags, "-t", "a", "-t", "b"), "--topic is given twice");
  });
});

describe.concurrent("of several contracts", () => {
  it("--keys names a topic that only one has", async () => {
    const cwd = monorepo({ hot: HOT });
    const { topics } = await judged(cwd, "services", "-k", "orders-c=hot");
    expect(topics.at(-1)?.verdict).toBe("fail");
    const run = await cli(["check", "services", "-k", "orders=services/b/k"], { cwd });
    expectRefusal(run, "several contracts have the topic orders: services/a", "--contract");
  });

  it("reports tell topics of the same name apart", async () => {
    const cwd = monorepo();
    const args = ["text", "markdown", "html", "junit", "csv", "prometheus", "sarif"];
    const outputs = args.flatMap((name) => ["-o", `${name}:out.${name}`]);
    expect((await cli(["check", "services", ...outputs], { cwd })).code).toBe(1);
    const out = (name: string) => readFileSync(join(cwd, `out.${name}`), "utf8");
    const file = "services/b/skew_contract.yml";
    expect(out("text")).toContain(`✗ orders (${file}): contract broken`);
    expect(out("markdown")).toContain(
      "### ❌ <code>orders</code> (<code>services&#47;b&#47;skew&#95;contract&#46;yml</code>)",
    );
    expect(out("html")).toContain(`<bdi>orders</bdi> <small>${file}</small>`);
    expect(out("junit")).toContain(`<testsuite name="orders (${file})"`);
    expect(out("csv")).toMatch(/^partition,count,share,topic,contract\n0,.*,orders,services\/a/);
    expect(out("prometheus")).toContain(`skew_contract_holds{topic="orders",contract="${file}"} 0`);
    const [{ results }] = JSON.parse(out("sarif")).runs;
    expect(results[0].message.text).toContain(`orders (${file}): partition`);
  });

  it("fingerprints differ for topics of the same name, and are as ever for a single contract", async () => {
    const cwd = monorepo({ "services/a/k": HOT });
    const printsOf = async (...args: string[]) => {
      const { stdout } = await cli(["check", ...args, "-o", "sarif"], { cwd });
      const results: { partialFingerprints: Record<string, string> }[] =
        JSON.parse(stdout).runs[0].results;
      return results.map((one) => Object.values(one.partialFingerprints)[0]);
    };
    const [a, b] = await printsOf("services/a", "services/b");
    const [alone] = await printsOf("services/b");
    expect(new Set([a, b, alone]).size).toBe(3);
    expect(alone).toBe((await printsOf("services/a"))[0]);
  });

  it("a topic is compared with the baseline of its contract, else with the only one of its name", async () => {
    const cwd = monorepo();
    const written = await cli(["baseline", "services"], { cwd });
    expect(written.stdout).toContain("4 topics, 1 broken rule accepted as known");
    const standings = async (...args: string[]) => {
      const { topics } = await judged(cwd, ...args, "--baseline", "skew_baseline.json");
      return topics.map(
        ({ violations, baseline }) => violations[0]?.standing ?? baseline !== undefined,
      );
    };
    expect(await standings("services")).toEqual([true, true, "known", true]);
    expect(await standings("services/b")).toEqual(["known"]);
    const moved = monorepo({
      "skew_baseline.json": readFileSync(join(cwd, "skew_baseline.json"), "utf8"),
      "d/skew_contract.yml": contract(
        "  orders: { keys: ../services/b/k }",
        "  users: { keys: ../services/a/u }",
      ),
    });
    const { topics } = await judged(moved, "d", "--baseline", "skew_baseline.json");
    expect(topics.map(({ baseline }) => baseline !== undefined)).toEqual([false, true]);
    expect(topics[0]?.violations[0]?.standing).toBeUndefined();
  });
});
