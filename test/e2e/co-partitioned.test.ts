import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import { gate, parseContract } from "#doors/library/index.ts";
import { expectReport } from "../support/report-schema.ts";
import { cli, expectRefusal, folder, manyKeys, type Run } from "./cli.ts";

/* Topics that are joined, through the built command line. */

const CONTRACT = `version: 1
co_partitioned:
  - [orders, customers]
topics:
  orders:
    keys: orders.txt
    partitions: 12
  customers:
    keys: customers.txt
    producer: kafkajs-1
    partitions: 18
`;
const FILES = {
  "skew_contract.yml": CONTRACT,
  "orders.txt": manyKeys(2000),
  "customers.txt": manyKeys(3000),
};
/** The same settings in both. */
const ALIKE = CONTRACT.replace("18", "12").replace("    producer: kafkajs-1\n", "");
const JSON_REPORT = ["-o", "json"];

const joinsIn = ({ stdout }: Run) => {
  expectReport(stdout);
  const { topics } = JSON.parse(stdout) as {
    topics: { co_partitioned?: Record<string, unknown>[] }[];
  };
  return topics.map((one) => one.co_partitioned);
};

describe.concurrent("co_partitioned", () => {
  it("is broken at both places, in every report", async () => {
    const outputs = ["json", "sarif", "junit", "github", "markdown", "prometheus", "html"];
    const cwd = folder({ ...FILES, ".git/HEAD": "" });
    const files = outputs.map((name) => `${name}:${name}.out`);
    const { code, stdout } = await cli(
      ["check", ...files.flatMap((one) => ["-o", one]), "-o", "text"],
      { cwd },
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/✗ co_partitioned +≤ 0 +2\n/);
    expect(stdout).toMatch(/Joined with customers: 2,000 common keys, \d/);
    const [json = "", sarif = "", junit, github, markdown, prometheus, html] = outputs.map((name) =>
      readFileSync(join(cwd, `${name}.out`), "utf8"),
    );
    const [orders, customers] = joinsIn({ stdout: json } as Run);
    expect(orders).toMatchObject([
      {
        topic: "customers",
        differences: [
          { field: "partitions", own: "12", other: "18" },
          { field: "partitioner", own: "murmur2", other: "kafkajs-legacy" },
        ],
        common_keys: 2000,
        common_records: 2000,
      },
    ]);
    expect(customers).toMatchObject([{ topic: "orders", meeting_keys: orders?.[0]?.meeting_keys }]);
    const results = (JSON.parse(sarif) as Log).runs[0]?.results ?? [];
    const places = results.map((one) => one.locations?.[0]?.physicalLocation?.region?.startLine);
    expect(places).toEqual([7, 11]);
    expect(github).toMatch(/line=7,[^\n]*orders%3A co_partitioned[^\n]*\n[^\n]*line=11,/);
    expect(junit).toMatch(
      /<failure message="not co-partitioned with customers[^>]*>[^<]*skew_contract\.yml:7:17/,
    );
    expect(markdown).toContain("Joins: not co-partitioned with customers");
    expect(html).toContain("not co-partitioned with orders");
    expect(prometheus).toMatch(
      /skew_contract_co_partitioned_keys_ratio\{topic="orders",joined_with="customers"\} 0\.\d/,
    );
  });

  it("holds with the same settings; with a topic left out, only these are compared", async () => {
    const cwd = folder({ ...FILES, "skew_contract.yml": ALIKE });
    const all = await cli(["check", ...JSON_REPORT], { cwd });
    expect(all.code).toBe(0);
    const common = { common_keys: 2000, meeting_keys: 2000, meeting_records: 2000 };
    expect(joinsIn(all)).toMatchObject([[common], [common]]);
    const one = await cli(["check", "--topic", "orders"], { cwd });
    expect(one.code).toBe(0);
    expect(one.stdout.replace(/\s+/g, " ")).toContain(
      "Joined with customers: only the settings were compared, because its keys were not read.",
    );
  });

  it("is broken by settings if a topic is left out too, and says what a baseline knew", async () => {
    const cwd = folder(FILES);
    const first = await cli(["check", "--topic", "orders", "-o", "json:base.json"], { cwd });
    expect(first.code).toBe(1);
    const args = ["--baseline", "base.json", "--topic", "orders", ...JSON_REPORT];
    const { stdout } = await cli(["check", ...args], { cwd });
    const [topic] = JSON.parse(stdout).topics;
    expect(topic.violations).toMatchObject([{ rule: "co_partitioned", standing: "known" }]);
  });

  it("reports every file that cannot be read", async () => {
    const { "orders.txt": _, ...others } = FILES;
    const cwd = folder({ ...others, "orders.txt/k": "", "customers.txt": "" });
    expectRefusal(await cli(["check"], { cwd }), "customers", "orders");
  });

  it("compares samples by their digests, and says if that cannot be done", async () => {
    const cwd = folder({ ...FILES, "skew_contract.yml": ALIKE.replaceAll(".txt", ".skew") });
    const made = ["orders", "customers"].map((name) =>
      cli(["sample", `${name}.txt`, "-o", `${name}.skew`], { cwd }),
    );
    for (const run of await Promise.all(made)) expect(run).toMatchObject({ code: 0 });
    const both = await cli(["check", ...JSON_REPORT], { cwd });
    const common = { common_keys: 2000, meeting_keys: 2000 };
    expect(joinsIn(both)).toMatchObject([[common], [common]]);
    const mixed = await cli(["check", "--keys", "orders=orders.txt", ...JSON_REPORT], { cwd });
    expect(mixed.code).toBe(0);
    const reason =
      "one of the topics has a sample file, which contains no keys, and the other does not";
    expect(joinsIn(mixed)).toMatchObject([[{ not_compared: reason }], [{ not_compared: reason }]]);
  });

  it("judges recorded partitions by where records were written", async () => {
    const recorded = ALIKE.replace(
      "keys: orders.txt",
      "keys: { path: orders.csv, partition_column: p }\n    partitioner: recorded",
    );
    const places = parseContract(recorded).topics.map(({ isRecorded }) => isRecorded);
    expect(places).toEqual([true, false]);
    const rows = Array.from({ length: 600 }, (_, i) => `user-${i},${i % 12}\n`).join("");
    const cwd = folder({ ...FILES, "skew_contract.yml": recorded, "orders.csv": `key,p\n${rows}` });
    const run = await cli(["check", ...JSON_REPORT], { cwd });
    expect(run.code).toBe(1);
    expect(joinsIn(run)).toMatchObject([
      [{ differences: [{ field: "keys" }], common_keys: 600 }],
      [{ differences: [{ field: "keys" }], common_keys: 600 }],
    ]);
    await cli(["sample", "customers.txt", "-o", "customers.skew"], { cwd });
    const sampled = ["check", "--keys", "customers=customers.skew"];
    expectRefusal(await cli(sampled, { cwd }), "co_partitioned cannot be judged with customers");
  });
});

it("the library compares the settings of a contract's topics", () => {
  const { topics } = parseContract(CONTRACT);
  const [orders] = topics;
  const report = orders && gate(orders, ["a", "b"]);
  expect(report).toMatchObject({
    verdict: "fail",
    violations: [{ rule: "co_partitioned", actual: 2 }],
    co_partitioned: [{ topic: "customers", not_compared: "its keys were not read" }],
  });
});

describe.concurrent("other commands know topics that are joined", () => {
  it("validate warns of settings that differ, at their places", async () => {
    const run = await cli(["validate"], { cwd: folder({ "skew_contract.yml": CONTRACT }) });
    expect(run.code).toBe(0);
    expect(run.stderr).toContain("orders is not co-partitioned with customers: partitions is 12");
    expect(run.stderr).toContain("skew_contract.yml:7:17");
    expect(run.stderr).toContain("skew_contract.yml:11:17");
  });

  it("explain and advice say that the other topic needs the same change", async () => {
    const hot = ALIKE.replace("partitions: 12", "partitions: 12\n    max_partition_share: 0.2");
    const files = { ...FILES, "skew_contract.yml": hot };
    const cwd = folder({ ...files, "orders.txt": `${manyKeys(2000)}${"hot\n".repeat(900)}` });
    const explained = await cli(["explain"], { cwd });
    expect(explained.stdout).toContain("Joined with customers: another partition count");
    const checked = await cli(["check"], { cwd });
    expect(checked.stdout.replace(/\s+/g, " ")).toContain(
      "It is joined with customers: without the same change there, the join breaks.",
    );
  });

  it("init has room for them", async () => {
    const cwd = folder(FILES);
    const args = ["--partitions", "12", "--contract", "new.yml", "orders.txt", "customers.txt"];
    expect(await cli(["init", ...args], { cwd })).toMatchObject({ code: 0 });
    const text = readFileSync(join(cwd, "new.yml"), "utf8");
    expect(text).toMatch(/^# .*co_partitioned: \[\[orders, customers\]\]/m);
  });
});
