import { describe, expect, it } from "vitest";
import { cli, expectRefusal, folder, manyKeys, topicOf } from "./cli.ts";

/* Partitioners that hash text or objects rather than bytes. */

const wrong = (text: string) => Buffer.from(text, "latin1");
const check = ["check", "--partitions", "12", "--output", "json", "--keys"];

describe.concurrent("keys that are not UTF-8", () => {
  const large = manyKeys(60_000);

  it.each<[string, Uint8Array, string]>([
    ["lines", wrong("a\nb\nx\xff\n"), "k:3"],
    ["many lines", Buffer.concat([Buffer.from(large), wrong("\xc3(\n")]), "k:60001"],
  ])("are refused at their place among %s", async (_, bytes, place) => {
    const cwd = folder({ k: bytes });
    for (const partitioner of ["java-hashcode", "java-hashcode-mod", "maxwell-murmur3"]) {
      const run = await cli([...check, "k", "--partitioner", partitioner], { cwd });
      expectRefusal(run, `at ${place}`, `${partitioner} hashes text`);
    }
    expect(await cli([...check, "k"], { cwd })).toMatchObject({ code: 0 });
  });

  it("are refused at their place in a CSV file, and on standard input", async () => {
    const bytes = wrong('id,n\na,1\n"b\xff",2\n');
    const cwd = folder({ "k.csv": bytes });
    const flags = ["--partitioner", "java-hashcode-mask"];
    expectRefusal(
      await cli([...check, "k.csv", "--column", "id", ...flags], { cwd }),
      "at k.csv:3",
    );
    const input = wrong("a\n\x80\n");
    expectRefusal(await cli([...check, "-", ...flags], { input }), ":2", "is not UTF-8 text");
  });

  it("are not among what explain simulates", async () => {
    const args = ["explain", "--partitions", "12", "--output", "json", "--keys", "k"];
    const simulated = async (bytes: Uint8Array) => {
      const { stdout } = await cli(args, { cwd: folder({ k: bytes }) });
      return stdout.includes('"java-hashcode"');
    };
    expect(await simulated(wrong("a\nb\n"))).toBe(true);
    expect(await simulated(wrong("a\n\x80\n"))).toBe(false);
  });
});

describe.concurrent("numbers", () => {
  const numbers = Array.from({ length: 2400 }, (_, i) => `${i}\n`).join("");

  it("are hashed by their value where the client hashes the object", async () => {
    const cwd = folder({ k: numbers });
    const flags = ["--partitioner", "java-hashcode", "--key-type", "long"];
    const { partition_counts } = topicOf(await cli([...check, "k", ...flags], { cwd }));
    expect(partition_counts).toEqual(Array(12).fill(200));
    const args = ["sample", "k", "--key-type", "long", "-o", "k.skew"];
    expect(await cli(args, { cwd })).toMatchObject({ code: 0 });
    expect(topicOf(await cli([...check, "k.skew", ...flags], { cwd }))).toMatchObject({
      partition_counts,
    });
  });

  it.each([
    ["java-hashcode", "bytes-hex", "by its identity"],
    ["maxwell-murmur3", "long", "hash text, not key_type long"],
  ])("%s says why it cannot place %s", async (partitioner, keyType, says) => {
    const flags = ["--partitioner", partitioner, "--key-type", keyType];
    const run = await cli([...check, "k", ...flags], { cwd: folder({ k: "10\n" }) });
    expectRefusal(run, says, "--key-type");
  });
});
