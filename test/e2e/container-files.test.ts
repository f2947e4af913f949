import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { cli, contract, expectRefusal, folder, judge, topicOf } from "./cli.ts";

const fixture = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../fixtures/containers/${name}`, import.meta.url)));
const parquet = fixture("duckdb-snappy.parquet");
const avro = fixture("records-deflate.avro");
const json = ["-o", "json", "--show-keys", "full"];

describe.concurrent("Parquet and Avro", () => {
  it.each([
    ["Parquet", { "k.parquet": parquet }, "k.parquet"],
    ["Parquet without an ending", { "part-0": parquet }, "part-0"],
    ["Avro", { "k.avro": avro }, "k.avro"],
    ["Avro in gzip", { "k.avro.gz": gzipSync(avro) }, "k.avro.gz"],
    ["a folder", { "k/_SUCCESS": "", "k/.part-0.crc": "x", "k/part-0": parquet }, "k"],
  ])("%s is read", async (_, files, keys) => {
    const report = topicOf(await cli([...judge, ...json, "--keys", keys], { cwd: folder(files) }));
    expect(report).toMatchObject({ records: 300, null_keys: expect.any(Number) });
    expect(report.top_keys[0]?.key).toBe("hot");
  });

  it("reads Avro from standard input where its format is named", async () => {
    const args = [...judge, ...json, "--keys", "-", "--format", "avro"];
    expect(topicOf(await cli(args, { cwd: folder({}), input: avro })).records).toBe(300);
  });

  it("judges by a contract that names the column", async () => {
    const keys = "{ path: k.parquet, format: parquet, column: event.user.id }";
    const files = { "k.parquet": fixture("nested-2.parquet") };
    const cwd = folder({
      "skew_contract.yml": contract("partitions: 8", `keys: ${keys}`),
      ...files,
    });
    expect(topicOf(await cli(["check", ...json], { cwd })).top_keys[0]?.key).toBe("hot");
  });

  it("takes a column from the names of folders, unescaped, and null", async () => {
    const cwd = folder({
      "k/country=DE/part-0.parquet": parquet,
      "k/country=a%2Fb/part-0.parquet": parquet,
      "k/country=__HIVE_DEFAULT_PARTITION__/part-0.parquet": parquet,
    });
    const args = [...judge, ...json, "--keys", "k", "--column", "country"];
    const report = topicOf(await cli(args, { cwd }));
    expect(report).toMatchObject({ records: 900, null_keys: 300 });
    expect(report.top_keys.map(({ key }) => key)).toEqual(["DE", "a/b"]);
  });

  it.each<[string, Record<string, string | Uint8Array>, string[], string[]]>([
    ["text called Parquet", { "k.parquet": "a\nb\n" }, ["k.parquet"], ["not a Parquet file"]],
    ["an empty Parquet file", { "k.parquet": "" }, ["k.parquet"], ["damaged or cut short"]],
    ["an empty Avro file", { "k.avro": "" }, ["k.avro"], ["Avro"]],
    ["text called Avro", { "k.avro": "abcdef" }, ["k.avro"], ["not an Avro container"]],
    ["cut Parquet", { "k.pq": parquet.subarray(0, -9) }, ["k.pq"], ["cut short", "at k.pq"]],
    ["cut Avro", { "k.avro": avro.subarray(0, -9) }, ["k.avro"], ["cut short", "at k.avro"]],
    ["Parquet in gzip", { "k.parquet.gz": gzipSync(parquet) }, ["k.parquet.gz"], ["plain file"]],
    [
      "encrypted Parquet",
      { k: Buffer.concat([Buffer.from("PARE"), parquet]) },
      ["k"],
      ["encrypted"],
    ],
    ["Parquet as lines", { k: parquet }, ["k", "--format", "lines"], ["Parquet"]],
    [
      "two kinds in a folder",
      { "k/a.parquet": parquet, "k/b.csv": "key\na\n" },
      ["k"],
      ["a.parquet (parquet)", "b.csv (csv)"],
    ],
  ])("refuses %s", async (_, files, keys, words) => {
    const run = await cli([...judge, "--keys", ...keys], { cwd: folder(files) });
    expectRefusal(run, ...words);
  });

  it("refuses Parquet from a pipe", async () => {
    const run = await cli([...judge, "--keys", "-"], { cwd: folder({}), input: parquet });
    expectRefusal(run, "Parquet", "plain file");
  });
});
