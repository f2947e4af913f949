import { afterAll, describe, expect, it } from "vitest";
import { type ActionOptions, checkout, hasNode24, runAction } from "../support/action.ts";
import {
  type BrokenServer,
  brokenProxies,
  brokenServers,
  startBroken,
} from "../support/broken-servers.ts";
import { commandsIn } from "../support/workflow-commands.ts";
import { manyKeys } from "./cli.ts";

/*
 * The real limits, in the real door: each of these waits for up to a minute, all at once. What comes
 * to an end by itself sooner is in test/doors/action/github-api.test.ts.
 */

/** What hangs is ended by this alone. */
const TIMEOUT_MS = 300_000;
const skewed = checkout(`${"DE\n".repeat(900)}${manyKeys(100)}`, "    max_partition_share: 0.2\n");
const servers: BrokenServer[] = [];
const start = async (behaviour: Parameters<typeof startBroken>[0]) => {
  const server = await startBroken(behaviour);
  servers.push(server);
  return server;
};

afterAll(async () => {
  for (const server of servers) await server.close();
});

describe.skipIf(!hasNode24)("the action ends by itself, with its verdict", () => {
  const run = async (options: Partial<ActionOptions>) => {
    const { code, log, outputs, summary } = await runAction({ cwd: skewed, ...options });
    expect(log).not.toContain("    at ");
    return { code, verdict: outputs.verdict, summary, commands: commandsIn(log).join("\n") };
  };

  it.concurrent.for(["silent", "trickles the body", "trickles headers"] as const)(
    "where the API %s",
    { timeout: TIMEOUT_MS },
    async (name) => {
      const { url } = await start(brokenServers[name]);
      const { code, verdict, summary, commands } = await run({ apiUrl: url });
      expect([code, verdict]).toEqual([1, "fail"]);
      expect(summary).toContain("## ❌");
      expect(commands).toContain(
        `::warning::the comment could not be written: ${new URL(url).host} did not answer GET /repos/acme/shop/issues/7/comments: no complete answer within 15 s`,
      );
    },
  );

  it.concurrent.for([
    ["silent", "no complete answer within 15 s"],
    ["closes", "socket hang up"],
    ["wants a password", "the proxy answered 407"],
  ] as const)("where the proxy: %s", { timeout: TIMEOUT_MS }, async ([name, says]) => {
    const proxy = await start(brokenProxies[name]);
    const way = `127.0.0.1:${proxy.port}`;
    const env = { https_proxy: `http://${way}` };
    const { code, verdict, commands } = await run({ apiUrl: "https://api.example.com", env });
    expect([code, verdict]).toEqual([1, "fail"]);
    expect(commands).toContain(
      `api.example.com did not answer GET /repos/acme/shop/issues/7/comments through the proxy ${way}: ${says}`,
    );
    expect(proxy.requests.length).toBeLessThanOrEqual(3);
  });

  it.concurrent("where the base branch is not to be had", { timeout: TIMEOUT_MS }, async () => {
    const server = await start(brokenServers.silent);
    const { code, verdict, summary, commands } = await run({
      apiUrl: server.url,
      inputs: { baseline: "base" },
    });
    expect([code, verdict]).toEqual([2, ""]);
    expect(summary).toContain("could not be judged");
    expect(commands).toContain("skew_contract.yml of the base branch could not be read");
    expect(commands).toContain("no complete answer within 15 s");
    expect(commands).not.toContain("permissions");
    // The comment has what is left of the time: three requests of 15 s before it, and one shorter.
    expect(server.requests).toHaveLength(4);
  });
});
