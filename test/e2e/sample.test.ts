import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type PartitionerName, partitioners } from "#core/partitioners/index.ts";
import type { TopicReport } from "#doors/library/index.ts";
import {
  cities,
  cli,
  contents,
  expectRefusal,
  folder,
  measured,
  plainEnv,
  topicOf,
} from "./cli.ts";

const KEYS = readFileSync(join(cities, "by-city/keys.csv"));
const report = ["check", "--output", "json", "--show-keys", "full"];

/** What a sample must tell as the keys themselves do. */
function spreadOf({
  key_type,
  sample_secret,
  top_keys,
  suggestions,
  remedies,
  ...rest
}: TopicReport) {
  return { ...rest, top_keys: top_keys.map(({ key, ...numbers }) => numbers) };
}

async function sampled(args: readonly string[], files: Record<string, string | Uint8Array>) {
  const cwd = folder(files);
  const run = await cli(["sample", ...args], { cwd });
  expect(run).toMatchObject({ code: 0, stdout: "", stderr: "" });
  return cwd;
}

describe("a sample", () => {
  const made = sampled(["keys.csv", "--count-column", "count", "-o", "keys.skew"], {
    "keys.csv": KEYS,
  });

  it.each(Object.keys(partitioners) as PartitionerName[])(
    "is judged as the keys are by %s, under any partition count",
    async (partitioner) => {
      const cwd = await made;
      for (const partitions of ["7", "48"]) {
        const flags = [...report, "--partitioner", partitioner, "--partitions", partitions];
        const [keys, sample] = await Promise.all([
          cli([...flags, "--keys", "keys.csv", "--count-column", "count"], { cwd }),
          cli([...flags, "--keys", "keys.skew"], { cwd }),
        ]);
        expect(spreadOf(topicOf(sample))).toEqual(spreadOf(topicOf(keys)));
      }
    },
  );

  it("holds no text of a key, and shows none", async () => {
    const cwd = await made;
    const bytes = readFileSync(join(cwd, "keys.skew"), "latin1");
    for (const text of ["Abu Dhabi", "AE:", "Zürich"]) expect(bytes).not.toContain(text);
    const { top_keys } = topicOf(
      await cli([...report, "--partitions", "48", "--keys", "keys.skew"], { cwd }),
    );
    expect(top_keys[0]?.key).toMatch(/^[0-9a-f]{16}$/);
  });

  it("is explained by the partitioners that it holds", async () => {
    const cwd = await sampled(["k.txt", "-o", "k.skew"], { "k.txt": "a\nb\nb\n" });
    const args = ["explain", "--partitions", "4", "--keys", "k.skew", "--output", "json"];
    const { topics } = JSON.parse((await cli(args, { cwd })).stdout);
    const others = topics[0].scenarios.filter(
      ({ kind }: { kind: string }) => kind === "partitioner",
    );
    expect(others.map(({ partitioner }: { partitioner: string }) => partitioner).sort()).toEqual(
      Object.keys(partitioners)
        .filter((name) => name !== "murmur2")
        .sort(),
    );
  });

  it("counts empty and null keys, and places the empty one as the producer does", async () => {
    const keys = "\n\n\na\nNULL\n";
    const cwd = await sampled(["k.txt", "--null-token", "NULL", "-o", "k.skew"], { "k.txt": keys });
    for (const producer of ["java", "librdkafka"]) {
      const flags = [...report, "--partitions", "5", "--producer", producer];
      const sample = topicOf(await cli([...flags, "--keys", "k.skew"], { cwd }));
      const plain = await cli([...flags, "--keys", "k.txt", "--null-token", "NULL"], { cwd });
      expect(spreadOf(sample)).toEqual(spreadOf(topicOf(plain)));
      expect(sample).toMatchObject({ empty_keys: 3, null_keys: 1, unique_keys: 2 });
    }
  });

  it("is the same file for the same keys in another order", async () => {
    const cwd = await sampled(["a.txt", "-o", "a.skew"], {
      "a.txt": "x\ny\nz\ny\n",
      "b.txt": "y\nz\ny\nx\n",
    });
    await cli(["sample", "b.txt", "-o", "b.skew"], { cwd });
    const files = contents(cwd);
    expect(files["b.skew"]).toBe(files["a.skew"]);
  });
});

it("a sample of many keys is read whole", async () => {
  const keys = Array.from({ length: 120_000 }, (_, i) => `user-${i % 100_000}\n`).join("");
  const cwd = await sampled(["k.txt", "-o", "k.skew"], { "k.txt": keys });
  const flags = [...report, "--partitions", "48"];
  const [sample, plain] = await Promise.all([
    cli([...flags, "--keys", "k.skew"], { cwd }),
    cli([...flags, "--keys", "k.txt"], { cwd }),
  ]);
  expect(topicOf(sample).partition_counts).toEqual(topicOf(plain).partition_counts);
  expect(topicOf(sample).unique_keys).toBe(100_000);
});

describe("a baseline of other keys than they are now", () => {
  it("does not call keys hot that cannot be compared", async () => {
    const cwd = await sampled(["k.txt", "-o", "k.skew"], { "k.txt": "a\na\nb\n" });
    const flags = ["check", "--partitions", "2", "--show-keys", "full", "--output"];
    await cli([...flags, "json:sample.json", "--keys", "k.skew", "--quiet"], { cwd });
    const run = await cli([...flags, "json", "--keys", "k.txt", "--baseline", "sample.json"], {
      cwd,
    });
    expect(topicOf(run).baseline?.hot_keys).toEqual([]);
  });
});

describe("samples", () => {
  it("of one secret are put together", async () => {
    const secret = "correct horse battery staple";
    const cwd = folder({ "a.txt": "x\nx\ny\n", "b.txt": "y\nz\n", secret });
    for (const name of ["a", "b"]) {
      const args = ["sample", `${name}.txt`, "-o", `${name}.skew`, "--secret-file", "secret"];
      expect(await cli(args, { cwd })).toMatchObject({ code: 0 });
    }
    writeFileSync(join(cwd, "b.skew.gz"), gzipSync(readFileSync(join(cwd, "b.skew"))));
    const keys = ["--keys", "a.skew", "--keys", "b.skew.gz"];
    const { unique_keys, records } = topicOf(
      await cli([...report, "--partitions", "3", ...keys], { cwd }),
    );
    expect({ unique_keys, records }).toEqual({ unique_keys: 3, records: 5 });
    expect(JSON.stringify(contents(cwd)["a.skew"])).not.toContain("horse");
  });

  it("of different secrets are not", async () => {
    const cwd = folder({ "a.txt": "x\n" });
    await cli(["sample", "a.txt", "-o", "a.skew"], { cwd });
    const env = { ...plainEnv(), SKEW_CONTRACT_SAMPLE_SECRET: "0123456789abcdef" };
    await cli(["sample", "a.txt", "-o", "b.skew"], { cwd, env });
    const run = await cli([...report, "--partitions", "3", "--keys", "*.skew"], { cwd });
    expectRefusal(run, "different secrets or hashes");
  });
});

describe("what cannot be judged is refused:", () => {
  const made = sampled(["k.txt", "-o", "k.skew"], { "k.txt": "a\nb\nc\n" });
  const check = [...report, "--partitions", "3", "--keys"];

  it.each<[string, (bytes: Buffer) => Uint8Array | string, string]>([
    ["a sample cut short", (bytes) => bytes.subarray(0, -3), "damaged or cut short"],
    ["a changed count", (bytes) => bytes.fill(9, bytes.length - 1), "damaged or cut short"],
    [
      "a header that lies",
      (bytes) => bytes.toString("latin1").replace('keys":3', 'keys":9'),
      "damaged",
    ],
    [
      "another version",
      () => '{"skew_sample":3}\n',
      "version 3, but this release reads only versions 1 and 2",
    ],
    ["no sample", () => "a\nb\n", "is not a sample"],
    ["nothing", () => "", "is not a sample"],
    ["a hostile header", () => `{"skew_sample":1,"hashes":["__proto__"]}\n`, "is not a sample"],
  ])("%s", async (_, change, says) => {
    const bytes = readFileSync(join(await made, "k.skew"));
    const cwd = folder({ "k.skew": change(Buffer.from(bytes)) });
    expectRefusal(await cli([...check, "k.skew"], { cwd }), "k.skew", says);
  });

  it("a partitioner whose hashes it lacks", async () => {
    const args = ["k.txt", "--hashes", "murmur2,crc32,fnv1a", "-o", "k.skew"];
    const cwd = await sampled(args, { "k.txt": "a\n" });
    const run = await cli([...check, "k.skew", "--partitioner", "xxh32"], { cwd });
    expectRefusal(run, "no hashes for the partitioner xxh32", "--hashes murmur2,crc32,fnv1a,xxh32");
  });

  it("hashes of text for keys that are not text", async () => {
    const files = { "k.txt": Buffer.from("a\n\x80\n", "latin1") };
    const cwd = await sampled(["k.txt", "-o", "k.skew"], files);
    const of = (partitioner: string) =>
      cli([...check, "k.skew", "--partitioner", partitioner], { cwd });
    expectRefusal(await of("java-hashcode"), "no hashes for the partitioner java-hashcode");
    expect(await of("kafka-node-keyed")).toMatchObject({ code: 0 });
    const args = ["sample", "k.txt", "-o", "j.skew", "--hashes", "murmur2,java-hashcode"];
    expectRefusal(await cli(args, { cwd }), "java-hashcode hashes text");
  });

  it("another key type than the contract's", async () => {
    const run = await cli([...check, "k.skew", "--key-type", "uuid"], { cwd: await made });
    expectRefusal(run, "made with key_type string");
  });

  it("a sample under another name, or through standard input", async () => {
    const sample = readFileSync(join(await made, "k.skew"));
    const cwd = folder({ "k.txt": sample });
    expectRefusal(await cli([...check, "k.txt"], { cwd }), "name does not end in .skew");
    const piped = await cli([...check, "-"], { cwd, input: sample });
    expectRefusal(piped, "name does not end in .skew");
  });

  it("a header that was changed", async () => {
    const bytes = readFileSync(join(await made, "k.skew"), "latin1");
    const text = bytes.replace('"null_records":0', '"null_records":9');
    const cwd = folder({ "k.skew": Buffer.from(text, "latin1") });
    expectRefusal(await cli([...check, "k.skew"], { cwd }), "damaged");
  });

  it("what is packed so that it takes much memory, in little of it", async () => {
    const mebibyte = gzipSync(Buffer.alloc(2 ** 20));
    const bomb = Buffer.concat(Array.from({ length: 700 }, () => mebibyte));
    const header = readFileSync(join(await made, "k.skew"), "latin1").split("\n")[0];
    const entries = gzipSync(`${header?.replace('keys":3', 'keys":9007199254740991')}\n`);
    const ones = gzipSync(Buffer.alloc(2 ** 20, 1));
    const more = Buffer.concat([entries, ...Array.from({ length: 700 }, () => ones)]);
    const cwd = folder({ "zeros.skew.gz": bomb, "ones.skew.gz": more });
    for (const [name, says] of [
      ["zeros", "is not a sample"],
      ["ones", "damaged"],
    ]) {
      const run = await measured([...check, `${name}.skew.gz`, "--memory", "160M"], { cwd });
      expectRefusal(run, says as string);
      expect(run.peakMiB).toBeLessThan(160);
    }
  });

  it("more keys than fit in memory", async () => {
    const header = readFileSync(join(await made, "k.skew"), "latin1").split("\n")[0] as string;
    const count = 1_000_000;
    // 8 bytes of digest, 10 hashes of 4, a count of 1.
    const entries = Buffer.alloc(49 * count, 1);
    for (let i = 0; i < count; i++) entries.writeUInt32LE(i, 49 * i);
    const text = `${header.replace('keys":3', `keys":${count}`)}\n`;
    const cwd = folder({ "k.skew": Buffer.concat([Buffer.from(text), entries]) });
    const run = await cli([...check, "k.skew", "--memory", "160M"], { cwd });
    expectRefusal(run, "more keys than fit in memory", "--memory");
  });

  it("samples beside other keys", async () => {
    const run = await cli([...check, "k.skew", "--keys", "k.txt"], { cwd: await made });
    expectRefusal(run, "k.txt", "cannot be judged together");
  });

  it.each<[string, string[], string]>([
    ["a sample of a sample", ["k.skew", "-o", "x.skew"], "already samples"],
    ["another name", ["k.txt", "-o", "k.bin"], "must end in .skew"],
    ["the secret as output", ["k.txt", "-o", "s.skew", "--secret-file", "s.skew"], "overwrite"],
    ["no output", ["k.txt"], "--output"],
    ["its own input as output", ["k.txt", "-o", "k.txt"], "must end in .skew"],
    ["an unknown hash", ["k.txt", "-o", "x.skew", "--hashes", "murmur3"], 'did you mean "murmur2"'],
    ["a short secret", ["k.txt", "-o", "x.skew", "--secret-file", "k.txt"], "fewer than 16"],
    ["no keys", ["empty.txt", "-o", "x.skew"], "the input has no keys"],
  ])("%s", async (_, args, says) => {
    const secret = { "s.skew": "correct horse battery staple" };
    const cwd = folder({ "empty.txt": "", ...secret, ...contents(await made) });
    writeFileSync(join(cwd, "k.skew"), readFileSync(join(await made, "k.skew")));
    const before = contents(cwd);
    expectRefusal(await cli(["sample", ...args], { cwd }), says);
    expect(contents(cwd)).toEqual(before);
  });
});
