import { chmodSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import {
  cli,
  contents,
  contract,
  ended,
  expectRefusal,
  expectUntouched,
  folder,
  hasPlainUser,
  judge,
  manyKeys,
  measured,
  plainUser,
  sharedFolder,
  start,
} from "./cli.ts";
import { zstdRepeated, zstdStored } from "./zstd.ts";

const GIBIBYTE = 2 ** 30;
/** Node itself takes about 50 MiB, a line of 16 MiB some more. */
const MAX_PEAK_MIB = 256;

const randomBytes = Buffer.from(Array.from({ length: 4096 }, (_, i) => (i * i * 31 + i * 7) % 251));

/** Three keys, where the frame's header speaks of 200 bytes. */
const zstdSaying200 = Buffer.from("28b52ffd20c8290000610a620a63", "hex");
/** zstd -D dictionary, of some of the keys that the dictionary was trained with. */
const zstdWithDictionary = Buffer.from(
  "KLUv/WdZAHExLAClAQDTgAGZ55+SXM4Z/DyfMGD43jjha6U9dErrj6ZLUgBwoqGYGbIbl8I3Rv7TmUm87Mp/g+M1C8Cjjw==",
  "base64",
);

describe.concurrent("keys that cannot be judged are refused, and no report is touched:", () => {
  const lines = Buffer.from(manyKeys(1000));
  type Content = string | Uint8Array;

  it.each<[string, Record<string, Content>, string, (string | RegExp)[]]>([
    ["an empty file", { k: "" }, "k", [/at k$/m, "the input has no keys"]],
    ["an empty CSV file", { "k.csv": "" }, "k.csv", ["the input has no keys"]],
    ["a CSV header alone", { "k.csv": "key,count\n" }, "k.csv", ["the input has no keys"]],
    ["counts of 0 alone", { "k.csv": "key,count\na,0\n" }, "k.csv", ["the input has no keys"]],
    ["a byte order mark alone", { k: "\ufeff" }, "k", ["the input has no keys"]],
    ["gzip of nothing", { "k.gz": gzipSync("") }, "k.gz", ["the input has no keys"]],
    ["a missing file", {}, "k.txt", ["k.txt does not exist"]],
    ["a file as folder", { k: "a\n" }, "k/a", ["k/a does not exist", "not a folder"]],
    ["a folder without files", { "k/.hidden": "a", "k/_SUCCESS": "a" }, "k", ["has no key files"]],
    ["a glob that matches nothing", { k: "a\n" }, "*.txt", [/no file matches \*\.txt/]],
    ["a glob that matches a folder alone", { "k/a": "a\n" }, "?", [/no file matches \?/]],
    ["a name too long", {}, "x".repeat(5000), ["a name that is too long"]],
    ["binary garbage", { k: randomBytes }, "k", ["binary data"]],
    ["garbage in gzip", { k: gzipSync(randomBytes) }, "k", ["binary data"]],
    ["a ZIP archive", { k: "PK\u0003\u0004\0\0" }, "k", ["ZIP archive"]],
    ["Parquet", { k: "PAR1\0\0" }, "k", ["Parquet"]],
    ["UTF-16", { k: Buffer.from("\ufeffa\nb\n", "utf16le") }, "k", ["UTF-16"]],
    ["gzip cut short", { k: gzipSync(lines).subarray(0, -9) }, "k", ["cut short", /at k$/m]],
    ["gzip cut in its header", { k: gzipSync(lines).subarray(0, 5) }, "k", ["cut short"]],
    ["gzip with a wrong byte", { k: flipped(gzipSync(lines), 500) }, "k", ["damaged"]],
    ["gzip, a NUL, garbage", { k: afterNul(lines, Buffer.from("garbage")) }, "k", ["damaged"]],
    [
      "gzip, a NUL, half a member",
      { k: afterNul(lines, gzipSync(lines).subarray(0, 99)) },
      "k",
      ["cut short"],
    ],
    ["zstd cut short", { k: zstdStored(lines.toString()).subarray(0, -9) }, "k", ["cut short"]],
    ["zstd cut in its header", { k: zstdStored("a").subarray(0, 5) }, "k", ["cut short"]],
    ["zstd of fewer bytes than it says", { k: zstdSaying200 }, "k", ["damaged", /at k$/m]],
    ["zstd with a dictionary", { k: zstdWithDictionary }, "k", ["dictionaries", /at k$/m]],
    ["zstd with a window of 256 MiB", { k: zstdStored("a\n", 28) }, "k", ["128 MiB", /at k$/m]],
    ["zstd with a wrong magic number", { k: flipped(zstdStored("a\n"), 1) }, "k", ["damaged"]],
    ["plain text named as zstd", { "k.txt.zst": "a\n" }, "k.txt.zst", ["ends in .zst"]],
    ["much plain text named as gzip", { "k.gz": manyKeys(50_000) }, "k.gz", ["ends in .gz"]],
    ["an empty file named as gzip", { "k.gz": "" }, "k.gz", ["cut short"]],
    ["a second gzip cut short", { k: twice(gzipSync(lines)).subarray(0, -9) }, "k", ["cut short"]],
    [
      "CSV without a key column",
      { "k.csv": "id,count\na,1\n" },
      "k.csv",
      [/no column "key"/, /--column id /],
    ],
    ["CSV with another case", { "k.csv": "Key\na\n" }, "k.csv", ['did you mean "Key"?']],
    ["CSV with the column twice", { "k.csv": "key,key\na,b\n" }, "k.csv", ["twice", "k.csv:1"]],
    ["a CSV row too short", { "k.csv": "key,count\na,1\nb\n" }, "k.csv", ["k.csv:3"]],
    ["a CSV quote left open", { "k.csv": 'key\na\n"b\nc\n' }, "k.csv", ["k.csv:3", "never closed"]],
    ["a CSV count of −1", { "k.csv": "key,count\na,-1\n" }, "k.csv", ["k.csv:2", "whole number"]],
    [
      "a CSV count of 1e3",
      { "k.csv": "key,count\na,1\nb,1e3\n" },
      "k.csv",
      ["k.csv:3", "whole number"],
    ],
    [
      "counts over 2^53",
      { "k.csv": `key,count\n${`a,${2 ** 53 - 1}\n`.repeat(2)}` },
      "k.csv",
      ["2^53"],
    ],
    [
      "a broken JSON line",
      { "k.jsonl": '{"key":"a"}\n{"key":\n' },
      "k.jsonl",
      ["k.jsonl:2", "not JSON"],
    ],
    ["JSON in a list", { "k.jsonl": '[{"key":"a"}]\n' }, "k.jsonl", ["k.jsonl:1", "/key"]],
    [
      "a JSON line without the key",
      { "k.jsonl": '{"key":1}\n\n{"id":1}\n' },
      "k.jsonl",
      ["k.jsonl:3"],
    ],
    [
      "a JSON object as key",
      { "k.jsonl": '{"key":{"id":1}}\n' },
      "k.jsonl",
      ["k.jsonl:1", "an object"],
    ],
    [
      "JSON that is no UTF-8",
      { "k.jsonl": Buffer.from('{"key":"\xff"}', "latin1") },
      "k.jsonl",
      ["UTF-8"],
    ],
    ["JSON nested a million deep", { "k.jsonl": "[".repeat(1e6) }, "k.jsonl", ["k.jsonl:1"]],
    ["a line of over 16 MiB", { k: `a\n${"b".repeat(2 ** 24 + 1)}\nc\n` }, "k", ["k:2", "16 MiB"]],
  ])("%s", async (_, files, keys, says) => {
    await expectUntouched([...judge.slice(1), "--keys", keys], files, { says });
  });

  it("nothing on standard input", async () => {
    await expectUntouched([...judge.slice(1), "--keys", "-"], {}, { says: ["standard input"] });
  });

  it("one bad file among good ones", async () => {
    const keys = ["--keys", "a", "--keys", "b"];
    const files = { a: manyKeys(10), b: gzipSync(lines).subarray(0, 50) };
    await expectUntouched([...judge.slice(1), ...keys], files, { says: [/at b$/m] });
  });

  it("a loop of links", async () => {
    const cwd = folder();
    symlinkSync("loop", join(cwd, "loop"));
    expectRefusal(await cli([...judge, "--keys", "loop"], { cwd }), "too many symbolic links");
  });

  it.skipIf(!hasPlainUser)("a file that may not be read", async () => {
    const cwd = sharedFolder({ k: "a\n" });
    const secret = join(cwd, "k");
    rmSync(secret);
    writeFileSync(secret, "a\n", { mode: 0 });
    const run = await cli([...judge, "--keys", "k"], {
      ...plainUser,
      cwd,
      file: join(cwd, "dist/cli.js"),
    });
    expectRefusal(run, "k cannot be accessed: permission denied");
  });

  it.skipIf(!hasPlainUser)("a folder in which one may not be read", async ({ onTestFinished }) => {
    const cwd = sharedFolder({ "k/a": "a\n", "k/secret/b": "b\n" });
    chmodSync(join(cwd, "k/secret"), 0);
    onTestFinished(() => chmodSync(join(cwd, "k/secret"), 0o755));
    for (const keys of ["k", "k/**/*", "k/secret"]) {
      const run = await cli([...judge, "--keys", keys], {
        ...plainUser,
        cwd,
        file: join(cwd, "dist/cli.js"),
      });
      expectRefusal(run, "permission denied");
    }
  });

  it.skipIf(process.platform !== "linux")("a file whose name is no UTF-8", async () => {
    const cwd = folder({ "k/a": "a\n" });
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/k/`), Buffer.from([0xff])]), "b\n");
    expectRefusal(await cli([...judge, "--keys", "k"], { cwd }));
  });

  it("and JSON or a table without an ending of its own is not taken for lines", async () => {
    const files = {
      k: '[\n  {"key": "a"},\n  {"key": "b"}\n]\n',
      "k.txt": "key\tcount\na\t1\n",
      "k.log": '{"key":"a"}\n{"key":"a"}\n',
      "k.yaml": "a\nb\n",
    };
    for (const name of Object.keys(files)) {
      expectRefusal(await cli([...judge, "--keys", name], { cwd: folder(files) }), name);
    }
  });

  function flipped(bytes: Uint8Array, at: number): Uint8Array {
    return bytes.map((byte, i) => (i === at ? byte ^ 0x10 : byte));
  }

  function afterNul(content: Uint8Array, rest: Uint8Array): Uint8Array {
    return Buffer.concat([gzipSync(content), Buffer.alloc(1), rest]);
  }

  function twice(bytes: Uint8Array): Uint8Array {
    return Buffer.concat([bytes, bytes]);
  }
});

describe.concurrent("topics that share a file are refused:", () => {
  const two = (a: string, b: string) => `version: 1
defaults: { partitions: 4, sample_size: 1 }
topics:
  a:
    keys: ${a}
  b:
    keys: ${b}
`;
  it.each([
    ["the same path", "k/a.txt", "k/a.txt"],
    ["the same file by other words", "k/a.txt", "./k/../k/a.txt"],
    ["a file in a folder", "k", "k/a.txt"],
    ["a file that a glob matches", "k/*.txt", "[k/a.txt]"],
    ["standard input", '"-"', '"-"'],
  ])("%s", async (_, a, b) => {
    const files = { "skew_contract.yml": two(a, b), "k/a.txt": "a\n" };
    const says = [/the topics a and b share/, /at skew_contract\.yml:7:5$/m];
    await expectUntouched([], files, { says, input: "a\n" });
  });
});

it("every topic's errors are told at once", async () => {
  const cwd = folder({
    "skew_contract.yml": `version: 1
defaults: { partitions: 4, sample_size: 1 }
topics:
  a: { keys: empty.txt }
  b: { keys: bad.jsonl }
  c: { keys: good.txt }
`,
    "empty.txt": "",
    "bad.jsonl": "{",
    "good.txt": "a\n",
  });
  const run = await cli(["check"], { cwd });
  expect(run.stdout).toContain("✓ c: the contract holds");
  expectRefusal({ ...run, stdout: "" }, /empty\.txt$/m, "bad.jsonl:1");
});

describe.concurrent("one line of 1 GiB is refused, in little memory:", { timeout: 600_000 }, () => {
  const says = "a line is longer than 16 MiB";

  /** A file of NULs that takes no room on the disk. */
  function sparse(name: string, more: Record<string, string> = {}): string {
    const cwd = folder({ ...more, [name]: "" });
    truncateSync(join(cwd, name), GIBIBYTE);
    return cwd;
  }

  it("NULs, which are no keys", async () => {
    const run = await measured([...judge, "--keys", "k"], { cwd: sparse("k") });
    expectRefusal(run, "binary data");
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });

  it.each(["lines", "csv", "jsonl"])("NULs, said to be %s", async (format) => {
    const text = contract("partitions: 4", `keys: {path: k, format: ${format}}`);
    const run = await measured(["check"], { cwd: sparse("k", { "skew_contract.yml": text }) });
    expectRefusal(run, says, /at k:1$/m);
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });

  it("text from a pipe", async () => {
    const run = await measured([...judge, "--keys", "-"], { input: repeated("a", GIBIBYTE) });
    expectRefusal(run, says, "standard input:1");
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });

  it("text in gzip", async () => {
    const mebibyte = gzipSync("a".repeat(2 ** 20));
    const bomb = Buffer.concat(Array.from({ length: 1024 }, () => mebibyte));
    const run = await measured([...judge, "--keys", "k"], { cwd: folder({ k: bomb }) });
    expectRefusal(run, says);
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });

  it("text in zstd", async () => {
    const cwd = folder({ k: zstdRepeated("a", GIBIBYTE) });
    const run = await measured([...judge, "--keys", "k"], { cwd });
    expectRefusal(run, says);
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });

  it("a contract", async () => {
    const run = await measured(["validate", "-c", "c.yml"], { cwd: sparse("c.yml") });
    expectRefusal(run, "64 MiB");
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });
});

describe.concurrent("a signal while keys are read", () => {
  it.each(["SIGINT", "SIGTERM"] as const)("%s leaves no file", async (signal) => {
    const cwd = folder({ "earlier.json": "an earlier report" });
    const outputs = ["-o", "json:earlier.json", "-o", "text:new.txt"];
    const child = start([...judge, "--keys", "-", ...outputs], { cwd });
    // More than a pipe holds: once it is taken, the keys are being read.
    await new Promise((resolve) => child.stdin?.write(manyKeys(500_000), resolve));
    child.kill(signal);
    expect(await ended(child)).toEqual({ code: null, signal });
    expect(contents(cwd)).toEqual({ "earlier.json": "an earlier report" });
  });
});

function* repeated(text: string, bytes: number): Generator<Uint8Array> {
  const chunk = Buffer.alloc(2 ** 16, text);
  for (let sent = 0; sent < bytes; sent += chunk.length) yield chunk;
}
