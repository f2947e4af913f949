import { existsSync } from "node:fs";
import { posix } from "node:path";
import { CONTRACT_PLACES } from "#adapters/contract-file.ts";
import { type Relaxation, relaxedSince } from "#core/baseline/relaxed.ts";
import { setting } from "#core/errors/phrase.ts";
import { UserError, UserErrors } from "#core/errors/user-error.ts";
import { BASELINE_FILE, type Baseline } from "#run/baseline.ts";
import type { Plan } from "#run/plan.ts";
import { repositoryPath } from "#run/repository-path.ts";
import { apiFailure } from "./api-failure.ts";
import type { Api } from "./github-api.ts";
import type { Step } from "./step.ts";

/** The contract and baseline of the base branch. */
export interface Base {
  /** Undefined if the base branch has none. */
  readonly baseline?: Baseline | undefined;
  /** What could not be compared and why, one sentence each. */
  readonly notes: readonly string[];
  /** Changes that let through what the base branch would not, or judge keys differently. */
  readonly loosened: readonly Relaxation[];
}

interface ContractOfBase {
  readonly path: string;
  readonly text: string;
}

/** Reads the contract and the baseline next to it, as they are at the base commit. */
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
 * The contract that judges the base branch: the first usual place that has one there, even if the
 * change moved, deleted or overrode it. A contract named by the workflow is looked up at its path;
 * if it is new, the usual places that it may have been moved from are tried too.
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
        next: `${remedyFor(status)}, or use a baseline file from the checkout.`,
      },
      { cause },
    );
  }
}

function remedyFor(status: number | undefined): string {
  if (status === undefined) return "Check that this runner can reach GitHub's API";
  if (status === 429 || status >= 500) return "Run the job again later";
  return "Give the job `permissions: contents: read`";
}

/** Compares the chosen topics, or all of them. */
async function compareContracts(
  earlier: ContractOfBase | undefined,
  own: string | undefined,
  { topics }: Plan,
  chosen: readonly string[] | undefined,
): Promise<{ loosened: readonly Relaxation[]; note?: string }> {
  if (earlier === undefined) {
    const note = `No earlier contract: ${own} is not on the base branch, or cannot be read there.`;
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
        : { note: `Compared with ${earlier.path}, the contract of the base branch.` };
    return { loosened: relaxedSince(before, now), ...note };
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    // An invalid contract cannot have been stricter.
    const note = `${earlier.path} is not a valid contract on the base branch, so nothing was compared.`;
    return { loosened: [], note };
  }
}
