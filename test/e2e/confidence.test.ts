import { expect, it } from "vitest";
import { otherRandom } from "../support/judge-keys.ts";
import { cli, contract, folder } from "./cli.ts";

const LIMITS = ["max_partition_share: 0.12", "max_gini: 0.1", "severity: { confidence: error }"];
const FIELDS = ["keys: k.txt", "partitions: 12", ...LIMITS];

it("the rule confidence decides whether a remedy meets the contract", async () => {
  const random = otherRandom(7);
  const users = Array.from({ length: 2100 }, () => `user-${Math.floor(random() * 5000)}`);
  const keys = [...users, ...Array.from({ length: 900 }, () => "hot")];
  const cwd = folder({ "k.txt": `${keys.join("\n")}\n`, "c.yml": contract(...FIELDS) });
  const run = await cli(["check", "--contract", "c.yml", "--output", "json"], { cwd });
  const { remedies } = JSON.parse(run.stdout).topics[0];
  expect(remedies).toMatchObject([
    { kind: "split", meets_contract: true },
    { kind: "salt", meets_contract: false },
  ]);
  // Salted as advised, the Gini coefficient is below its limit, but too close to it.
  const { ways } = remedies[1];
  const salted = keys.map((key, i) => (key === "hot" ? `hot#${i % ways}` : key));
  const after = folder({ "k.txt": `${salted.join("\n")}\n`, "c.yml": contract(...FIELDS) });
  const rerun = await cli(["check", "--contract", "c.yml", "--output", "json"], { cwd: after });
  expect(JSON.parse(rerun.stdout).topics[0].violations).toMatchObject([{ rule: "confidence" }]);
});
