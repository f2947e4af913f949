import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cli, folder } from "../e2e/cli.ts";
import { blocks, commandOf, expectedKeys, fileOf, java, keysFile } from "../support/recipes.ts";

/*
 * The pipelines of docs/recipes.md: their commands are the recipe's, and the gate writes the report
 * that they publish, whatever its verdict.
 */

interface Steps {
  readonly steps: readonly { readonly task?: string; readonly inputs: Record<string, string> }[];
}

/** The report that a pipeline publishes. */
const published: Readonly<Record<string, (snippet: string) => unknown>> = {
  "GitLab CI": (snippet) => parse(snippet)["skew-contract"].artifacts.reports.junit,
  Jenkins: (snippet) => /junit '([^']+)'/.exec(snippet)?.[1],
  "Azure Pipelines": (snippet) => {
    const { steps } = parse(snippet) as Steps;
    return steps.find(({ task }) => task === "PublishTestResults@2")?.inputs.testResultsFiles;
  },
};

const keys = expectedKeys(java);
const oneKey = keys.replace(/^.+$/gm, "US");

describe.each(Object.keys(published))("%s", (name) => {
  const [snippet = ""] = [...blocks(name, "yaml"), ...blocks(name, "groovy")];

  it("writes the keys as the recipe does", () => {
    expect(snippet).toContain(commandOf(java).replace("mvn ", "mvn -B "));
  });

  it.each([
    ["that holds", keys, 0, /^<testsuites [^>]* failures="0"/m],
    ["that is broken", oneKey, 1, /<testcase name="max_partition_share"[^>]*>\s*<failure/],
  ])("publishes the report of a contract %s", async (_, text, code, says) => {
    const contract = fileOf(java, "skew_contract.yml");
    const cwd = folder({ "skew_contract.yml": contract, [keysFile]: text });
    const [, args = ""] = /npx skew-contract ([^'\n]+)/.exec(snippet) ?? [];
    const { code: actual, stdout, stderr } = await cli(args.split(" "), { cwd });
    expect({ code: actual, stderr }).toEqual({ code, stderr: "" });
    expect(stdout).toContain("user-events");
    expect(readFileSync(join(cwd, published[name]?.(snippet) as string), "utf8")).toMatch(says);
  });
});
