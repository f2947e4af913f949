import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cli, expectRefusal, folder, plainEnv } from "../../e2e/cli.ts";

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
