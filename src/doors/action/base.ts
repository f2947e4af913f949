import { existsSync } from "node:fs";
import { posix } from "node:path";
import { CONTRACT_PLACES } from "#adapters/contract-file.ts";
import type { Relaxation } from "#core/baseline/relaxed.ts";
import { BASELINE_FILE, type Baseline } from "#run/baseline.ts";
import type { Plan } from "#run/plan.ts";
import { repositoryPath } from "#run/repository-path.ts";
import { type FilesOfBase, filesOfBase } from "./base-files.ts";
import { type ContractOfBase, compareContracts } from "./compare-contracts.ts";
import type { Step } from "./step.ts";

/** The contracts and baselines of the base branch. */
export interface Base {
  /** None if the base branch has none. */
  readonly baselines: readonly Baseline[];
  /** What could not be compared and why, one sentence each. */
  readonly notes: readonly string[];
  /** Changes that let through what the base branch would not, or judge keys differently. */
  readonly loosened: readonly Relaxation[];
}

/** What a contract's file of the working tree is compared with. */
interface Earlier {
  /** From the root of the repository; undefined if the plan has no contract file. */
  readonly own: string | undefined;
  readonly contract: ContractOfBase | undefined;
  readonly baselinePath: string;
  readonly baseline: Baseline | undefined;
}

/** Reads the contracts and the baselines next to them, as they are at the base commit. */
export async function readBase({ event, inputs, ...step }: Step, plan: Plan): Promise<Base> {
  const { base, name } = event;
  if (base === undefined) {
    const notes = [noBaseline(`the event ${name} has no base commit`)];
    return { baselines: [], notes, loosened: [] };
  }
  const files = filesOfBase(await step.api(), base);
  const own = plan.contractFiles.map(repositoryPath);
  const [first, ...others] = own;
  const earlier =
    others.length === 0
      ? [await earlierOf(files, first, await contractOfBase(files, first, inputs.contracts))]
      : await Promise.all(
          own.map(async (file) => earlierOf(files, file, await ofBase(files, file))),
        );
  const common = others.length === 0 ? undefined : await baselineAt(files, commonPath());
  const compared = await Promise.all(
    earlier.map((one) => compareContracts(one.contract, one.own, plan, inputs.topics)),
  );
  const baselines = [...earlier.map((one) => one.baseline), common].flatMap((one) => one ?? []);
  const lacking = common === undefined ? earlier.filter((one) => one.baseline === undefined) : [];
  return {
    baselines,
    notes: [
      ...lacking.map((one) => noBaseline(`${one.baselinePath} is not on the base branch`)),
      ...compared.flatMap(({ note }) => note ?? []),
    ],
    loosened: compared.flatMap((one) => one.loosened),
  };
}

function noBaseline(why: string): string {
  return `No baseline: ${why}. Every broken rule counts as new.`;
}

/** Where `skew-contract baseline` writes that of several contracts. */
function commonPath(): string {
  return repositoryPath(BASELINE_FILE);
}

async function earlierOf(
  files: FilesOfBase,
  own: string | undefined,
  contract: ContractOfBase | undefined,
): Promise<Earlier> {
  const folder = posix.dirname(contract?.path ?? own ?? ".");
  const baselinePath = posix.join(folder, BASELINE_FILE);
  return { own, contract, baselinePath, baseline: await baselineAt(files, baselinePath, own) };
}

async function baselineAt(
  files: FilesOfBase,
  path: string,
  contractFile?: string,
): Promise<Baseline | undefined> {
  const text = await files.read(path);
  if (text === undefined) return undefined;
  return { text, label: `${path} of the base branch`, contractFile };
}

async function ofBase(files: FilesOfBase, path: string): Promise<ContractOfBase | undefined> {
  const text = await files.read(path);
  return text === undefined ? undefined : { path, text };
}

/**
 * The contract that judges the base branch: the first usual place that has one there, even if the
 * change moved, deleted or overrode it. A contract named by the workflow is looked up at its path;
 * if it is new, the usual places that it may have been moved from are tried too.
 */
async function contractOfBase(
  files: FilesOfBase,
  own: string | undefined,
  named: readonly string[] | undefined,
): Promise<ContractOfBase | undefined> {
  const usual = CONTRACT_PLACES.filter((place) => named === undefined || !existsSync(place));
  const paths = [
    ...(named === undefined || own === undefined ? [] : [own]),
    ...usual.map(repositoryPath),
  ];
  for (const path of paths) {
    const found = await ofBase(files, path);
    if (found !== undefined) return found;
  }
  return undefined;
}
