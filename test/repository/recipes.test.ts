import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, type TestContext } from "vitest";
import { cli } from "../e2e/cli.ts";
import {
  blocks,
  commandOf,
  copyOf,
  edit,
  expectedKeys,
  fileOf,
  java,
  keysFile,
  page,
  python,
  type Recipe,
  recipes,
  run,
  unittestCommand,
} from "../support/recipes.ts";

/*
 * docs/recipes.md: its code is the recipes', its commands run, in a copy of each recipe.
 */

/** Maven may have to fetch what it needs, and waits for its turn. */
const slow = { timeout: 600_000 };

/** A test that is skipped by name where the machine cannot run the recipe. */
function itRuns({ lacks }: Recipe, title: string, test: (context: TestContext) => Promise<void>) {
  it.skipIf(lacks !== undefined)(lacks ? `${title} (no ${lacks})` : title, slow, test);
}

/** Runs a command that must succeed; Maven without a network is skipped, but not in CI. */
async function runWell(command: string, cwd: string, { skip }: TestContext): Promise<void> {
  const { code, text } = await run(command, cwd);
  const isOffline = command.startsWith("mvn ") && /Could not transfer|offline mode/.test(text);
  skip(code !== 0 && isOffline && process.env.CI !== "true", "Maven cannot fetch what it needs");
  expect(code, `${command}\n${text}`).toBe(0);
}

describe.each(recipes)("$language", (recipe) => {
  it("is shown as it is", () => {
    expect(blocks(recipe.language, recipe.fence)).toEqual([fileOf(recipe, recipe.test)]);
  });

  it("has the contract that is shown, but for producer and key_source", () => {
    const [, shown = ""] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
    const contract = fileOf(recipe, "skew_contract.yml");
    const common = (text: string) => text.replace(/^ +(producer|key_source): .*\n/gm, "");
    expect(common(contract)).toBe(common(shown));
    expect(contract).toContain(`key_source: ${recipe.keyFactory}\n`);
    if (recipe === java) expect(contract).toBe(shown);
  });

  it("has the sample that all have", () => {
    expect(expectedKeys(recipe)).toBe(expectedKeys(java));
  });
});

describe.concurrent("the commands of", () => {
  const hasPytest = spawnSync("python3", ["-c", "import pytest"]).status === 0;

  for (const recipe of recipes) {
    const { language, keyFactory, byUser, byCountry } = recipe;
    itRuns(recipe, `${language} pass, and fail once the key is the country`, async (context) => {
      const cwd = copyOf(recipe);
      const command = recipe === python && !hasPytest ? unittestCommand() : commandOf(recipe);

      await runWell(command, cwd, context);
      expect(readFileSync(join(cwd, keysFile), "utf8")).toBe(expectedKeys(recipe));
      expect(await cli([], { cwd })).toMatchObject({ code: 0, stderr: "" });

      edit(cwd, keyFactory, byUser, byCountry);
      await runWell(command, cwd, context);
      const broken = await cli([], { cwd });
      expect(broken).toMatchObject({ code: 1, stderr: "" });
      expect(broken.stdout).toMatch(/✗ max_partition_share/);
    });
  }

  itRuns(python, "Python pass without pytest", async (context) => {
    const cwd = copyOf(python);
    await runWell(unittestCommand(), cwd, context);
    expect(readFileSync(join(cwd, keysFile), "utf8")).toBe(expectedKeys(python));
  });
});

describe.concurrent("keys with line breaks", () => {
  /** As a literal of both languages. */
  const start = '"\\"a\\r\\nb\\n"';
  const broken = new Map([
    [java, `return event.userId() == null ? null : ${start} + event.userId();`],
    [python, `return event.user_id and ${start} + event.user_id`],
  ]);

  function copyWithLineBreaks(recipe: Recipe): string {
    const cwd = copyOf(recipe);
    edit(cwd, recipe.keyFactory, recipe.byUser, broken.get(recipe) as string);
    return cwd;
  }

  /** Puts the function `line` of the page in the place of the recipe's, which ends so. */
  function replaceLine(cwd: string, { test, fence }: Recipe, end: string): void {
    const [block = ""] = blocks("Keys with line breaks", fence);
    const head = block.slice(0, block.indexOf("\n") + 1);
    const text = readFileSync(join(cwd, test), "utf8");
    const from = text.indexOf(head);
    edit(cwd, test, text.slice(from, text.indexOf(end, from) + end.length), block);
  }

  /** All users' keys are there, each as one, and those of nobody. */
  async function expectWhole(cwd: string, file: string): Promise<void> {
    edit(cwd, "skew_contract.yml", keysFile, file);
    const { stdout } = await cli(["--output", "json"], { cwd });
    const [topic] = JSON.parse(stdout).topics;
    expect(topic).toMatchObject({ verdict: "pass", records: 21_027, unique_keys: 1500 });
    expect(topic).toMatchObject({ null_keys: 200, empty_keys: 0 });
  }

  itRuns(python, "fail the test that writes lines", async () => {
    const cwd = copyWithLineBreaks(python);
    const { code, text } = await run(unittestCommand(), cwd);
    expect(code).toBe(1);
    expect(text).toContain("a line cannot hold this key");
    expect(existsSync(join(cwd, keysFile))).toBe(false);
  });

  itRuns(java, "are whole in CSV, as Java writes it", async (context) => {
    const cwd = copyWithLineBreaks(java);
    const file = "build/kafka_keys_user_events.csv";
    replaceLine(cwd, java, "\n  }\n");
    edit(cwd, java.test, keysFile, file);
    edit(cwd, java.test, "String.join(", '"key\\n" + String.join(');
    await runWell(commandOf(java), cwd, context);
    await expectWhole(cwd, file);
  });

  itRuns(python, "are whole in JSON Lines, as Python writes them", async (context) => {
    const cwd = copyWithLineBreaks(python);
    const file = "build/kafka_keys_user_events.jsonl";
    replaceLine(cwd, python, "return key\n");
    edit(cwd, python.test, "import csv\n", "import csv\nimport json\n");
    edit(cwd, python.test, keysFile, file);
    await runWell(unittestCommand(), cwd, context);
    await expectWhole(cwd, file);
  });
});
