import { createHash } from "node:crypto";
import { linkSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { gate } from "#doors/library/gate.ts";
import { isRunning } from "../support/processes.ts";
import {
  cliProcess as cli,
  cliFile,
  ended,
  expectRefusal,
  folder,
  judge,
  measured,
  plainEnv,
  type Run,
  shell,
  start,
  topicOf,
} from "./cli.ts";

/*
 * Files so large that the kernel counts them, on several threads: every way must come to the very
 * report that the plain table gives.
 */

const PARTITIONS = 48;
const flags = [
  "check",
  "--partitions",
  String(PARTITIONS),
  "--output",
  "json",
  "--show-keys",
  "full",
];

/** Text with hot and rare, short and long, empty and strange keys, and all kinds of line ends. */
function manyLines(count: number): string {
  const lines: string[] = [];
  let state = 1;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    const kind = (state >>> 16) % 16;
    const end = i % 3 === 0 ? "\r\n" : "\n";
    if (i % 9000 === 0) lines.push("L".repeat(8190 + (i % 7)) + end);
    else if (kind === 0) lines.push(end);
    else if (kind === 1) lines.push(`é-${(state >>> 20) % 50}${end}`);
    else if (kind === 2) lines.push(`lone\rreturn ${(state >>> 24) % 9}${end}`);
    else if (kind === 3) lines.push("k".repeat((state >>> 20) % 300) + end);
    else if (kind < 9) lines.push(`user-${(state >>> 20) % 1000}${end}`);
    else lines.push(`a-rather-long-name-of-a-user-${i}${end}`);
  }
  return `${lines.join("")}last`;
}

function keysOf(text: string): string[] {
  return text.split("\n").map((line) => (line.endsWith("\r") ? line.slice(0, -1) : line));
}

/** A report of the command line without what the library leaves out. */
function comparable(run: Run): unknown {
  const { topic: _, ...rest } = topicOf(run);
  return rest;
}

describe("a large file", () => {
  // Enough for several threads, which a total of 24 MiB is worth.
  const text = manyLines(700_000);
  const cwd = folder({ "keys.txt": text, "keys.txt.gz": gzipSync(text, { level: 1 }) });
  let expected: unknown;

  beforeAll(() => {
    const { topic: _, ...rest } = gate({ partitions: PARTITIONS }, keysOf(text));
    expected = JSON.parse(JSON.stringify(rest));
  });

  it.each([
    ["1 thread", ["--threads", "1"]],
    ["2 threads", ["--threads", "2"]],
    ["5 threads", ["--threads", "5"]],
    ["as it comes", []],
  ])("by %s", async (_, more) => {
    expect(comparable(await cli([...flags, "--keys", "keys.txt", ...more], { cwd }))).toEqual(
      expected,
    );
  });

  it.each(["1", "3"])("from a pipe, by %s threads", async (threads) => {
    const args = `${flags.join(" ")} --keys - --threads ${threads}`;
    expect(comparable(await shell(`cat keys.txt | skew ${args}`, { cwd }))).toEqual(expected);
  });

  it("in gzip", async () => {
    expect(comparable(await cli([...flags, "--keys", "keys.txt.gz"], { cwd }))).toEqual(expected);
  });

  it("beside small files, CSV and JSON lines", async () => {
    const more = {
      "more.csv": `key,count\n${Array.from({ length: 90_000 }, (_, i) => `user-${i},3\n`).join("")}`,
      "more.jsonl": Array.from({ length: 90_000 }, (_, i) => `{"key":"${i}\\n"}\n`).join(""),
      "small.txt": "user-1\r\n\n",
    };
    const mixed = folder({ "keys.txt": text, ...more });
    const keys = ["more.csv", "keys.txt", "small.txt", "more.jsonl"].flatMap((f) => ["--keys", f]);
    const counted = Array.from({ length: 90_000 }, (_, i) => ({ key: `user-${i}`, count: 3 }));
    const { topic: _, ...rest } = gate({ partitions: PARTITIONS }, [
      ...keysOf(text),
      ...counted,
      ...["user-1", ""],
      ...Array.from({ length: 90_000 }, (_, i) => `${i}\n`),
    ]);
    const run = await cli([...flags, ...keys], { cwd: mixed });
    expect(comparable(run)).toEqual(JSON.parse(JSON.stringify(rest)));
  });

  it("beside others as large, with several producers", async () => {
    const part = manyLines(250_000);
    const bom = Buffer.concat([Buffer.from("\ufeff"), Buffer.from(part)]);
    const packed = gzipSync(part, { level: 1 });
    const files = { "a.txt": part, "b.txt": bom, "c.txt.gz": packed, "d.txt.gz": packed };
    const fields = `partitions: ${PARTITIONS}, sample: census, producers: [java, librdkafka, sarama]`;
    const yaml = `version: 1\ntopics:\n  t: {${fields}, keys: "?.txt*"}\n`;
    const several = folder({ ...files, "skew_contract.yml": yaml });
    const keys = keysOf(part).map((key) => ({ key, count: 4 }));
    const producers = ["java", "librdkafka", "sarama"] as const;
    const { topic: _, ...rest } = gate(
      { partitions: PARTITIONS, sample: "census", producers },
      keys,
    );
    for (const threads of ["1", "3"]) {
      const run = await cli(["--output", "json", "--show-keys", "full", "--threads", threads], {
        cwd: several,
      });
      expect(comparable(run)).toEqual(JSON.parse(JSON.stringify(rest)));
    }
  });

  // What the system does to a process that takes too much memory, say.
  describe("whose worker dies", () => {
    const dying = `data:text/javascript,${encodeURIComponent(
      'import w from"node:worker_threads";import{syncBuiltinESMExports as s}from"node:module";const W=w.Worker;w.Worker=class extends W{constructor(...a){super(...a);setTimeout(()=>this.terminate(),30)}};s()',
    )}`;
    const env = { ...plainEnv(), NODE_OPTIONS: `--import ${dying}` };

    it("is counted again by one thread", async () => {
      const run = await cli([...flags, "--keys", "keys.txt", "--threads", "2"], { cwd, env });
      expect(comparable(run)).toEqual(expected);
    });

    it("is refused soon where it comes from a pipe", async () => {
      const args = `${flags.join(" ")} --keys - --threads 2`;
      const source = "cat keys.txt keys.txt keys.txt; sleep 2; cat keys.txt; exec sleep 900";
      const script = `skew ${args} < <(exec 2>/dev/null; echo $BASHPID > pid; ${source})`;
      const run = await shell(script, { cwd, env });
      expectRefusal(run, "a thread that counts keys stopped early", "--threads 1");
      // It did not wait for the end of the input, which has not come.
      const pid = Number(readFileSync(join(cwd, "pid"), "utf8"));
      expect(isRunning(pid)).toBe(true);
      process.kill(pid);
    });
  });

  it("on standard input is refused if it changes meanwhile", async () => {
    const changing = `data:text/javascript,${encodeURIComponent(
      'import{appendFileSync}from"node:fs";process.stdin.on("end",()=>appendFileSync("grows.txt","x"))',
    )}`;
    const env = { ...plainEnv(), NODE_OPTIONS: `--import ${changing}` };
    const growing = folder({ "grows.txt": "user-1\n".repeat(100_000) });
    const run = await shell(`skew ${flags.join(" ")} --keys - < grows.txt`, { cwd: growing, env });
    expectRefusal(run, "the key file changed while it was being read");
  });

  it("from a pipe with a name, where no worker may start", async () => {
    const isNew = process.allowedNodeEnvironmentFlags.has("--permission");
    const permission = isNew ? "--permission" : "--experimental-permission";
    const args = [permission, "--allow-fs-read=*", cliFile, ...flags, "--threads", "2"].join(" ");
    const line = `'${process.execPath}' --no-warnings ${args} --keys <(cat keys.txt)`;
    expect(comparable(await shell(line, { cwd }))).toEqual(expected);
  });

  it("from a pipe by more threads than there are cores", async () => {
    const args = `${flags.join(" ")} --keys - --threads 40 --memory 4G`;
    expect(comparable(await shell(`cat keys.txt | skew ${args}`, { cwd }))).toEqual(expected);
  });

  // WebAssembly is a part of what V8's jitless mode leaves out.
  it("without WebAssembly", async () => {
    const args = [cliFile, ...flags, "--keys", "keys.txt"].map((arg) => `'${arg}'`).join(" ");
    const run = await shell(`'${process.execPath}' --jitless ${args}`, { cwd });
    expect(comparable({ ...run, stderr: "" })).toEqual(expected);
  });

  it("where no worker may start", async () => {
    const isNew = process.allowedNodeEnvironmentFlags.has("--permission");
    const permission = isNew ? "--permission" : "--experimental-permission";
    const env = { ...plainEnv(), NODE_NO_WARNINGS: "1" };
    const args = [cliFile, ...flags, "--keys", "keys.txt", "--threads", "2"];
    const line = [process.execPath, permission, "--allow-fs-read=*", ...args].map((a) => `'${a}'`);
    expect(comparable(await shell(line.join(" "), { cwd, env }))).toEqual(expected);
  });
});

it("names the line that is too long, in a file of any size and kind", async () => {
  const before = "user-1\n".repeat(100_000);
  const text = `${before}${"x".repeat(17 * 1024 * 1024)}\n${before}`;
  const cwd = folder({ "keys.txt": text, "keys.txt.gz": gzipSync(text, { level: 1 }) });
  for (const file of ["keys.txt", "keys.txt.gz"]) {
    const run = await cli(["check", "--partitions", "4", "--keys", file], { cwd });
    expectRefusal(run, `${file}:100001`, "a line is longer than 16 MiB");
  }
});

it("takes a line of the greatest length, with its CR, from a file and from a pipe", async () => {
  const longest = "x".repeat(16 * 1024 * 1024);
  const text = `${"user-1\n".repeat(100_000)}${longest}\r\nlast\r\n`;
  const cwd = folder({ "keys.txt": text });
  for (const keys of ["keys.txt", "-"]) {
    for (const threads of ["1", "2"]) {
      const args = [...judge, "--output", "json", "--memory", "160M", "--threads", threads];
      args.push("--keys", keys);
      const run = await shell(`cat keys.txt | skew ${args.join(" ")}`, { cwd });
      const { unique_keys, records } = topicOf(run);
      expect({ unique_keys, records }).toEqual({ unique_keys: 3, records: 100_002 });
    }
  }
});

describe("more keys than fit into the memory", () => {
  const KEYS = 2_400_000;
  /** The memory allowed, and some for what the machine's allocator keeps. */
  const MAX_PEAK_MIB = 180;
  const cwd = folder();

  beforeAll(() => {
    const id = (i: number) =>
      createHash("md5")
        .update(String(i >> 4))
        .digest("hex");
    let prefix = "";
    const lines = Array.from({ length: KEYS }, (_, i) => {
      if (i % 16 === 0) prefix = id(i);
      return `${prefix}-${i % 16}\n`;
    });
    writeFileSync(join(cwd, "keys.txt"), lines.join(""));
  });

  it("are kept on disk meanwhile, and give the same report", async () => {
    const temporary = folder();
    const env = { ...plainEnv(), TMPDIR: temporary };
    const args = [...flags, "--keys", "keys.txt"];
    const roomy = await cli(args, { cwd });
    expect(topicOf(roomy).unique_keys).toBe(KEYS);
    for (const threads of ["1", "2"]) {
      const bounded = [...args, "--memory", "160M", "--threads", threads];
      const run = await measured(bounded, { cwd, env });
      expect(comparable(run)).toEqual(comparable(roomy));
      expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
    }
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("take no more memory for many topics than for one", async () => {
    const names = Array.from({ length: 6 }, (_, i) => `t${i}`);
    const topics = names.map((name) => `  ${name}: {partitions: 8, keys: ${name}.txt}\n`);
    const several = folder({ "skew_contract.yml": `version: 1\ntopics:\n${topics.join("")}` });
    for (const name of names) linkSync(join(cwd, "keys.txt"), join(several, `${name}.txt`));
    const args = ["--memory", "160M", "--output", "json", "--show-keys", "full"];
    const run = await measured(args, { cwd: several });
    expect(run).toMatchObject({ code: 0, stderr: "" });
    const reports = (JSON.parse(run.stdout) as { topics: object[] }).topics;
    const distinct = new Set(reports.map((one) => JSON.stringify({ ...one, topic: "" })));
    expect([reports.length, distinct.size]).toEqual([6, 1]);
    expect(run.peakMiB).toBeLessThan(MAX_PEAK_MIB);
  });

  it("leave no file behind when the process is killed", async () => {
    const temporary = folder();
    const env = { ...plainEnv(), TMPDIR: temporary };
    const keys = readFileSync(join(cwd, "keys.txt"));
    for (const signal of ["SIGINT", "SIGKILL"] as const) {
      const child = start([...flags, "--keys", "-", "--memory", "160M"], { cwd, env });
      const killed = ended(child);
      // All of it is read, and the end of the input does not come.
      await new Promise((resolve) => child.stdin?.write(keys, resolve));
      child.kill(signal);
      expect(await killed).toMatchObject({ signal });
      expect(readdirSync(temporary)).toEqual([]);
    }
  });

  it("are refused where they cannot be kept either", async () => {
    const env = { ...plainEnv(), TMPDIR: join(cwd, "missing") };
    const args = ["check", "--partitions", "4", "--keys", "keys.txt", "--memory", "160M"];
    for (const threads of ["1", "2"]) {
      const run = await cli([...args, "--threads", threads], { cwd, env });
      expectRefusal(run, "the folder for temporary files", "does not exist", "--memory");
    }
  });
});
