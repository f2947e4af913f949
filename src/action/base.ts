import { posix } from "node:path";
import { type Loosened, loosenedLimits } from "../changes/loosened.ts";
import { UserError, UserErrors } from "../errors.ts";
import { BASELINE_FILE } from "../run/baseline.ts";
import type { Plan } from "../run/plan.ts";
import { repositoryPath } from "../run/repository-path.ts";
import { clip } from "../text/printable.ts";
import type { GitHubEvent } from "./event.ts";
import type { Api } from "./github-api.ts";

/** What the base branch has of the contract and its baseline. */
export interface Base {
  /** The baseline's text; undefined where there is none. */
  readonly baseline?: string | undefined;
  /** Why there is none. */
  readonly missing?: string;
  /** What the change lets through that the base branch does not. */
  readonly loosened: readonly Loosened[];
}

/** Reads the baseline beside the contract, and the contract itself, as they are at the base commit. */
export async function readBase(
  api: Api,
  { base, name }: GitHubEvent,
  plan: Plan,
  chosen: readonly string[] | undefined,
): Promise<Base> {
  if (base === undefined) return { missing: `the event ${name} has no base commit`, loosened: [] };
  const contract = plan.contractFile && repositoryPath(plan.contractFile);
  const path = posix.join(contract ? posix.dirname(contract) : ".", BASELINE_FILE);
  const baseline = await fileOfBase(api, path, base);
  const earlier = contract && (await fileOfBase(api, contract, base));
  const loosened = earlier ? await loosenedSince(earlier, plan, chosen) : [];
  return { baseline, missing: `${path} is not on the base branch`, loosened };
}

async function fileOfBase(api: Api, path: string, base: string): Promise<string | undefined> {
  try {
    return await api.file(path, base);
  } catch (cause) {
    const { status, message } = cause as { status?: number; message?: string };
    const answer = status === undefined ? "" : ` ${status}`;
    throw new UserError(
      {
        what: `${path} of the base branch could not be read: GitHub answered${answer} (${clip(message ?? "", 200)})`,
        where: "baseline",
        next: "Give the job `permissions: contents: read`, or name a baseline that is a file here.",
      },
      { cause },
    );
  }
}

/** Of the topics that were chosen, or of all. */
async function loosenedSince(
  text: string,
  { topics }: Plan,
  chosen: readonly string[] | undefined,
): Promise<readonly Loosened[]> {
  const { parseContract } = await import("../contract/parse.ts");
  try {
    const earlier = parseContract(text).topics.filter(
      ({ topic }) => chosen?.includes(topic) ?? true,
    );
    return loosenedLimits(
      earlier,
      topics.map(({ contract }) => contract),
    );
  } catch (error) {
    // What was no contract then cannot have been stricter.
    if (error instanceof UserErrors) return [];
    throw error;
  }
}
