import { describe, expect, it } from "vitest";
import { cli, expectRefusal, folder, manyKeys } from "./cli.ts";

/** No cluster is there: what is asked of it fails later, with another error. */
const NOWHERE = ["--bootstrap", "127.0.0.1:1", "--no-env-file"];

describe.concurrent("one language for values, whatever the command:", () => {
  it.each(["4", "4e0", "0_4"])("check --partitions %s", async (partitions) => {
    const cwd = folder({ k: manyKeys(100) });
    expect(await cli(["check", "--keys", "k", "--partitions", partitions], { cwd })).toMatchObject({
      code: 0,
      stderr: "",
    });
  });

  it.each([
    ["analyze", "--partitions", "1e1"],
    ["analyze", "--partitions", "1_0"],
    ["analyze", "--delivery-timeout", "2m"],
    ["recommend", "--max-sample-bytes", "1T", "--min-partitions", "0"],
    ["recommend", "--sampling-days", "12h", "--min-partitions", "0"],
  ])("%s %s %s", async (...args) => {
    const { code, stderr } = await cli([...args, ...NOWHERE], { cwd: folder() });
    expect(code).toBe(2);
    expect(stderr).not.toContain(args[1]);
  });

  it.each([
    [["check", "--threads", "0"], "--threads 0 is not a whole number from 1 to 64"],
    [["check", "--memory", "1M"], "--memory 1M is not a size in bytes"],
    [["sample", "k", "--memory", "x"], "--memory x is not a size in bytes"],
    [["check", "--max-share", "8%"], "--max-share 8% is not a share from 0 to 1"],
    [["init", "k", "--partitions", "many"], "--partitions many is not a whole number"],
    [["dashboard", "--port", "1e9"], "--port 1e9 is not a whole number from 0 to 65535"],
    [["analyze", "--seed", "-1"], "--seed -1 is not a whole number from 0 to 4294967295"],
    [["check", "--window", "5x"], "--window 5x is not a time such as 30s, 5m or 1h"],
    [["sample", "k", "--window", "5x"], "--window 5x is not a time such as 30s, 5m or 1h"],
    [["sample", "k", "--taken-at", "now"], "--taken-at now is not a time in ISO 8601"],
    [["analyze", "--simulation", "hot"], 'unknown --simulation "hot"'],
  ])("%j is refused, with the help of its command", async (args, says) => {
    const run = await cli(args, { cwd: folder() });
    expectRefusal(run, says);
    expect(run.stderr).toContain(`skew-contract ${args[0]} --help`);
  });
});
