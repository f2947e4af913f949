import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cli, contents, contract, expectRefusal, folder, root, topicOf } from "./cli.ts";

/* Windows of time: keys that are even over a day, but not at every moment. */

const START_MS = 1795827600000;
const MINUTES = 40;
const EACH = 150;
const PARTITIONS = 12;

interface Row {
  readonly key: string;
  readonly ts: number;
}

function rowsOf(keyAt: (minute: number, i: number) => string): Row[] {
  return Array.from({ length: MINUTES * EACH }, (_, n) => {
    const [minute, i] = [Math.floor(n / EACH), n % EACH];
    return { key: keyAt(minute, i), ts: START_MS + minute * 60_000 + i * 100 };
  });
}

const rotating = rowsOf((minute) => `minute-${minute}`);
/** The same keys, as often, at other times. */
const fair = rowsOf((minute, i) => `minute-${(minute * EACH + i) % MINUTES}`);
const csv = (rows: readonly Row[]) =>
  `key,ts\n${rows.map(({ key, ts }) => `${key},${ts}\n`).join("")}`;
const lines = (rows: readonly Row[]) => rows.map(({ key }) => `${key}\n`).join("");

const check = ["check", "--partitions", String(PARTITIONS), "-o", "json"];
const LIMIT = ["--max-window-share", "0.3"];
const WINDOW = ["--window", "1m", ...LIMIT];

async function judged(text: string | Uint8Array, name: string, args: readonly string[] = []) {
  const run = await cli([...check, "--keys", name, ...args], { cwd: folder({ [name]: text }) });
  return { code: run.code, report: topicOf(run) };
}

describe.concurrent("max_window_share", () => {
  it("is broken by keys that rotate, which are even over the whole time", async () => {
    const { code, report } = await judged(csv(rotating), "k.csv", [
      ...WINDOW,
      "--time-column",
      "ts",
      "--max-share",
      "0.2",
    ]);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      max_window_share: 1,
      windows: {
        length_ms: 60_000,
        records: MINUTES * EACH,
        windows: MINUTES,
        counted_windows: MINUTES,
        least_records: 120,
      },
      violations: [{ rule: "max_window_share", limit: 0.3, actual: 1 }],
    });
    expect(report.violations[0]?.message).toBe(
      "in the hottest 1 % of the windows of 1 minute, one partition gets 100 % of the records or more, 3.3 times the limit of 30 %",
    );
  });

  it("holds for the same keys at other times, near what chance gives", async () => {
    const { code, report } = await judged(csv(fair), "k.csv", [...WINDOW, "--time-column", "ts"]);
    expect(code).toBe(0);
    const { max_window_share = 0, windows } = report;
    expect(Math.abs(max_window_share - (windows?.expected_max_share ?? 0))).toBeLessThan(0.07);
    const { report: bad } = await judged(csv(rotating), "k.csv", [
      ...WINDOW,
      "--time-column",
      "ts",
    ]);
    expect(bad.windows?.expected_max_share).toBe(windows?.expected_max_share);
  });

  it("says it in text beside what chance gives", async () => {
    const args = ["check", "--partitions", "12", "--keys", "k.csv", "--time-column", "ts"];
    const { stdout } = await cli([...args, ...WINDOW], { cwd: folder({ "k.csv": csv(rotating) }) });
    expect(stdout.replaceAll(/\s+/g, " ")).toMatch(
      /In windows of 1 minute, the hottest partition gets up to 100 % of the records \(99th percentile of 40 windows; \d\d(\.\d)? % in random order\)\./,
    );
    expect(stdout).toMatch(/✗ max_window_share +≤ 30 % +100 %/);
  });

  const kcat = (rows: readonly Row[]) =>
    rows
      .map(
        ({ key, ts }, offset) =>
          `${JSON.stringify({ topic: "t", partition: 0, offset, ts, key })}\n`,
      )
      .join("");
  it.each<[name: string, file: string, text: string | Uint8Array, args: readonly string[]]>([
    ["kcat -J", "k.txt", kcat(rotating), ["--format", "kcat"]],
    [
      "kafka-console-consumer",
      "k.txt",
      rotating.map(({ key, ts }) => `CreateTime:${ts}\t${key}\t{"a":1}\n`).join(""),
      ["--format", "console"],
    ],
    ["JSON Lines", "k.jsonl", kcat(rotating), ["--time-column", "ts"]],
    ["JSON", "k.json", JSON.stringify(rotating), ["--time-column", "ts"]],
    ["gzip", "k.csv.gz", gzipSync(csv(rotating)), ["--time-column", "ts"]],
  ])("reads times of %s", async (_, name, text, args) => {
    const { code, report } = await judged(text, name, [...args, ...WINDOW]);
    expect(code).toBe(1);
    expect(report).toMatchObject({ max_window_share: 1, windows: { counted_windows: MINUTES } });
  });

  it("reads them from a pipe, and beside typed keys", async () => {
    const ids = rotating.map(({ ts }, i) => ({ ts, key: String(Math.floor(i / EACH)) }));
    const run = await cli(
      [
        ...check,
        "--keys",
        "-",
        "--format",
        "csv",
        "--time-column",
        "ts",
        "--key-type",
        "long",
      ].concat(WINDOW),
      { input: csv(ids) },
    );
    expect(topicOf(run)).toMatchObject({ max_window_share: 1, key_type: "long" });
  });

  it("counts rows with counts at their times", async () => {
    const text = `key,ts,n\n${Array.from({ length: MINUTES }, (_, minute) => `m${minute},${START_MS + minute * 60_000},${EACH}\n`).join("")}`;
    const { report } = await judged(text, "k.csv", [
      ...WINDOW,
      "--time-column",
      "ts",
      "--count-column",
      "n",
    ]);
    expect(report).toMatchObject({ max_window_share: 1, windows: { records: MINUTES * EACH } });
  });

  it("adds up several files, in any order, on any number of threads", async () => {
    const cwd = folder({
      "a.csv": csv(fair.filter((_, i) => i % 3 > 0)),
      "b.csv": csv(fair.filter((_, i) => i % 3 === 0)),
      "all.csv": csv(fair),
    });
    const run = async (...files: string[]) => {
      const [first = "", ...args] = files;
      return topicOf(
        await cli([...check, "--keys", first, "--time-column", "ts", ...WINDOW, ...args], { cwd }),
      );
    };
    const all = await run("all.csv");
    expect(await run("b.csv", "--keys", "a.csv")).toEqual(all);
    expect(await run("all.csv", "--threads", "1")).toEqual(all);
    expect(await run("all.csv", "--threads", "2")).toEqual(all);
  });

  it("says that too few windows were not judged, and does not judge them", async () => {
    const { code, report } = await judged(csv(rotating), "k.csv", [
      "--window",
      "3m",
      ...LIMIT,
      "--time-column",
      "ts",
    ]);
    expect(code).toBe(0);
    expect(report).not.toHaveProperty("max_window_share");
    expect(report.windows).toMatchObject({ length_ms: 180_000, counted_windows: 14 });
    expect(report.windows).not.toHaveProperty("expected_max_share");
    const args = ["check", "--partitions", "12", "--keys", "k.csv", "--time-column", "ts"];
    const { stdout } = await cli([...args, "--window", "3m", ...LIMIT], {
      cwd: folder({ "k.csv": csv(rotating) }),
    });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "max_window_share was not judged: only 14 windows of 3 minutes have 120 records or more, and at least 20 are needed. Use another window or more records.",
    );
  });

  it("widens windows if there are too many, and says so", async () => {
    const { report } = await judged(csv(rotating), "k.csv", [
      ...WINDOW.map((arg) => (arg === "1m" ? "1ms" : arg)),
      "--time-column",
      "ts",
    ]);
    // 6,000 records over 40 minutes in at most 8,333 windows.
    expect(report.windows).toMatchObject({ length_ms: 1, windows: 6000 });
    const wide = Array.from({ length: 30_000 }, (_, i) => ({
      key: `k${i}`,
      ts: START_MS + i * 1000,
    }));
    const widened = await judged(csv(wide), "k.csv", ["--window", "1s", "--time-column", "ts"]);
    expect(widened.report.windows).toMatchObject({
      length_ms: 4000,
      widened_from_ms: 1000,
      windows: 7500,
    });
  });

  it("is proposed by init where records have times, and explained with the hottest windows", async () => {
    const files = { "fair.csv": csv(fair), "rotating.csv": csv(rotating), "fair.json": kcat(fair) };
    const cwd = folder(files);
    const propose = async (name: string, ...args: string[]) => {
      const run = await cli(["init", "--partitions", "12", "-c", name, ...args], { cwd });
      expect(run.code).toBe(0);
      return contents(cwd)[name] ?? "";
    };
    const times = ["--time-column", "ts", "--column", "key"];
    const proposed =
      /window: 1m #.*\n(?:.*\n)*? +max_window_share: 0\.\d+ # today .* in random order .*/;
    expect(await propose("a.yml", "t=fair.csv", ...times)).toMatch(proposed);
    expect(await propose("b.yml", "t=fair.json", "--format", "kcat")).toMatch(proposed);
    await cli(["sample", "fair.csv", "-o", "fair.skew", "--window", "1m", ...times], { cwd });
    expect(await propose("c.yml", "t=fair.skew")).toMatch(proposed);
    expect(await propose("d.yml", "t=rotating.csv", ...times)).toMatch(
      /# No max_window_share is proposed: in windows of 1 minute, one partition gets up to 100 %/,
    );
    expect(
      await propose("e.yml", "t=fair.csv", "--column", "key", "--no-count-column"),
    ).not.toContain("window");
    expect((await cli(["check", "-c", "c.yml"], { cwd })).code).toBe(0);
    const explain = ["explain", "--partitions", "12", "--keys", "rotating.csv", "--window", "1m"];
    const { stdout } = await cli([...explain, ...times], { cwd });
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "Hottest windows: 2026-11-28 01:00:00 UTC: 100 % of 150 records in partition ",
    );
  });

  it("is off with its severity, and needs times otherwise", async () => {
    const text = (severity: string) =>
      contract("keys: k", "partitions: 12", "window: 1m", "max_window_share: 0.3", severity);
    const files = { k: lines(rotating) };
    const on = await cli(["check"], {
      cwd: folder({ ...files, "skew_contract.yml": text("fail_on: any") }),
    });
    expectRefusal(on, "no record has a time", "--time-column");
    const severity = text("severity: { max_window_share: off }");
    const off = await cli(["check"], { cwd: folder({ ...files, "skew_contract.yml": severity }) });
    expect(off.code).toBe(0);
  });
});

describe.concurrent("window_records", () => {
  const ORDERED = ["--window-records", String(EACH), ...LIMIT];

  it.each<[name: string, file: string, text: string | Uint8Array, args: readonly string[]]>([
    ["lines", "k.txt", lines(rotating), []],
    ["CSV", "k.csv", csv(rotating), []],
    ["gzip", "k.txt.gz", gzipSync(lines(rotating)), []],
  ])("groups the records of one file in their order: %s", async (_, name, text, args) => {
    const { code, report } = await judged(text, name, [...args, ...ORDERED]);
    expect(code).toBe(1);
    expect(report).toMatchObject({
      max_window_share: 1,
      windows: { length_records: EACH, records: MINUTES * EACH, counted_windows: MINUTES },
    });
  });

  it("is the same for many keys on any number of threads", async () => {
    const many = Array.from({ length: 400_000 }, (_, i) => `key-${(i * 7919) % 300_000}\n`).join(
      "",
    );
    const cwd = folder({ k: many });
    const run = async (...args: string[]) =>
      topicOf(await cli([...check, "--keys", "k", "--window-records", "2000", ...args], { cwd }));
    const [one, two] = [await run("--threads", "1"), await run("--threads", "2")];
    expect(two).toEqual(one);
    expect(one.windows).toMatchObject({ records: 400_000, counted_windows: 200 });
  });

  it.each<[name: string, files: Record<string, string>, args: readonly string[], says: string]>([
    [
      "several files",
      { a: lines(fair), b: lines(fair) },
      ["--keys", "a", "--keys", "b"],
      "several have no common order",
    ],
    ["counts", { "k.csv": "key,count\na,2\nb,3\n" }, ["--keys", "k.csv"], "the file has counts"],
    [
      "counts of uniq -c",
      { k: "  2 a\n  3 b\n" },
      ["--keys", "k", "--format", "uniq"],
      "the file has counts",
    ],
  ])("refuses %s", async (_, files, args, says) => {
    expectRefusal(await cli([...check, ...args, ...ORDERED], { cwd: folder(files) }), says);
  });

  it("refuses them in the contract, with the place", async () => {
    const fields = ["partitions: 12", "max_window_share: 0.3", "window_records: 500"];
    const refused = async (keys: string) => {
      const text = contract(...fields, keys);
      return cli(["validate"], { cwd: folder({ "skew_contract.yml": text }) });
    };
    expectRefusal(await refused("keys: [a, b]"), "several have no common order", /:7:21$/m);
    expectRefusal(
      await refused("keys: { path: a.csv, count_column: n }"),
      "counts have none",
      /:7:21$/m,
    );
  });
});

it.concurrent.each([
  ["timestamp-ms.parquet", ["--time-column", "ts", "--window", "10s"]],
  ["text.parquet", ["--time-column", "ts", "--window", "10s"]],
  ["numbers.avro", ["--time-column", "ts", "--window", "10s"]],
  ["timestamp-ms.parquet", ["--window-records", "10"]],
  ["numbers.avro", ["--window-records", "10"]],
])("windows of %s with %j", async (file, args) => {
  // 60 records in 60 seconds.
  const run = await cli(["check", "--partitions", "1", "-o", "json", "--keys", file, ...args], {
    cwd: `${root}fixtures/details`,
  });
  expect(topicOf(run).windows).toMatchObject({ records: 60, windows: 6, counted_windows: 6 });
});

it("is known in a baseline, of a report or of keys", async () => {
  const cwd = folder({ "k.csv": csv(rotating) });
  const args = [...check, "--keys", "k.csv", "--time-column", "ts", ...WINDOW];
  await cli([...args, "-o", "json:before.json"], { cwd });
  for (const before of [
    ["--baseline", "before.json"],
    ["--baseline-keys", "k.csv"],
  ]) {
    const run = await cli([...args, ...before, "--fail-on", "new"], { cwd });
    expect(run.code).toBe(0);
    expect(topicOf(run).violations).toMatchObject([
      { rule: "max_window_share", standing: "known" },
    ]);
  }
});
