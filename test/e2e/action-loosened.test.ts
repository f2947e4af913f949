import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { RawTopic } from "#core/contract/contract.ts";
import { hasNode24, pullRequest, runAction } from "../support/action.ts";
import { type GitHubServer, startGitHub } from "../support/github-server.ts";
import { commandsIn } from "../support/workflow-commands.ts";
import { folder, manyKeys } from "./cli.ts";

const COMMIT = pullRequest.payload.pull_request.base.sha;
const FILE = "skew_contract.yml";
const LOOSER = "### ⚠️ This change loosens the contract";
const DIFFERENT = "### ⚠️ This change judges the keys differently";

const contract = (fields: string, more = "") =>
  `version: 1\n${more}topics:\n  orders: {partitions: 12, keys: k.txt${fields}}\n`;

/** A checkout with these files and keys that hold any limit below. */
function checkoutOf(files: Record<string, string>): string {
  const cwd = folder({ "k.txt": manyKeys(3000), ".github/k.txt": manyKeys(3000), ...files });
  writeFileSync(join(cwd, ".git"), "");
  return cwd;
}

describe.skipIf(!hasNode24)("what a pull request loosens", () => {
  let github: GitHubServer;
  const run = (cwd: string, inputs: Record<string, string> = {}) =>
    runAction({
      cwd,
      apiUrl: github.url,
      inputs: { baseline: "base", comment: "always", ...inputs },
    });
  const toldIn = (log: string) =>
    commandsIn(log).flatMap((line) => /^::warning[^:]*::(.*)/.exec(line)?.[1] ?? []);
  /** What is told where the base branch has one contract and the checkout another. */
  const told = async (before: string, now: string, inputs: Record<string, string> = {}) => {
    github.files.set(`${FILE}@${COMMIT}`, before);
    const { code, log } = await run(checkoutOf({ [FILE]: now }), inputs);
    expect(code, log).toBe(0);
    return toldIn(log);
  };

  beforeEach(async () => {
    github = await startGitHub();
  });
  afterEach(async () => {
    expect(github.violations).toEqual([]);
    await github.close();
  });

  it.each<[string, string, string]>([
    [", max_gini: 0.2", ", max_gini: 0.3", "max_gini was 0.2 on the base branch and is 0.3"],
    [", sample_size: 9", "", "sample_size was 9 on the base branch and is no limit"],
    [
      ", min_unique_keys: 9",
      ", min_unique_keys: 8",
      "min_unique_keys was 9 on the base branch and is 8",
    ],
    ["", ", severity: {remap: off}", "remap was warning on the base branch and is off"],
    ["", ", fail_on: new", "fail_on was any on the base branch and is new"],
    [
      ", max_gini: 0.2",
      ", max_gini: 0.2, tolerance: {max_gini: 1}",
      "tolerance.max_gini was 0.05 on the base branch and is 1",
    ],
    [
      ", producers: [java, kafkajs]",
      ", producers: [java]",
      "producers was java, kafkajs on the base branch and is java",
    ],
  ])("is told as a warning and in the comment: %s → %s", async (before, now, says) => {
    expect(await told(contract(before), contract(now))).toEqual([`orders: ${says}`]);
    expect(github.comments[0]?.body).toContain(LOOSER);
    expect(github.comments[0]?.body).not.toContain(DIFFERENT);
  });

  it.each<[RawTopic, RawTopic, string]>([
    [{}, { partitions: 24 }, "partitions was 12 on the base branch and is 24"],
    [{}, { partitioner: "crc32" }, "partitioner was murmur2 on the base branch and is crc32"],
    [{}, { producer: "kafka-rust" }, "empty keys was hashed on the base branch and is unplaced"],
    [{ key_type: "bytes-hex" }, {}, "key_type was bytes-hex on the base branch and is string"],
    [{}, { null_token: "key-1" }, "null_token was none on the base branch and is key-1"],
    [{}, { keys: ".github/k.txt" }, "keys was k.txt on the base branch and is .github/k.txt"],
    [
      { max_consumer_share: 1, consumers: 4 },
      { max_consumer_share: 1, consumers: 6 },
      "consumers was 4 on the base branch and is 6",
    ],
  ])("is told where keys are judged differently: %j → %j", async (before, now, says) => {
    const of = (fields: RawTopic) =>
      JSON.stringify({ version: 1, topics: { t: { partitions: 12, keys: "k.txt", ...fields } } });
    expect(await told(of(before), of(now))).toContain(
      `t: ${says}, so that keys are judged differently`,
    );
    expect(github.comments[0]?.body).toContain(DIFFERENT);
    expect(github.comments[0]?.body).not.toContain(LOOSER);
  });

  it("is told of what defaults say, with the place there", async () => {
    const before = contract("", "defaults: {max_gini: 0.2}\n");
    github.files.set(`${FILE}@${COMMIT}`, before);
    const { log } = await run(checkoutOf({ [FILE]: contract("", "defaults: {max_gini: 0.3}\n") }));
    expect(commandsIn(log)).toEqual([
      `::warning file=${FILE},line=2::orders: max_gini was 0.2 on the base branch and is 0.3`,
    ]);
  });

  it("is nothing where the contract is as it was, or stricter", async () => {
    expect(await told(contract(", max_gini: 0.3"), contract(", max_gini: 0.2, max_cv: 2"))).toEqual(
      [],
    );
    expect(github.comments[0]?.body).not.toContain("⚠️");
  });

  it("says what the input fail-on overrides", async () => {
    const lines = await told(contract(""), contract(", fail_on: new"), { "fail-on": "any" });
    expect(lines).toEqual([
      "orders: fail_on was any on the base branch and is new; the input fail-on: any overrides it",
    ]);
    expect(github.comments[0]?.body).toContain("`fail-on: any` overrides `fail_on`");
  });

  it("is told where the contract was deleted and another place has a lax one", async () => {
    github.files.set(`${FILE}@${COMMIT}`, contract(", max_gini: 0.2"));
    github.files.set(`.github/${FILE}@${COMMIT}`, contract(""));
    const { code, log } = await run(checkoutOf({ [`.github/${FILE}`]: contract("") }));
    expect(code).toBe(0);
    expect(toldIn(log)).toEqual(["orders: max_gini was 0.2 on the base branch and is no limit"]);
    expect(log).toContain(`Compared with ${FILE}, the contract of the base branch`);
  });

  it("is told where a new contract displaces that of the base branch", async () => {
    const strict = contract(", max_gini: 0.2");
    github.files.set(`.github/${FILE}@${COMMIT}`, strict);
    const files = { [`.github/${FILE}`]: strict, [FILE]: contract("") };
    expect(toldIn((await run(checkoutOf(files))).log)).toEqual([
      "orders: max_gini was 0.2 on the base branch and is no limit",
    ]);
  });

  it("is told where the workflow names another path and the old contract is gone", async () => {
    github.files.set(`${FILE}@${COMMIT}`, contract(", max_gini: 0.2"));
    const cwd = checkoutOf({ [FILE]: contract("") });
    renameSync(join(cwd, FILE), join(cwd, "lax.yml"));
    expect(toldIn((await run(cwd, { contract: "lax.yml" })).log)).toEqual([
      "orders: max_gini was 0.2 on the base branch and is no limit",
    ]);
  });

  it("says that there is nothing to compare with where the named contract is new", async () => {
    github.files.set(`${FILE}@${COMMIT}`, contract(", max_gini: 0.2"));
    const cwd = checkoutOf({ [FILE]: contract(", max_gini: 0.2"), "own.yml": contract("") });
    const { code, log } = await run(cwd, { contract: "own.yml" });
    expect([code, toldIn(log)]).toEqual([0, []]);
    expect(log).toContain("No earlier contract: own.yml is not on the base branch");
  });

  it("never passes where the contract is deleted and none is left", async () => {
    github.files.set(`${FILE}@${COMMIT}`, contract(", max_gini: 0.2"));
    const { code, log } = await run(checkoutOf({}));
    expect(code).toBe(2);
    expect(log).toContain("no contract found");
  });

  it("takes the baseline beside the contract that the base branch has", async () => {
    github.files.set(`${FILE}@${COMMIT}`, contract(", max_gini: 0.2"));
    await run(checkoutOf({ [`.github/${FILE}`]: contract("") }));
    expect(github.requests.join("\n")).toContain("/contents/skew_baseline.json?");
    expect(github.requests.join("\n")).not.toContain(".github%2Fskew_baseline.json");
  });

  it("says where the base branch has no valid contract", async () => {
    github.files.set(`${FILE}@${COMMIT}`, "version: 1\n");
    const { code, log } = await run(checkoutOf({ [FILE]: contract("") }));
    expect([code, toldIn(log)]).toEqual([0, []]);
    expect(log).toContain(`${FILE} is not a valid contract on the base branch`);
  });

  it("is all in the log where it is more than GitHub shows", async () => {
    const names = Array.from({ length: 40 }, (_, i) => `gone-${i}`);
    const gone = names.map((name) => `  ${name}: {partitions: 3}\n`).join("");
    github.files.set(`${FILE}@${COMMIT}`, `${contract("")}${gone}`);
    const { log } = await run(checkoutOf({ [FILE]: contract("") }));
    expect(toldIn(log)).toHaveLength(10);
    expect(toldIn(log).at(-1)).toBe(
      "31 more changes loosen the contract or judge keys differently: see the log.",
    );
    for (const name of names) {
      expect(log).toContain(
        `${name}: topic was in the contract on the base branch and is not in it`,
      );
    }
    expect(github.comments[0]?.body).toContain("and 20 more");
  });

  it("forges nothing, however the contract's texts look, and fits into the comment", async () => {
    const hostile = "::error::x\n##[error]|<h1>@octocat https://evil.example`\u202e".padEnd(
      400,
      "\u{e0001}",
    );
    const topics = Array.from(
      { length: 30 },
      (_, i) => `  ${JSON.stringify(i + hostile)}: {partitions: 3}\n`,
    );
    github.files.set(
      `${FILE}@${COMMIT}`,
      `${contract(`, null_token: ${JSON.stringify(hostile)}`)}${topics.join("")}`,
    );
    const { code, log } = await run(checkoutOf({ [FILE]: contract("") }));
    expect(code).toBe(0);
    expect(toldIn(log)).toHaveLength(10);
    expect(commandsIn(log).filter((line) => !line.startsWith("::warning"))).toEqual([]);
    const { body = "" } = github.comments[0] ?? {};
    expect(body).toContain(LOOSER);
    expect(body.length).toBeLessThan(12_000);
    for (const forged of ["<h1>", "@octocat", "https://evil"]) expect(body).not.toContain(forged);
  });
});
