import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { cli, expectRefusal, folder, plainEnv } from "../../../e2e/cli.ts";

it("says why the client cannot be installed, and leaves nothing half done", async () => {
  const cache = folder();
  // A registry that is not there, and nothing of npm's own cache.
  const npm = {
    npm_config_registry: "http://127.0.0.1:9/",
    npm_config_cache: join(folder(), "npm"),
    npm_config_fetch_retries: "0",
  };
  const env = { ...plainEnv(), ...npm, XDG_CACHE_HOME: cache, RUNNER_TOOL_CACHE: "" };
  const run = await cli(["install-client"], { env });
  expect(run.stderr).toMatch(/^installing @confluentinc\/kafka-javascript 1\./);
  const error = run.stderr.slice(run.stderr.indexOf("error:"));
  expectRefusal(
    { ...run, stderr: error },
    /npm ci --ignore-scripts failed/,
    /ECONNREFUSED/,
    /registry/,
  );
  expect(readdirSync(join(cache, "skew-contract"))).toEqual([]);
});

it("says how long it has taken so far", async () => {
  const registry = createServer(() => {});
  onTestFinished(() => void registry.close());
  registry.listen(0, "127.0.0.1");
  await once(registry, "listening");
  // Given up soon after the first time that it is said.
  const npm = {
    npm_config_registry: `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`,
    npm_config_cache: join(folder(), "npm"),
    npm_config_fetch_retries: "0",
    npm_config_fetch_timeout: "15000",
  };
  const env = { ...plainEnv(), ...npm, XDG_CACHE_HOME: folder(), RUNNER_TOOL_CACHE: "" };
  const run = await cli(["install-client"], { env });
  expect(run).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/still running after \d+ s\n/),
  });
});
