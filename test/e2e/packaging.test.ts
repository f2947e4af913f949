import { execFile } from "node:child_process";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { publint } from "publint";
import { beforeAll, describe, expect, it } from "vitest";
import { cities, contents, folder, plainEnv, root } from "./cli.ts";

/*
 * The package as npm delivers it: packed, installed into an empty folder, used from there.
 */

/** Of it, the page of the dashboard and its sample data are some 230. */
const MAX_TARBALL_KIB = 1600;
const slow = { timeout: 600_000 };

const tsc = join(root, "node_modules/typescript/bin/tsc");

const script = `import { gate, partitionFor, serializeKey } from "skew-contract";
import report from "skew-contract/schemas/report.schema.json" with { type: "json" };
const { verdict } = gate({ partitions: 4, max_gini: 0.5 }, ["a", "a", null]);
console.log(verdict, partitionFor(serializeKey("long", "42"), 48), report.title);
`;

const typescript = `import {
  gate, partitionFor, serializeKey, UserError,
  type KeyType, type PartitionerName, type TopicReport,
} from "skew-contract";

declare const console: { log(...values: unknown[]): void };
const partitioner: PartitionerName = "crc32";
const type: KeyType = "long";
const report: TopicReport = gate({ partitions: 48, max_partition_share: 0.5, key_type: type }, [
  "1", new Uint8Array(8), null, { key: "2", count: 3 },
]);
const share: number = report.max_partition_share;
const place: number = partitionFor(serializeKey(type, "42"), 48, partitioner);
// @ts-expect-error a misspelt partitioner
const wrong = () => partitionFor(new Uint8Array(), 48, "murmur");
// @ts-expect-error a misspelt field
const misspelt = () => gate({ partitions: 48, max_gni: 1 }, []);
try { wrong(); misspelt(); } catch (error) { console.log(error instanceof UserError); }
console.log(report.records, share <= 1, place < 48);
`;

describe("the package", () => {
  let tarball = "";
  let app = "";

  beforeAll(async () => {
    const cwd = folder();
    // Without scripts: prepack builds dist/, which other tests use at this time.
    const packed = await run("npm", ["pack", root, "--ignore-scripts", "--json"], cwd);
    tarball = join(cwd, JSON.parse(packed.stdout)[0].filename);
    app = folder({
      "package.json": '{ "name": "app", "private": true, "type": "module" }',
      "script.js": script,
      "main.ts": typescript,
      "keys.csv": readFileSync(join(cities, "by-country/keys.csv")),
      "skew_contract.yml": readFileSync(join(cities, "by-country/skew_contract.yml")),
    });
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", tarball], app);
  });

  it("is small", () => {
    const kib = statSync(tarball).size / 1024;
    console.log(`tarball: ${kib.toFixed(0)} KiB`);
    expect(kib).toBeLessThan(MAX_TARBALL_KIB);
  });

  it("brings no dependency, and nothing but what it is for", () => {
    const files = Object.keys(contents(join(app, "node_modules")));
    const foreign = files.filter((file) => !/^(skew-contract\/|\.package-lock|\.bin)/.test(file));
    expect(foreign).toEqual([]);
    const own = files.filter((file) => file.startsWith("skew-contract/"));
    const expected =
      /^skew-contract\/((dist|schemas)\/.+|package\.json|LICENSE|README\.md|CHANGELOG\.md)$/;
    expect(own.filter((file) => !expected.test(file))).toEqual([]);
    expect(own).toContain("skew-contract/README.md");
    const { dependencies, scripts } = JSON.parse(
      readFileSync(join(app, "node_modules/skew-contract/package.json"), "utf8"),
    );
    expect(dependencies).toBeUndefined();
    expect(Object.keys(scripts)).not.toContain("postinstall");
  });

  it("gives the command", slow, async () => {
    const npx = (...args: string[]) => run("npx", ["--no-install", "skew-contract", ...args], app);
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
    expect((await npx("--version")).stdout.trim()).toBe(version);
    await expect(npx("check")).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining("contract broken, 3 rules"),
    });
    const limits = ["--partitions", "48", "--max-share", "0.5"];
    expect((await npx("check", "--keys", "keys.csv", ...limits)).stdout).toMatch(/^✓/);
  });

  it("gives the library to JavaScript", slow, async () => {
    const { stdout } = await run(process.execPath, ["--no-warnings", "script.js"], app);
    expect(stdout).toBe("fail 16 skew-contract report\n");
  });

  it.each(["NodeNext", "Bundler"])(
    "gives the library to TypeScript, which needs no other types: %s",
    slow,
    async (resolution) => {
      const compilerOptions = {
        strict: true,
        target: "ES2022",
        lib: ["ES2022"],
        types: [],
        module: resolution === "Bundler" ? "ESNext" : resolution,
        moduleResolution: resolution,
        outDir: resolution,
      };
      const config = join(app, `${resolution}.json`);
      writeFileSync(config, JSON.stringify({ compilerOptions, files: ["main.ts"] }));
      await run(process.execPath, [tsc, "--project", config], app);
      const { stdout } = await run(process.execPath, [join(resolution, "main.js")], app);
      expect(stdout).toBe("true\n6 true true\n");
    },
  );

  it("is clean to publint", slow, async () => {
    const bytes = new Uint8Array(readFileSync(tarball));
    const { messages } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  it("is clean to are-the-types-wrong", slow, async () => {
    const attw = new URL(
      "dist/index.js",
      import.meta.resolve("@arethetypeswrong/cli/package.json"),
    );
    const args = [tarball, "--profile", "esm-only", "--no-emoji", "--no-color"];
    const { stdout } = await run(process.execPath, [fileURLToPath(attw), ...args], app);
    expect(stdout).toContain("skew-contract");
  });
});

/** Rejects unless the exit code is 0, with what the program says. */
async function run(command: string, args: readonly string[], cwd: string) {
  try {
    return await promisify(execFile)(command, args, { cwd, env: plainEnv() });
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    const said = `${command} ${args.join(" ")}: exit ${code}\n${stdout}${stderr.slice(-2000)}`;
    throw Object.assign(new Error(said), { code, stdout, stderr });
  }
}
