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

async function loadedBy(args: readonly string[]) {
  const cwd = folder({ k: manyKeys(10), "spy.cjs": SPY });
  const { stderr } = await cli(args, { cwd, file: join(cwd, "spy.cjs") });
  const { native, files } = JSON.parse(stderr.split("LOADED")[1] ?? "");
  return {
    native,
    files: files.flatMap((file: string) => file.split(`${root}dist/`)[1] ?? []),
  };
}

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

  it("no help and no child processes for a check", async () => {
    const { native, files } = await loadedBy(["check", "--keys", "k", "--partitions", "4"]);
    expect(native).not.toContain("NativeModule child_process");
    expect(native.length).toBeGreaterThan(0);
    expect(files.join(" ")).not.toMatch(/help|program-tree|live/);
    expect(readFileSync(cliFile, "utf8")).not.toContain("child_process");
  });
});
