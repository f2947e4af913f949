import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  cliProcess as cli,
  contents,
  contract,
  expectOneScreen,
  expectRefusal,
  folder,
  hasPlainUser,
  judge,
  manyKeys,
  plainUser,
  sharedFolder,
  shell,
} from "./cli.ts";

const check = [...judge, "--keys", "k"];
const keys = { k: "a\nb\n" };
const onLinux = process.platform === "linux";

describe.concurrent("a report that cannot be written is refused, and leaves nothing behind:", () => {
  it("a folder", async () => {
    const cwd = folder({ ...keys, "r/file": "" });
    const run = await cli([...check, "-q", "-o", "json:r"], { cwd });
    expectRefusal(run, "r is a folder");
    expect(Object.keys(contents(cwd)).sort()).toEqual(["k", "r/file"]);
  });

  it("in a missing folder, which is what is missing", async () => {
    const cwd = folder(keys);
    const run = await cli([...check, "-q", "-o", "json:no/r.json"], { cwd });
    expectRefusal(run, "create the folder");
    expect(run.stderr).not.toContain("the report no/r.json does not exist");
    expect(contents(cwd)).toEqual(keys);
  });

  it("below a file", async () => {
    const run = await cli([...check, "-q", "-o", "json:k/r.json"], { cwd: folder(keys) });
    expectRefusal(run, "k/r.json");
  });

  it.skipIf(!onLinux)("on a full disk", async () => {
    const run = await cli([...check, "-q", "-o", "json:/dev/full"], { cwd: folder(keys) });
    expectRefusal(run, "the disk is full");
  });

  it.skipIf(!hasPlainUser)("in a folder that may not be written", async () => {
    const cwd = sharedFolder(keys);
    const before = readdirSync(cwd);
    chmodSync(cwd, 0o555);
    const run = await cli([...check, "-q", "-o", "json:r.json"], {
      ...plainUser,
      cwd,
      file: join(cwd, "dist/cli.js"),
    });
    chmodSync(cwd, 0o755);
    expectRefusal(run, "r.json cannot be accessed: permission denied");
    expect(readdirSync(cwd)).toEqual(before);
  });

  it("by one name twice", async () => {
    const cwd = folder(keys);
    expectRefusal(await cli([...check, "-o", "json:r", "-o", "text:./r"], { cwd }), /two reports/);
    expectRefusal(await cli([...check, "-o", "json:r", "--report", "r"], { cwd }), /two reports/);
    expect(contents(cwd)).toEqual(keys);
  });

  it("by two names of one file", async () => {
    const cwd = folder({ ...keys, r: "earlier" });
    symlinkSync("r", join(cwd, "link"));
    const run = await cli([...check, "-q", "-o", "json:r", "-o", "text:link"], { cwd });
    expectRefusal(run, /two reports/);
  });

  it.each([
    ["the keys", "k"],
    ["the keys by other words", "./x/../k"],
    ["the keys through a link", "link"],
    ["the contract", "skew_contract.yml"],
  ])("over its own input: %s", async (_, path) => {
    const text = contract("partitions: 4", "keys: k");
    const files = { ...keys, "skew_contract.yml": text, "x/y": "" };
    const cwd = folder(files);
    symlinkSync("k", join(cwd, "link"));
    expectRefusal(await cli(["check", "-o", `json:${path}`], { cwd }), "its own input");
    expect(contents(cwd)).toEqual(files);
  });

  const onInput = (command: string, output: string) => `skew ${command} ${output} < k`;
  const flags = judge.slice(1).join(" ");
  it.skipIf(!onLinux).each([
    ["check -", onInput(`check ${flags} --keys -`, "-q -o json:k")],
    ["check - through a link", onInput(`check ${flags} --keys -`, "-q -o html:link")],
    ["check - by a hard link", onInput(`check ${flags} --keys -`, "-q --report hard")],
    ["check /dev/stdin", onInput(`check ${flags} --keys /dev/stdin`, "-q -o json:k")],
    ["check /proc/self/fd/0", onInput(`check ${flags} --keys /proc/self/fd/0`, "-q -o json:k")],
    ["check of a hard link", `skew check ${flags} --keys hard -q -o json:k`],
    ["explain -", onInput("explain --partitions 4 --keys -", "-o json:k")],
    ["baseline -", onInput("baseline -c c.yml --keys -", "-o k")],
    ["sample -", "cp k k.skew; skew sample - -o k.skew < k.skew; rm k.skew"],
    [
      "a baseline from standard input",
      onInput(`check ${flags} --keys other --baseline /dev/stdin`, "-q -o json:k"),
    ],
  ])("over its own input by another name: %s", async (_, line) => {
    const cwd = folder({ ...keys, other: "a\n", "c.yml": contract("partitions: 4") });
    symlinkSync("k", join(cwd, "link"));
    linkSync(join(cwd, "k"), join(cwd, "hard"));
    const before = contents(cwd);
    const run = await shell(`${line}; code=$?; exit $code`, { cwd });
    expect(run.stderr).toContain("its own input");
    expect(contents(cwd)).toEqual(before);
  });

  it("and one that is written over another has its mode", async () => {
    const cwd = folder({ ...keys, r: "earlier" });
    chmodSync(join(cwd, "r"), 0o600);
    expect(await cli([...check, "-q", "-o", "json:r"], { cwd })).toMatchObject({ code: 0 });
    expect(readFileSync(join(cwd, "r"), "utf8")).toContain('"topics"');
    expect(lstatSync(join(cwd, "r")).mode & 0o777).toBe(0o600);
  });

  it.skipIf(!onLinux)("larger than a file may be, and its beginning is removed", async () => {
    const cwd = folder({ k: manyKeys(2000) });
    const run = await shell(`ulimit -f 1; skew ${judge.join(" ")} --keys k -q -o html:r.html`, {
      cwd,
    });
    expectRefusal(run, "would exceed the maximum file size");
    expect(readdirSync(cwd)).toEqual(["k"]);
  });

  it("--report for more than one topic", async () => {
    const topics = "topics:\n  a: { keys: k }\n  b: { keys: k2 }\n";
    const cwd = folder({
      ...keys,
      k2: "a\n",
      "skew_contract.yml": `version: 1\ndefaults: { partitions: 4, sample_size: 1 }\n${topics}`,
    });
    const run = await cli(["check", "--report", "r.json"], { cwd });
    expectRefusal(run, "--topic", "--output json:");
    expect(await cli(["check", "--report", "r.json", "-t", "a"], { cwd })).toMatchObject({
      code: 0,
    });
  });
});

describe.concurrent("a report goes", () => {
  it("over an earlier one, whole", async () => {
    const cwd = folder({ ...keys, "r.json": "x".repeat(100_000) });
    expect(await cli([...check, "-o", "json:r.json"], { cwd })).toMatchObject({ code: 0 });
    expect(JSON.parse(contents(cwd)["r.json"] ?? "")).toMatchObject({ verdict: "pass" });
    expect(readdirSync(cwd).sort()).toEqual(["k", "r.json"]);
  });

  it("through a link, which stays", async () => {
    const cwd = folder({ ...keys, "real/r.json": "earlier" });
    symlinkSync("real/r.json", join(cwd, "link.json"));
    expect(await cli([...check, "-o", "json:link.json"], { cwd })).toMatchObject({ code: 0 });
    expect(lstatSync(join(cwd, "link.json")).isSymbolicLink()).toBe(true);
    expect(JSON.parse(contents(cwd)["real/r.json"] ?? "")).toMatchObject({ verdict: "pass" });
    expect(readdirSync(join(cwd, "real"))).toEqual(["r.json"]);
  });

  it("through a link to a file that is not there yet", async () => {
    const cwd = folder(keys);
    mkdirSync(join(cwd, "real"));
    symlinkSync("real/r.json", join(cwd, "link.json"));
    expect(await cli([...check, "-o", "json:link.json"], { cwd })).toMatchObject({ code: 0 });
    expect(Object.keys(contents(cwd))).toContain("real/r.json");
  });

  it("beside a hard link of its input, not over it", async () => {
    const cwd = folder(keys);
    linkSync(join(cwd, "k"), join(cwd, "hard"));
    await cli([...check, "-o", "json:hard"], { cwd });
    expect(contents(cwd)).toMatchObject(keys);
  });

  it.skipIf(!onLinux)("to /dev/null", async () => {
    const run = await cli([...check, "-q", "-o", "json:/dev/null"], { cwd: folder(keys) });
    expect(run).toMatchObject({ code: 0, stdout: "", stderr: "" });
    expect(lstatSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it.skipIf(!onLinux)("to /dev/stdout in a pipe, and to bash's >(…)", async () => {
    const cwd = folder(keys);
    const line = (path: string) => `skew ${check.join(" ")} -q -o json:${path} | cat`;
    const run = await shell(line("/dev/stdout"), { cwd });
    expect(run.stderr).toBe("");
    expect(JSON.parse(run.stdout)).toMatchObject({ verdict: "pass" });
    expect((await shell(line(">(cat)"), { cwd })).stderr).toBe("");
  });
});

describe.concurrent("standard output", () => {
  const many = { k: manyKeys(1000) };
  // A report of over 1 MiB, more than a pipe holds.
  const big = "skew check --keys k --partitions 200000 -o json";

  it.each([
    ["0", "--sample-size 1", 0],
    ["1", "--sample-size 1001", 1],
  ])("that goes away early (| head -1) is no error; exit %s", async (_, limit, code) => {
    const line = `${big} ${limit} | head -1; exit \${PIPESTATUS[0]}`;
    const run = await shell(line, { cwd: folder(many) });
    expect(run).toMatchObject({ code, stdout: "{\n", stderr: "" });
  });

  it("takes a big report whole", async () => {
    const line = `${big} --sample-size 1 | cat`;
    const run = await shell(line, { cwd: folder(many) });
    expect(JSON.parse(run.stdout).topics[0].partition_counts).toHaveLength(200_000);
  });

  it.skipIf(!onLinux)("takes it whole where it does not block and is full", async () => {
    // Node's own stream, in another process, makes the pipe so for all that have it.
    const other = `'${process.execPath}' -e 'process.stdout; setTimeout(() => {}, 2000)' &`;
    const line = `{ ${other} sleep 0.7; ${big} --sample-size 1; } | { sleep 1.5; cat; }`;
    const run = await shell(line, { cwd: folder(many) });
    expect(JSON.parse(run.stdout).topics[0].partition_counts).toHaveLength(200_000);
  });

  it.skipIf(!onLinux)(
    "on a full disk is exit 2, never 1, which says the contract is broken",
    async () => {
      for (const output of ["text", "json"]) {
        const line = `skew ${check.join(" ")} -o ${output} > /dev/full`;
        const run = await shell(line, { cwd: folder(keys) });
        expectOneScreen(run.stderr);
        expect(run.code).toBe(2);
      }
    },
  );

  it.skipIf(!onLinux)("standard error on a full disk leaves the exit code at 2", async () => {
    const line = `skew ${judge.join(" ")} --keys missing 2> /dev/full`;
    expect((await shell(line, { cwd: folder() })).code).toBe(2);
  });

  it("that is closed is no crash", async () => {
    const run = await shell(`skew ${check.join(" ")} >&-`, { cwd: folder(keys) });
    expectOneScreen(run.stderr);
    expect([0, 2]).toContain(run.code);
  });
});
