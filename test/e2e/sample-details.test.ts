import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { signedHeader } from "#core/samples/sample-format.ts";
import { cli, contents, expectRefusal, folder, topicOf } from "./cli.ts";

/* Sample files of version 2: what they say besides keys, hashes and counts. */

const check = ["check", "--partitions", "12", "-o", "json", "--keys"];
const COLUMNS = ["--partition-column", "p", "--time-column", "t", "--bytes-column", "b"];
const rows = Array.from({ length: 400 }, (_, i) => {
  const key = i % 50 === 0 ? "" : i % 41 === 0 ? "NULL" : `customer-${(i * i) % 37}`;
  return `${key},${(i * 7) % 12},${1795827200 + i},${i % 3 === 0 ? 0 : i}`;
});
const csv = (all: readonly string[]) => `key,p,t,b\n${all.join("\n")}\n`;
const READ = [...COLUMNS, "--null-token", "NULL"];

async function sampled(files: Record<string, string>, args: readonly string[]) {
  const cwd = folder(files);
  const run = await cli(["sample", ...args], { cwd });
  expect(run).toMatchObject({ code: 0, stdout: "", stderr: "" });
  return cwd;
}

function headerOf(bytes: Buffer) {
  return JSON.parse(bytes.subarray(0, bytes.indexOf("\n")).toString());
}

const made = sampled({ "k.csv": csv(rows) }, ["k.csv", "-o", "k.skew", ...READ]);

describe.concurrent("a sample of records with partitions, times and sizes", () => {
  it.each(["java", "librdkafka", "franz-go"])(
    "is judged as the records are: %s",
    async (producer) => {
      const cwd = await made;
      const flags = ["--producer", producer];
      const [keys, sample] = await Promise.all([
        cli([...check, "k.csv", ...READ, ...flags], { cwd }),
        cli([...check, "k.skew", ...flags], { cwd }),
      ]);
      const { recorded_partitions, time_span, record_bytes } = topicOf(keys);
      // A sample shows digests of keys.
      const top_keys = record_bytes?.top_keys?.map(({ bytes, share }) => ({ bytes, share }));
      expect(top_keys).toHaveLength(10);
      const sizes = { ...record_bytes, top_keys };
      expect(topicOf(sample)).toMatchObject({
        recorded_partitions,
        time_span,
        record_bytes: sizes,
      });
      expect(recorded_partitions).toMatchObject({
        records: 400,
        compared_records: expect.any(Number),
      });
      expect(record_bytes?.max_key_share).toBeGreaterThan(0);
    },
  );

  it("says so in its header, and has no text of a key", async () => {
    const bytes = readFileSync(join(await made, "k.skew"));
    expect(headerOf(bytes)).toMatchObject({
      skew_sample: 2,
      columns: ["partitions", "bytes"],
      hashes: [
        ...["murmur2", "xxh32", "crc32", "maxwell-murmur3", "fnv1a", "java-bytes-hashcode"],
        ...["java-hashcode", "kafka-node-keyed", "debezium-murmur3", "kafkajs-legacy"],
      ],
      records: 400,
      sample: "random",
      first_record: "2026-11-28T00:53:20.000Z",
      newest_record: "2026-11-28T00:59:59.000Z",
    });
    expect(bytes.toString("latin1")).not.toContain("customer");
  });

  it("is the same file for the same records in another order", async () => {
    const cwd = await made;
    writeFileSync(join(cwd, "r.csv"), csv([...rows].reverse()));
    await cli(["sample", "r.csv", "-o", "r.skew", ...READ], { cwd });
    const files = contents(cwd);
    expect(files["r.skew"]).toBe(files["k.skew"]);
  });

  it("is added up with another one of the same topic", async () => {
    const args = [...check, "k.skew", "--keys", "l.skew"];
    const cwd = folder({ "k.csv": csv(rows.slice(0, 150)), "l.csv": csv(rows.slice(150)) });
    for (const name of ["k", "l"]) {
      await cli(["sample", `${name}.csv`, "-o", `${name}.skew`, ...READ], { cwd });
    }
    const both = topicOf(await cli(args, { cwd }));
    const one = topicOf(await cli([...check, "k.skew"], { cwd: await made }));
    const { recorded_partitions, time_span, record_bytes } = one;
    expect(both).toMatchObject({ recorded_partitions, time_span, record_bytes });
  });

  it("is refused cut at any place, and with any byte changed", async () => {
    const bytes = readFileSync(join(await made, "k.skew"));
    const ends = [60, 400, 700, 900, bytes.length - 1];
    const files = Object.fromEntries([
      ...ends.map((end) => [`cut-${end}.skew`, bytes.subarray(0, end)]),
      ...ends.map((at) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] as number) ^ 1;
        return [`changed-${at}.skew`, changed];
      }),
    ]);
    const cwd = folder(files);
    for (const name of Object.keys(files)) {
      expectRefusal(await cli([...check, name], { cwd }), name, /damaged|not a sample|made with/);
    }
  });
});

describe.concurrent("what a sample is a part of", () => {
  const header = async (keys: string, ...args: string[]) => {
    const cwd = await sampled({ "k.csv": keys }, ["k.csv", "-o", "k.skew", ...args]);
    return headerOf(readFileSync(join(cwd, "k.skew")));
  };

  it("is said, or a random part where records were read", async () => {
    expect(await header("key\na\n")).toMatchObject({ sample: "random", columns: [] });
    expect(await header("key,count\na,3\nb,1\n")).not.toHaveProperty("sample");
    expect(await header("key\na\n", "--sample", "census")).toMatchObject({ sample: "census" });
    expect(await header("key\na\nb\n", "--of-records", "1e6")).toMatchObject({ of_records: 1e6 });
  });

  it("was taken when somebody says so", async () => {
    const said = await header("key\na\n", "--taken-at", "2026-11-28T01:00:00+01:00");
    expect(said).toMatchObject({ newest_record: "2026-11-28T00:00:00.000Z" });
    expect(said).not.toHaveProperty("first_record");
  });

  it.each<[args: string[], says: string]>([
    [["--of-records", "1"], "2 records cannot be a random part of 1"],
    [["--of-records", "9", "--sample", "census"], "only for a random part"],
    [["--taken-at", "yesterday"], "ISO 8601"],
    [["--taken-at", "1795827200", "--time-column", "t"], "which say when the newest"],
  ])("contradicts: %j", async (args, says) => {
    const cwd = folder({ "k.csv": "key,t\na,1795827200\nb,1795827201\n" });
    expectRefusal(await cli(["sample", "k.csv", "-o", "k.skew", ...args], { cwd }), says);
    expect(Object.keys(contents(cwd))).toEqual(["k.csv"]);
  });
});

it("a file of a later release is read, without the fields, columns and bytes that are not known", async () => {
  const sample = readFileSync(join(await made, "k.skew"));
  const line = sample.indexOf("\n");
  const tail = Buffer.from("windows of time");
  const header = {
    ...headerOf(sample),
    windows: { length_ms: 60_000, count: 1 },
    later: { 1: [2] },
    tail_bytes: tail.length,
  };
  const body = Buffer.concat([sample.subarray(line + 1), tail]);
  const sha256 = createHash("sha256").update(signedHeader(header)).update(body).digest("hex");
  const text = `${JSON.stringify({ ...header, sha256 })}\n`;
  const cwd = folder({ "k.skew": Buffer.concat([Buffer.from(text), body]) });
  const [later, now] = await Promise.all([
    cli([...check, "k.skew"], { cwd }),
    cli([...check, "k.skew"], { cwd: await made }),
  ]);
  expect(topicOf(later)).toEqual(topicOf(now));
});
