import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { warning } from "@actions/core";
import { repositoryRoot } from "#run/repository-path.ts";
import type { GitHubEvent } from "./event.ts";

/**
 * Under pull_request_target, code from a fork can read the repository's secrets: warns unless the
 * base branch is checked out.
 */
export function warnOfForkCode({ isTrustedFork, base }: GitHubEvent, env: NodeJS.ProcessEnv): void {
  if (!isTrustedFork) return;
  const root = repositoryRoot(resolve("."));
  const commit = root && commitOf(join(root, ".git"));
  if (commit === undefined || commit === base || commit === env.GITHUB_SHA) return;
  warning(
    "This workflow runs on pull_request_target and has checked out code that is not from the base branch, so anyone who opens a pull request can run code with this repository's secrets. Use pull_request instead: the verdict is then in the job summary.",
  );
}

function commitOf(git: string): string | undefined {
  try {
    const head = readFileSync(join(git, "HEAD"), "utf8").trim();
    const branch = /^ref: (.+)$/.exec(head)?.[1];
    if (branch === undefined) return head;
    const loose = join(git, branch);
    if (existsSync(loose)) return readFileSync(loose, "utf8").trim();
    const packed = readFileSync(join(git, "packed-refs"), "utf8");
    return packed
      .split("\n")
      .find((line) => line.endsWith(` ${branch}`))
      ?.split(" ")[0];
  } catch {
    return undefined;
  }
}
