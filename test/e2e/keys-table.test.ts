import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { defineCheck } from "#doors/cli/commands/check.ts";
import { parseCommand } from "#doors/cli/parse-command.ts";
import { requestFromFlags } from "#doors/cli/request.ts";
import type { TopicReport } from "#doors/library/index.ts";
import { makePlan } from "#run/make-plan.ts";
import { runGate } from "#run/run-gate.ts";
import { cli, folder, root } from "./cli.ts";

/*
 * The table at the top of docs/keys.md: each row reads what its tool writes, with the flags and with
 * the lines of the contract as they are printed there.
 */

interface Counts {
  readonly records: number;
  readonly unique: number;
  readonly nulls: number;
  readonly empty: number;
}

interface Answer extends Counts {
  readonly file: string;
}

const made = (file: string, records = 100, unique = 16, nulls = 5): Answer => {
  return { file: `key-exports/${file}`, records, unique, nulls, empty: 0 };
};
const shared = (file: string, records: number, unique: number, nulls = 0): Answer => {
  return { file: `exports/${file}`, records, unique, nulls, empty: 0 };
};

/** By the first cell of its row: a file of the tool, and what is in it. */
const answers: Record<string, Answer> = {
  "kcat, piped": shared("refunds.jsonl", 200, 65, 40),
  "kcat, JSON (binary keys too)": shared("refunds.jsonl", 200, 65, 40),
  "kcat, keys only": shared("payments-k.txt", 1000, 250, 200),
  "kcat, keys of Debezium": made("debezium.txt"),
  "kafka-console-consumer": shared("orders-print-key.txt", 1000, 121),
  "kafka-console-consumer, keys only": shared("payments-keys.txt", 1000, 250, 200),
  rpk: shared("rpk.json", 200, 81),
  "rpk, keys only": made("rpk.txt"),
  "rpk, binary keys": shared("rpk-hex.txt", 600, 300),
  kafkactl: shared("kafkactl-raw.jsonl", 400, 121),
  "kaf (text keys)": shared("kaf.jsonl", 260, 105),
  "Kafbat UI, JSON": shared("topic-messages_2026-01-17T12-31-00.json", 200, 81),
  "Kafbat UI, CSV": shared("topic-messages_2026-01-17T12-30-00.csv", 400, 121),
  AKHQ: shared("orders.json", 154, 57, 14),
  "Confluent Control Center and Cloud": shared("orders-confluent.json", 200, 81),
  "Redpanda Console": made("redpanda-console.json"),
  Postgres: made("psql-copy.csv"),
  "Postgres, keys only": made("psql-keys.txt"),
  psql: made("psql.csv"),
  "MySQL, MariaDB": made("mysql.tsv"),
  SQLite: made("sqlite.csv"),
  DuckDB: made("duckdb.parquet"),
  ClickHouse: made("clickhouse.csv"),
  BigQuery: made("bigquery.csv"),
  Athena: made("athena.csv"),
  Trino: made("trino.csv"),
  Snowflake: made("snowflake"),
  Redshift: made("redshift"),
  "Hive, text files": made("hive"),
  "Spark, Parquet": shared("spark-parquet", 1600, 121, 100),
  "Spark, CSV": shared("spark-counts", 1600, 121, 100),
  pandas: made("pandas.csv"),
  "pandas, Parquet": made("pandas.parquet"),
  "Polars, Avro": made("polars.avro"),
  "events in JSON": made("events.jsonl"),
  jq: made("jq.txt"),
  Miller: made("mlr.csv"),
  "Excel, with `;`": made("excel.csv", 95, 16, 0),
  "CSV without a header": shared("bare-keys.csv", 1000, 121),
  "`sort | uniq -c`": made("uniq.txt", 95, 16, 0),
  "a test": made("test-keys.txt", 95, 16, 0),
};

interface Row {
  readonly title: string;
  readonly flags: string;
  /** Lines of a topic in the contract; empty for standard input. */
  readonly contract: string;
}

const rows = rowsOf(readFileSync(join(root, "docs/keys.md"), "utf8"));

function rowsOf(page: string): Row[] {
  const [table = ""] = /^\| where your keys are .*\n(?:\|.*\n)+/m.exec(page) ?? [];
  return table
    .trim()
    .split("\n")
    .slice(2)
    .map((line) => {
      const [, title = "", , flags = "", contract = ""] = line
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim().replaceAll("\\|", "|"));
      return { title, flags: codeIn(flags).join(" "), contract: codeIn(contract).join("\n    ") };
    });
}

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

/** The words of a command line; quotes are those of a shell. */
function wordsOf(line: string): string[] {
  return [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");
}

const LIMITS = ["--partitions", "12", "--sample-size", "1"];
const FIELDS = "partitions: 12\n    sample_size: 1";

const resources = { memoryBytes: undefined, threads: 1 };
const progress = { read: () => {}, clear: () => {} };

/** What `check` finds, in this process; its paths are absolute. */
async function check(args: readonly string[]): Promise<Counts> {
  const command = defineCheck();
  parseCommand(command, args);
  const plan = await makePlan(await requestFromFlags([], command.opts()));
  const [topic] = (await runGate(plan, { resources, progress })).topics;
  const { records = 0, uniqueKeys = 0, nullKeys = 0, emptyKeys = 0 } = topic?.measures ?? {};
  return { records, unique: uniqueKeys, nulls: nullKeys, empty: emptyKeys };
}

function answerOf({ title }: Row): Answer {
  const answer = answers[title];
  if (answer === undefined) throw new Error(`no file for the row ${title}`);
  return answer;
}

/** A folder with the file under the name that the row uses. */
function folderWith(name: string, file: string): string {
  const cwd = folder();
  mkdirSync(join(cwd, dirname(name)), { recursive: true });
  cpSync(join(root, "fixtures", file), join(cwd, name), { recursive: true });
  return cwd;
}

it("the table has rows, and each file here belongs to one of them", () => {
  expect(rows.map(({ title }) => title)).toEqual(Object.keys(answers));
});

describe.each(rows.filter(({ contract }) => contract !== ""))("$title:", (row) => {
  const { file, ...counts } = answerOf(row);
  const [keys, name = "", ...flags] = wordsOf(row.flags);

  it("the flags read it", async () => {
    const args = [keys ?? "", join(folderWith(name, file), name), ...flags, ...LIMITS];
    expect(await check(args)).toEqual(counts);
  });

  it("the lines of the contract read it", async () => {
    const contract = join(folderWith(name, file), "skew_contract.yml");
    const topic = `orders:\n    ${row.contract}\n    ${FIELDS}\n`;
    writeFileSync(contract, `version: 1\ntopics:\n  ${topic}`);
    expect(await check(["--contract", contract])).toEqual(counts);
  });
});

it.each(rows.filter(({ contract }) => contract === ""))(
  "$title: the flags read it",
  async (row) => {
    const { file, ...counts } = answerOf(row);
    const cwd = folder();
    const input = readFileSync(join(root, "fixtures", file));
    const args = ["check", ...wordsOf(row.flags), ...LIMITS, "--output", "json:report.json"];
    const { code, stderr } = await cli(args, { cwd, input });
    expect(code, stderr).not.toBe(2);
    const report = topicIn(join(cwd, "report.json"));
    const { records, unique_keys: unique, null_keys: nulls, empty_keys: empty } = report;
    expect({ records, unique, nulls, empty }).toEqual(counts);
  },
);

function topicIn(out: string): TopicReport {
  return JSON.parse(readFileSync(out, "utf8")).topics[0];
}
