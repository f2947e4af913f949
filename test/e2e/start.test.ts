import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cli, cliFile, folder, manyKeys, root } from "./cli.ts";

/** Prints what was loaded to run the command line, at its end. */
const SPY = `process.on("exit", () => {
  const native = process.moduleLoadList.filter((name) => name.startsWith("NativeModule "));
  const files = Object.keys(require.cache);
  process.stderr.write("LOADED" + JSON.stringify({ native, files }));
});
process.argv.splice(1, 1, ${JSON.stringify(cliFile)});
require(${JSON.stringify(cliFile)});`;

/** What is loaded at every start; a new part of it may raise this, by what it is worth. */
const MOST_BYTES = 177_500;

async function loadedBy(args: readonly string[]) {
  const cwd = folder({ k: manyKeys(1_000), "spy.cjs": SPY });
  const { stderr } = await cli(args, { cwd, file: join(cwd, "spy.cjs") });
  const { native, files } = JSON.parse(stderr.split("LOADED")[1] ?? "");
  return {
    native,
    files: files.flatMap((file: string) => file.split(`${root}dist/`)[1] ?? []),
  };
}

/** What no check of a file with one key a line needs: sources by their path from the root. */
const RARE = [
  /^schemas\//,
  /^node_modules\/(?!commander\/)/,
  /commander\/lib\/(?!argument|command|error|option)/,
  /core\/alerts\//,
  /core\/compression\/(?!chunks|plain-bytes)/,
  /core\/contract\/(parse|schema-problems|yaml)/,
  /core\/suggestions\/(clients|heavy-key|hot-key|index|more-partitions|salting|shared-factor|split-off|truncation)/,
  /(core\/joins|run\/joined-topics)/,
  /core\/(baseline\/moved-text|tally\/schema-ids-text)/,
  /core\/(simulations\/what-if|tally\/(detail-tally|key-details))/,
  /core\/errors\/(.*messages|error-parts|in-words|plain-words|reading-text)/,
  /core\/keys\/(avro|json\/(?!parsed)|parquet|separated|console|kcat|uniq)/,
  /core\/reports\/(changes-text|details-text|sha256|spread-text|suggestion-text|text-charts|text-notes)/,
  /core\/reports\/(markdown|sarif|html|json|junit|github|csv|prometheus|explain|topic-report|remedy-report)/,
  /adapters\/(samples\/(?!sample-name)|engine\/(?!limits)|containers\/(?!file-format|lazy-codecs))/,
  /doors\/cli\/(help|show-error|words|completion)/,
  /^src\/live\//,
];

describe("dist/cli.js", () => {
  const modules: string[] = JSON.parse(
    readFileSync(join(root, "src/generated/start-modules.json"), "utf8"),
  );

  it("has nothing that few runs need, as V8 reads all of it at every start", () => {
    expect(modules.filter((path) => RARE.some((one) => one.test(path)))).toEqual([]);
    expect(modules).toContain("src/core/judge.ts");
  });

  it("is not larger than it was made", () => {
    expect(readFileSync(cliFile).length).toBeLessThan(MOST_BYTES);
  });
});

describe("readers of key files", () => {
  it.each([
    ["dist/index.mjs", false],
    ["dist/rare/dashboard/page.js", false],
    ["dist/rare/dashboard/worker.js", true],
  ])("%s has them: %s", (file, hasThem) => {
    const text = readFileSync(join(root, file), "utf8");
    // Of libzstd, and of a message that only the reader of CSV has.
    expect(text.includes("WebAssembly")).toBe(hasThem);
    expect(text.includes("is never closed")).toBe(hasThem);
  });
});

describe.concurrent("the start loads", () => {
  it.each([
    ["check", ["check", "--keys", "k", "--partitions", "4"]],
    ["validate", ["validate"]],
    ["alerts", ["alerts"]],
    ["analyze", ["analyze", "--records", "1"]],
  ])("of the commands only %s", async (name, args) => {
    const { files } = await loadedBy(args);
    const commands = files.filter((file: string) => file.startsWith("rare/doors/cli/commands/"));
    // The default command is in the program itself.
    const own = name === "check" ? [] : [`rare/doors/cli/commands/${name}.js`];
    expect(commands).toEqual(own);
  });

  it("two files more for a check by flags that passes, and none for --version", async () => {
    const check = ["check", "--keys", "k", "--partitions", "4", "--max-share", "0.5"];
    expect((await loadedBy(check)).files).toEqual([
      "cli.js",
      "rare/generated/validate-contract.js",
      "rare/core/rules/sample-confidence.js",
    ]);
    expect((await loadedBy(["--version"])).files).toEqual(["cli.js"]);
  });

  it("no help and no child processes for a check", async () => {
    const { native, files } = await loadedBy(["check", "--keys", "k", "--partitions", "4"]);
    expect(native).not.toContain("NativeModule child_process");
    expect(native.length).toBeGreaterThan(0);
    expect(files.join(" ")).not.toMatch(/help|program-tree|live/);
    expect(readFileSync(cliFile, "utf8")).not.toContain("child_process");
  });
});
