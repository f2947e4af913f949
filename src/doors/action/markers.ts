import { resolve } from "node:path";
import { CONTRACT_NAME, findUsualContract } from "#adapters/contract-file.ts";
import { sha256 } from "#core/reports/sha256.ts";
import { repositoryPath } from "#run/repository-path.ts";
import type { Inputs } from "./inputs.ts";

const ID_CHARACTERS = 16;
/** Values of `toJSON(matrix)` in a job without a matrix. */
const NO_MATRIX = ["", "null", "{}"];

/**
 * The beginning of a step's comments, and of no others. Contains only a hash of what identifies the
 * step.
 */
export interface Markers {
  readonly own: string;
  /** The marker of earlier releases, which the steps of a job shared. */
  readonly shared: string;
}

export function markersOf(inputs: Inputs, env: NodeJS.ProcessEnv): Markers {
  const { workingDirectory, commentKey, matrix, mode, topics = [] } = inputs;
  const { GITHUB_WORKFLOW: workflow, GITHUB_JOB: job } = env;
  const [first, ...others] = contractsOf(inputs);
  const chosen = [...new Set(topics)].sort();
  return {
    own: markerOf({
      workflow: fileOf(env.GITHUB_WORKFLOW_REF) ?? workflow,
      job,
      matrix: NO_MATRIX.includes(matrix) ? undefined : matrix,
      mode,
      contract: others.length === 0 ? first : [first, ...others],
      topics: chosen,
      workingDirectory,
      commentKey,
    }),
    shared: markerOf([workflow, job, workingDirectory, commentKey]),
  };
}

function markerOf(parts: object): string {
  const id = sha256(new TextEncoder().encode(JSON.stringify(parts))).slice(0, ID_CHARACTERS);
  return `<!-- skew-contract ${id} -->`;
}

/**
 * The contracts' paths from the repository root, as they are named, even if they do not exist; by
 * default the usual one.
 */
function contractsOf({ contracts, workingDirectory }: Inputs): string[] {
  const files = contracts ?? [findUsualContract(workingDirectory) ?? CONTRACT_NAME];
  return files.map((file) => repositoryPath(resolve(workingDirectory, file)));
}

/**
 * `owner/name/.github/workflows/ci.yml` of `…@refs/heads/main`: workflow names need not be unique.
 */
function fileOf(workflow: string | undefined): string | undefined {
  return /^(.+?)@refs\//.exec(workflow ?? "")?.[1];
}
