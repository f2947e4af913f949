import { posix } from "node:path";
import type { Plan } from "../run/plan.ts";
import { repositoryPath } from "../run/repository-path.ts";
import type { GitHubEvent } from "./event.ts";
import type { Api } from "./github-api.ts";

const BASELINE = "skew_baseline.json";

/** The baseline beside the contract as it is on the base branch; or why there is none. */
export async function baseBaseline(
  api: Api,
  event: GitHubEvent,
  { contractFile }: Plan,
): Promise<{ readonly text: string } | { readonly missing: string }> {
  const { base } = event;
  if (base === undefined) return { missing: `the event ${event.name} has no base commit` };
  const folder = contractFile === undefined ? "." : posix.dirname(repositoryPath(contractFile));
  const path = posix.join(folder, BASELINE);
  const text = await api.file(path, base);
  return text === undefined ? { missing: `${path} is not on the base branch` } : { text };
}
