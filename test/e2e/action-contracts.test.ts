import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hasNode24, pullRequest, runAction } from "../support/action.ts";
import { type GitHubServer, startGitHub } from "../support/github-server.ts";
import { commandsIn } from "../support/workflow-commands.ts";
import { folder, manyKeys } from "./cli.ts";

/* The action with several contracts. */

const COMMIT = pullRequest.payload.pull_request.base.sha;
const contract = (fields = "") =>
  `version: 1\ntopics:\n  orders: {partitions: 8, keys: k, max_partition_share: 0.2${fields}}\n`;

const checkout = (more: Record<string, string> = {}) =>
  folder({
    ".git": "",
    "services/a/skew_contract.yml": contract(),
    "services/a/k": manyKeys(2000),
    "services/b/skew_contract.yml": contract(),
    "services/b/k": `${manyKeys(2000)}${"hot\n".repeat(1500)}`,
    ...more,
  });

describe.skipIf(!hasNode24)("the action with several contracts", () => {
  let github: GitHubServer;
  const run = (cwd: string, inputs: Record<string, string>) =>
    runAction({ cwd, apiUrl: github.url, inputs });

  beforeEach(async () => {
    github = await startGitHub();
  });
  afterEach(async () => {
    expect(github.violations).toEqual([]);
    await github.close();
  });

  it("judges all that lines and globs name, and annotates each contract", async () => {
    const inputs = { contract: "services/*/skew_contract.yml\nservices/a", topics: "ord*" };
    const { code, log, outputs, summary } = await run(checkout(), inputs);
    expect(code, log).toBe(1);
    expect(commandsIn(log)).toEqual([
      expect.stringMatching(/^::error file=services\/b\/skew_contract.yml,line=3,/),
    ]);
    expect(outputs).toMatchObject({ verdict: "fail", "topics-failed": '["orders"]' });
    expect(summary).toContain("2 topics: 1 broken, 1 passing.");
  });

  it("compares each with its own of the base branch, and with its own baseline", async () => {
    const cwd = checkout();
    const written = await run(cwd, { contract: "services", "report-file": "base.json" });
    const { readFileSync } = await import("node:fs");
    const report = JSON.parse(readFileSync(written.outputs.report as string, "utf8"));
    const onlyB = { ...report, topics: [{ ...report.topics[1], contract: undefined }] };
    const files = {
      "services/a/skew_contract.yml": contract(", max_gini: 0.9"),
      "services/b/skew_contract.yml": contract(),
      "services/b/skew_baseline.json": JSON.stringify(onlyB),
    };
    for (const [path, text] of Object.entries(files)) github.files.set(`${path}@${COMMIT}`, text);
    const inputs = { contract: "services", baseline: "base", "fail-on": "new" };
    const { code, log } = await run(cwd, inputs);
    expect(code, log).toBe(0);
    expect(commandsIn(log)).toContainEqual(
      expect.stringMatching(
        /^::warning file=services\/a\/skew_contract.yml,line=3::orders: max_gini was 0.9 .*no limit/,
      ),
    );
    expect(log).toContain("No baseline: services/a/skew_baseline.json is not on the base branch.");
    github.files.clear();
    github.files.set(`skew_baseline.json@${COMMIT}`, JSON.stringify(report));
    const common = await run(cwd, inputs);
    expect(common.code, common.log).toBe(0);
    expect(common.log).not.toContain("No baseline");
  });
});
