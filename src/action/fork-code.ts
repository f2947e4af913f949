import { readFileSync } from "node:fs";
import { join } from "node:path";
import { warning } from "@actions/core";
import type { GitHubEvent } from "./event.ts";

/** Under pull_request_target a fork's code that is run can read the repository's secrets. */
export function warnOfForkCode({ isTrustedFork, head }: GitHubEvent, env: NodeJS.ProcessEnv): void {
  if (!isTrustedFork || head === undefined || checkedOut(env) !== head) return;
  warning(
    "This workflow runs on pull_request_target with the fork's code checked out: whoever opens a pull request can run code with this repository's secrets. Use pull_request; the verdict is then in the job summary.",
  );
}

function checkedOut({ GITHUB_WORKSPACE = "." }: NodeJS.ProcessEnv): string | undefined {
  try {
    return readFileSync(join(GITHUB_WORKSPACE, ".git/HEAD"), "utf8").trim();
  } catch {
    return undefined;
  }
}
