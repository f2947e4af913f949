import { existsSync, readdirSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { folder } from "../../e2e/cli.ts";
import { type ActionOptions, hasNode24, runAction } from "../../support/action.ts";
import { analyzedTopics } from "../../support/cloud-cluster.ts";
import { describeKafka, sharedCluster } from "../../support/kafka.ts";
import { commandsIn } from "../../support/workflow-commands.ts";

/** Building the client for the action's Node takes two minutes, once a machine. */
const BUILD_MS = 600_000;
const contract = (share: number) =>
  `version: 1\ntopics:\n  orders:\n    partitions: 12\n    max_partition_share: ${share}\n    sample_size: 10\n`;

function analyze(
  cwd: string,
  { records = "1000", ...inputs }: Readonly<Record<string, string>>,
  signal?: ActionOptions["signal"],
) {
  const flags = `--bootstrap ${sharedCluster().bootstrap}\n--records ${records}\n${inputs.flags ?? ""}`;
  // A tool cache that outlives the tests: the client would be built each time.
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return runAction({
    cwd,
    inputs: { mode: "analyze", comment: "never", ...inputs, flags },
    env: { RUNNER_TOOL_CACHE: cache, XDG_STATE_HOME: join(cwd, "state") },
    signal,
  });
}

describeKafka("The action in mode analyze", () => {
  it.skipIf(!hasNode24)(
    "installs its client, says so, and passes with outputs and summary",
    async () => {
      const cwd = folder({ "skew_contract.yml": contract(0.9) });
      const files = { "report-file": "out/a.json", "html-file": "out/a.html" };
      const run = await analyze(cwd, { contract: "skew_contract.yml", ...files });
      expect(run.log).toContain("Installing the Kafka client in the tool cache");
      expect(run.code).toBe(0);
      expect(run.outputs).toMatchObject({
        verdict: "pass",
        report: join(cwd, "out/a.json"),
        html: join(cwd, "out/a.html"),
      });
      const report = JSON.parse(readFileSync(join(cwd, "out/a.json"), "utf8"));
      expect(report).toMatchObject({ is_as_expected: true, gate: { verdict: "pass" } });
      expect(Number(run.outputs.gini)).toBe(report.actual.gini);
      expect(run.summary).toContain("## ✅ Key distribution on a real cluster");
      expect(existsSync(join(cwd, "out/a.html"))).toBe(true);
    },
    BUILD_MS,
  );

  it.skipIf(!hasNode24)(
    "fails where the contract is broken",
    async () => {
      const cwd = folder({ "skew_contract.yml": contract(0.5) });
      const run = await analyze(cwd, {
        contract: "skew_contract.yml",
        flags: "--simulation hot-key",
      });
      expect(run).toMatchObject({ code: 1, outputs: { verdict: "fail" } });
      expect(run.summary).toContain("## ❌ Key distribution on a real cluster");
    },
    BUILD_MS,
  );

  it.skipIf(!hasNode24)(
    "tells why it could not find out, and reads no .env of the checkout",
    async () => {
      const cwd = folder({ ".env": "KAFKA_SECURITY_PROTOCOL=nonsense\n" });
      const denied = await analyze(cwd, { flags: "--topic a,b" });
      expect(denied.code).toBe(2);
      expect(denied.summary).toContain("Partition keys could not be judged");
      expect(denied.log).not.toContain("nonsense");
      expect(commandsIn(denied.log).join()).toMatch(/::error.*letters%2C|::error.*letters,/);
    },
    BUILD_MS,
  );

  it.skipIf(!hasNode24)(
    "deletes its topic where the workflow is cancelled, and says what happened",
    async () => {
      const cwd = folder();
      const signal = { name: "SIGTERM", after: "topic skew-contract-analyze-" } as const;
      const run = await analyze(cwd, { records: "3000000" }, signal);
      expect(run.code).toBe(2);
      expect(run.log).toContain("SIGTERM: cleaning up");
      expect(commandsIn(run.log).join()).toContain("the analysis was interrupted by SIGTERM");
      const topic = /topic (skew-contract-analyze-[0-9a-f]+)/.exec(run.log)?.[1];
      await expect.poll(analyzedTopics).not.toContain(topic);
      expect(readdirSync(join(cwd, "state/skew-contract/journal"))).toEqual([]);
    },
    BUILD_MS,
  );

  it.skipIf(!hasNode24)(
    "tells of a flag that there is not, before it asks the cluster",
    async () => {
      const run = await analyze(folder(), { flags: "--partition 3" });
      expect(run.code).toBe(2);
      expect(commandsIn(run.log).join()).toMatch(/::error.*unknown flag --partition/);
      expect(run.log).not.toContain("topic skew-contract-analyze-");
    },
    BUILD_MS,
  );
});
