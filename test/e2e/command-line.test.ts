import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  cli,
  cliFile,
  contents,
  expectRefusal,
  folder,
  hasProgram,
  judge,
  manyKeys,
  plainEnv,
  root,
  topicOf,
} from "./cli.ts";

const ESCAPE = "\u001b[";
const hot = ["check", "--keys", "hot.txt", "--partitions", "4", "--max-share", "0.5"];
const hotFolder = () => folder({ "hot.txt": "hot@example.com\n".repeat(9) });

describe.concurrent("help", () => {
  it.each([[[]], [["check"]], [["validate"]], [["schema"]], [["init"]], [["alerts"]]])(
    "%j --help",
    async (args) => {
      const run = await cli([...args, "--help"]);
      expect(run).toMatchObject({ code: 0, stderr: "" });
      expect(run.stdout).toMatch(/^Usage: skew-contract /);
      expect(run.stdout, "has examples").toMatch(/\nExamples:\n {2}\$ (npx )?skew-contract/);
    },
  );

  it.each(["help", "--help", "-h"])("is the same for `help %s`", async (word) => {
    const [asked, flag] = [await cli(["help", word]), await cli(["--help"])];
    expect([asked.code, asked.stdout]).toEqual([0, flag.stdout]);
  });

  it("is what `help check` prints too", async () => {
    const [asked, flag] = [await cli(["help", "check"]), await cli(["check", "--help"])];
    expect(asked.stdout).toBe(flag.stdout);
  });

  it.each(["--version", "-V"])("%s is the package's", async (flag) => {
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect(await cli([flag])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: "" });
  });
});

describe.concurrent("a misspelt word gets a hint", () => {
  it.each([
    ["chek", "check"],
    ["validat", "validate"],
    ["shema", "schema"],
    ["inti", "init"],
    ["allerts", "alerts"],
  ])("command %s", async (typed, meant) => {
    expectRefusal(await cli([typed]), new RegExp(`did you mean "?${meant}\\b`, "i"));
  });

  it.each([
    ["check --key x", "--keys"],
    ["check --contrct x", "--contract"],
    ["check --max_share 0.1", "--max-share"],
    ["check --outputs json", "--output"],
    ["check --quite", "--quiet"],
    ["init --partitions 3 --topics x k", "--topic"],
    ["validate --contracts x", "--contract"],
  ])("flag: %s", async (typed, meant) => {
    expectRefusal(await cli(typed.split(" ")), `did you mean "${meant}"?`);
  });

  it.each([
    ["check --output jsn", '"json"'],
    ["check --show-keys ful", '"full"'],
    ["schema contrat", '"contract"'],
    ["check --keys k --partitions 4 --partitioner murmur", '"murmur2"'],
    ["check --keys k --partitions 4 --producer jva", '"java"'],
    ["check --keys k --partitions 4 --key-type Long", '"long"'],
  ])("value: %s", async (typed, meant) => {
    expectRefusal(await cli(typed.split(" "), { cwd: folder() }), `did you mean ${meant}?`);
  });
});

describe.concurrent("bad usage is refused", () => {
  it.each([
    ["an unknown flag", ["check", "--bogus"]],
    ["a flag without its value", ["check", "--keys"]],
    ["a stray word", ["validate", "skew_contract.yml"]],
    ["an unknown schema", ["schema", "nope"]],
    ["init without files", ["init", "--partitions", "4"]],
    ["init without --partitions", ["init", "keys.txt"]],
    ["no contract", ["check"]],
    ["no contract to validate", ["validate"]],
    ["limits without --partitions", ["check", "--keys", "k", "--max-share", "0.1"]],
    ["--partitions with a contract", ["check", "-c", "c.yml", "--partitions", "4"]],
    ["no keys", ["check", "--partitions", "4"]],
    ["two reports on standard output", ["check", "--output", "json", "--output", "text"]],
    ["an output without a path", ["check", "--output", "json:"]],
  ])("%s", async (_, args) => {
    expectRefusal(await cli(args, { cwd: folder() }));
  });

  it("a shell's glob without quotes: says to quote it", async () => {
    const run = await cli(["check", "--partitions", "4", "--keys", "a.txt", "b.txt"]);
    expectRefusal(run, /quote|repeat|--keys a\.txt --keys b\.txt/i);
  });

  it("an empty path, as an unset variable gives it, is not the whole folder", async () => {
    const run = await cli([...judge, "--keys", ""], { cwd: hotFolder() });
    expectRefusal(run, "--keys");
  });

  it.each(["build[", "]", "{x", "no]pe.txt"])("%s is a name that is not there", async (path) => {
    const run = await cli([...judge, "--keys", path], { cwd: hotFolder() });
    expectRefusal(run, "does not exist");
  });

  it("a limit given twice is not quietly the last one", async () => {
    const run = await cli([...hot, "--max-gini", "0.1", "--max-gini", "0.9"], { cwd: hotFolder() });
    expectRefusal(run, "--max-gini is given twice");
  });

  it("an empty topic says which flag is meant", async () => {
    const run = await cli([...hot, "--topic", ""], { cwd: hotFolder() });
    expectRefusal(run, "--topic");
  });

  it("--topic given twice is not quietly the last one", async () => {
    const cwd = folder({
      "skew_contract.yml": `version: 1
defaults: { partitions: 4, max_partition_share: 0.5 }
topics:
  hot: { keys: hot.txt }
  spread: { keys: spread.txt }
`,
      "hot.txt": "a\n",
      "spread.txt": manyKeys(100),
    });
    const { code } = await cli(["check", "--topic", "hot", "--topic", "spread"], { cwd });
    expect(code).not.toBe(0);
  });
});

describe.concurrent("--keys", () => {
  const cwd = folder({
    "skew_contract.yml": `version: 1
defaults: { partitions: 1, sample_size: 1 }
topics:
  orders: {}
  orders=eu: {}
`,
    "one.txt": "a\n",
    "two=2.txt": "a\nb\n",
    "three/a.txt": "a\nb\nc\n",
  });
  const records = async (...args: string[]) => {
    const run = await cli(["check", ...args, "--output", "json"], { cwd });
    expect(run.stderr).toBe("");
    const { topics } = JSON.parse(run.stdout);
    return Object.fromEntries(
      topics.map(({ topic, records }: { topic: string; records: number }) => [topic, records]),
    );
  };

  it("PATH is for the only topic chosen", async () => {
    expect(await records("-t", "orders", "--keys", "one.txt")).toEqual({ orders: 1 });
    expect(await records("-t", "orders", "-k", "two=2.txt")).toEqual({ orders: 2 });
  });

  it("TOPIC=PATH is for the topic with the longest name that fits", async () => {
    expect(await records("--keys", "orders=one.txt", "--keys", "orders=eu=two=2.txt")).toEqual({
      orders: 1,
      "orders=eu": 2,
    });
  });

  it("adds up where it is repeated", async () => {
    const keys = ["--keys", "one.txt", "--keys", "three", "--keys", "two=2.txt"];
    expect(await records("-t", "orders", ...keys)).toEqual({ orders: 6 });
    const flags = ["--partitions", "2", "--sample-size", "1"];
    expect(await records(...flags, ...keys)).toEqual({ keys: 6 });
    expect(await records(...flags, "--topic", "x", "--keys", "x=one.txt")).toEqual({ x: 1 });
  });

  it("without a topic is refused where there are several", async () => {
    expectRefusal(await cli(["check", "--keys", "one.txt"], { cwd }), /--keys TOPIC=one\.txt/);
  });

  it("for an unknown topic is refused", async () => {
    const run = await cli(["check", "--keys", "order=one.txt"], { cwd });
    expectRefusal(run, /unknown topic "order"; did you mean "orders"\?/);
  });

  it("for one of two topics leaves the other without keys, which is refused", async () => {
    const run = await cli(["check", "-q", "--keys", "orders=one.txt"], { cwd });
    expectRefusal(run, "the topic orders=eu has no keys");
  });

  it("for a topic that --topic leaves out says so", async () => {
    const run = await cli(["check", "-t", "orders=eu", "--keys", "orders=one.txt"], { cwd });
    expectRefusal(run, /topic "?orders\b/);
  });
});

describe.concurrent("--output", () => {
  it("text is what there is without it", async () => {
    const cwd = hotFolder();
    expect((await cli([...hot, "--output", "text"], { cwd })).stdout).toBe(
      (await cli(hot, { cwd })).stdout,
    );
  });

  it("json is a report on standard output and nothing else", async () => {
    const run = await cli([...hot, "--output", "json"], { cwd: hotFolder() });
    expect(topicOf(run)).toMatchObject({ verdict: "fail", max_partition_share: 1 });
    expect(run.stdout).toBe((await cli([...hot, "-o", "json:-"], { cwd: hotFolder() })).stdout);
  });

  it("goes to files, with the text on standard output as well", async () => {
    const cwd = hotFolder();
    const outputs = ["--output", "json:a.json", "--output", "text:a.txt", "--report", "r.json"];
    const run = await cli([...hot, ...outputs], { cwd });
    const files = contents(cwd);
    expect(Object.keys(files).sort()).toEqual(["a.json", "a.txt", "hot.txt", "r.json"]);
    expect(Buffer.from(files["a.txt"] ?? "", "latin1").toString()).toBe(run.stdout);
    const report = JSON.parse(files["a.json"] ?? "");
    expect(report).toMatchObject({ version: 1, verdict: "fail" });
    expect(JSON.parse(files["r.json"] ?? "")).toEqual(report.topics[0]);
  });

  it("both at once: one on standard output, one in a file", async () => {
    const cwd = hotFolder();
    const run = await cli([...hot, "-o", "json", "-o", "text:a.txt"], { cwd });
    expect(topicOf(run).verdict).toBe("fail");
    expect(contents(cwd)["a.txt"]).toContain("contract broken");
  });

  it("a path may hold a colon", async () => {
    const cwd = hotFolder();
    await cli([...hot, "-o", "json:a:b.json"], { cwd });
    expect(Object.keys(contents(cwd))).toContain("a:b.json");
  });

  it("--quiet prints nothing, files are written all the same", async () => {
    const cwd = hotFolder();
    const run = await cli([...hot, "--quiet", "-o", "json:a.json"], { cwd });
    expect(run).toEqual({ code: 1, signal: null, stdout: "", stderr: "" });
    expect(Object.keys(contents(cwd))).toContain("a.json");
  });

  it("--quiet still tells errors", async () => {
    expectRefusal(await cli([...judge, "-q", "--keys", "no.txt"]));
  });
});

describe.concurrent("the exit code is the same for every output", () => {
  const outputs = [
    [],
    ["-o", "json"],
    ["-o", "json:r.json"],
    ["-o", "text", "-o", "json:r"],
    ["-q"],
  ];
  const cases = [
    { code: 0, args: ["--keys", "good.txt", "--max-share", "0.5"] },
    { code: 1, args: ["--keys", "hot.txt", "--max-share", "0.5"] },
    { code: 2, args: ["--keys", "empty.txt", "--max-share", "0.5"] },
    { code: 2, args: ["--keys", "good.txt", "--max-share", "0.1"] },
  ];
  it.each(cases)("$code for $args", async ({ code, args }) => {
    const files = { "good.txt": manyKeys(1000), "hot.txt": "a\n", "empty.txt": "" };
    for (const output of outputs) {
      const run = await cli(["check", "--partitions", "4", ...args, ...output], {
        cwd: folder(files),
      });
      expect(run.code, output.join(" ")).toBe(code);
      if (code === 2) expectRefusal(run);
      else expect(run.stderr).toBe("");
    }
  });

  it("0 says so where no limit was there to judge", async () => {
    const run = await cli(["check", "--keys", "hot.txt", "--partitions", "4"], {
      cwd: hotFolder(),
    });
    expect(run.stdout).toContain("measured only, no rule was checked");
    expect(run.code).toBe(0);
  });
});

describe.concurrent("keys in reports", () => {
  const key = "hot@example.com";

  it.each([
    [["-o", "text"]],
    [["-o", "json"]],
    [["-q", "-o", "text:r"]],
    [["-q", "--report", "r"]],
  ])("are hashed off a terminal: %j", async (output) => {
    const cwd = hotFolder();
    const { stdout } = await cli([...hot, ...output], { cwd });
    const shown = stdout + (contents(cwd).r ?? "");
    expect(shown).not.toContain(key);
    // sha256sum of the key
    expect(shown).toContain("sha256:1011ce0573d49707");
  });

  it("in full, or not at all, where asked for", async () => {
    const cwd = hotFolder();
    const full = await cli([...hot, "--show-keys", "full"], { cwd });
    expect(full.stdout).toContain(`"${key}"`);
    const none = await cli([...hot, "--show-keys", "none", "-o", "json"], { cwd });
    expect(topicOf(none).top_keys[0]?.key).toBeNull();
    expect(none.stdout).not.toMatch(/hot@|sha256:/);
  });

  it("that are hashed come with a word on how to see them", async () => {
    expect((await cli(hot, { cwd: hotFolder() })).stdout).toContain("--show-keys full");
  });

  it("cannot move the cursor or forge a line", async () => {
    const cwd = folder({ "hot.txt": `${"\u001b[2J\u202eevil\r ::error::x\u0007"}\n`.repeat(3) });
    const { stdout } = await cli([...hot, "--show-keys", "full"], { cwd });
    expect(stdout).toContain(String.raw`\x1b[2J\u{202e}evil\r ::error::x\x07`);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).not.toContain("\u202e");
  });
});

describe.concurrent("colours", () => {
  const run = (env: NodeJS.ProcessEnv, args: readonly string[] = hot) =>
    cli(args, { cwd: hotFolder(), env: { ...plainEnv(), ...env } });

  it("are not piped", async () => {
    expect((await run({})).stdout).not.toContain(ESCAPE);
    expect((await cli([...judge, "--keys", "no"])).stderr).not.toContain(ESCAPE);
  });

  it("are there with FORCE_COLOR, and change nothing else", async () => {
    const forced = await run({ FORCE_COLOR: "1" });
    expect(forced.stdout).toContain(ESCAPE);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: terminal colours
    expect(forced.stdout.replace(/\u001b\[\d+m/g, "")).toBe((await run({})).stdout);
  });

  it("are not there with NO_COLOR or FORCE_COLOR=0", async () => {
    expect((await run({ NO_COLOR: "1", FORCE_COLOR: "1" })).stdout).not.toContain(ESCAPE);
    expect((await run({ FORCE_COLOR: "0" })).stdout).not.toContain(ESCAPE);
  });

  it("stay out of files and JSON", async () => {
    const cwd = hotFolder();
    const env = { ...plainEnv(), FORCE_COLOR: "1" };
    const { stdout } = await cli([...hot, "-o", "json", "-o", "text:r.txt"], { cwd, env });
    expect(stdout + contents(cwd)["r.txt"]).not.toContain(ESCAPE);
  });
});

// util-linux' script(1) gives the process a terminal.
describe.skipIf(process.platform !== "linux" || !hasProgram("script"))(
  "on a terminal",
  { concurrent: true },
  () => {
    it("there are colours and keys in full", async () => {
      const { stdout } = await onTerminal({});
      expect(stdout).toContain(ESCAPE);
      expect(stdout).toContain('"hot@example.com"');
    });

    it("NO_COLOR and TERM=dumb leave the colours out", async () => {
      expect((await onTerminal({ NO_COLOR: "1" })).stdout).not.toContain(ESCAPE);
      expect((await onTerminal({ TERM: "dumb" })).stdout).not.toContain(ESCAPE);
    });

    async function onTerminal(env: NodeJS.ProcessEnv) {
      const command = [process.execPath, cliFile, ...hot].map((word) => `'${word}'`).join(" ");
      const runner = `const { spawnSync } = require("child_process");
      const { stdout } = spawnSync("script", ["-qec", ${JSON.stringify(command)}, "/dev/null"]);
      process.stdout.write(stdout);`;
      const cwd = folder({ "hot.txt": "hot@example.com\n".repeat(9), "run.cjs": runner });
      const terminal = { ...plainEnv(), TERM: "xterm", ...env };
      return cli([], { cwd, env: terminal, file: join(cwd, "run.cjs") });
    }
  },
);
