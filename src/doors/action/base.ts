import { existsSync } from "node:fs";
import { posix } from "node:path";
import { CONTRACT_PLACES } from "#adapters/contract-file.ts";
import { type Loosened, loosenedSince } from "#core/baseline/loosened.ts";
import { setting } from "#core/errors/phrase.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { BASELINE_FILE, type Baseline } from "#run/baseline.ts";
import type { Plan } from "#run/plan.ts";
import { repositoryPath } from "#run/repository-path.ts";
import { apiFailure } from "./api-failure.ts";
import type { Api } from "./github-api.ts";
import type { Step } from "./step.ts";

/** What the base branch has of the contract and its baseline. */
export interface Base {
  /** Undefined where there is none. */
  readonly baseline?: Baseline | undefined;
  /** What could not be compared and why, a sentence each. */
  readonly notes: readonly string[];
  /** What the change lets through that the base branch does not. */
  readonly loosened: readonly Loosened[];
}

interface ContractOfBase {
  readonly path: string;
  readonly text: string;
}

/** Reads the baseline beside the contract, and the contract itself, as they are at the base commit. */
export async function readBase({ event, inputs, ...step }: Step, plan: Plan): Promise<Base> {
  const { base, name } = event;
  if (base === undefined) {
    return { notes: [noBaseline(`the event ${name} has no base commit`)], loosened: [] };
  }
  const api = await step.api();
  const own = plan.contractFile === undefined ? undefined : repositoryPath(plan.contractFile);
  const earlier = await contractOfBase(api, base, own, inputs.contract);
  const path = posix.join(posix.dirname(earlier?.path ?? own ?? "."), BASELINE_FILE);
  const text = await fileOfBase(api, path, base);
  const baseline = text === undefined ? undefined : { text, label: `${path} of the base branch` };
  const { loosened, note } = await compareContracts(earlier, own, plan, inputs.topics);
  const lacks = baseline === undefined ? [noBaseline(`${path} is not on the base branch`)] : [];
  return { baseline, notes: [...lacks, ...(note === undefined ? [] : [note])], loosened };
}

function noBaseline(why: string): string {
  return `No baseline: ${why}. Every broken rule counts as new.`;
}

/**
 * The contract that the base branch is judged by: the first of the usual places that has one there,
 * whatever the change has moved, deleted or put before it. One that the workflow names is looked
 * for by its path, and if it is new, at the usual places that it may have been moved from.
 */
async function contractOfBase(
  api: Api,
  base: string,
  own: string | undefined,
  named: string | undefined,
): Promise<ContractOfBase | undefined> {
  const usual = CONTRACT_PLACES.filter((place) => named === undefined || !existsSync(place));
  const paths = [
    ...(named === undefined || own === undefined ? [] : [own]),
    ...usual.map(repositoryPath),
  ];
  for (const path of paths) {
    const text = await fileOfBase(api, path, base);
    if (text !== undefined) return { path, text };
  }
  return undefined;
}

async function fileOfBase(api: Api, path: string, base: string): Promise<string | undefined> {
  try {
    return await api.file(path, base);
  } catch (cause) {
    const { status, text } = apiFailure(cause);
    throw new UserError(
      {
        what: `${path} of the base branch could not be read: ${text}`,
        where: setting("baseline"),
        next: `${remedyFor(status)}, or name a baseline that is a file here.`,
      },
      { cause },
    );
  }
}

function remedyFor(status: number | undefined): string {
  if (status === undefined) return "Check the way from this runner to GitHub's API";
  if (status === 429 || status >= 500) return "Run the job again later";
  return "Give the job `permissions: contents: read`";
}

/** Of the topics that were chosen, or of all. */
async function compareContracts(
  earlier: ContractOfBase | undefined,
  own: string | undefined,
  { topics }: Plan,
  chosen: readonly string[] | undefined,
): Promise<{ loosened: readonly Loosened[]; note?: string }> {
  if (earlier === undefined) {
    const note = `No earlier contract: ${own} is not on the base branch, or may not be read there.`;
    return { loosened: [], note };
  }
  const { parseContract } = await import("#core/contract/parse.ts");
  try {
    const before = parseContract(earlier.text).topics.filter(
      ({ topic }) => chosen?.includes(topic) ?? true,
    );
    const now = topics.map(({ contract }) => contract);
    const note =
      earlier.path === own
        ? {}
        : { note: `The base branch has ${earlier.path} as its contract; it is compared with.` };
    return { loosened: loosenedSince(before, now), ...note };
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    // What was no contract then cannot have been stricter.
    const note = `${earlier.path} is not a valid contract on the base branch: nothing is stricter there.`;
    return { loosened: [], note };
  }
}
