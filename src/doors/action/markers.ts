import { resolve } from "node:path";
import { CONTRACT_NAME, findUsualContract } from "#adapters/contract-file.ts";
import { sha256 } from "#core/reports/sha256.ts";
import { repositoryPath } from "#run/repository-path.ts";
import type { Inputs } from "./inputs.ts";

const ID_CHARACTERS = 16;
/** What `toJSON(matrix)` is in a job without one. */
const NO_MATRIX = ["", "null", "{}"];

/** What the comments of a step begin with, and no other ones. They hold nothing of the parts' text. */
export interface Markers {
  readonly own: string;
  /** Until the matrix, the contract and the topics were parts of it: steps of a job shared one. */
  readonly shared: string;
}

export function markersOf(inputs: Inputs, env: NodeJS.ProcessEnv): Markers {
  const { workingDirectory, commentKey, matrix, mode, topics = [] } = inputs;
  const { GITHUB_WORKFLOW: workflow, GITHUB_JOB: job } = env;
  const contract = contractOf(inputs);
  const chosen = [...new Set(topics)].sort();
  return {
    own: markerOf({
      workflow: fileOf(env.GITHUB_WORKFLOW_REF) ?? workflow,
      job,
      matrix: NO_MATRIX.includes(matrix) ? undefined : matrix,
      mode,
      contract,
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

/** From the root of the repository, there or not: a contract that is gone was most likely the usual one. */
function contractOf({ contract, workingDirectory }: Inputs): string {
  const file = contract ?? findUsualContract(workingDirectory) ?? CONTRACT_NAME;
  return repositoryPath(resolve(workingDirectory, file));
}

/** `owner/name/.github/workflows/ci.yml` of `…@refs/heads/main`: names may be the same. */
function fileOf(workflow: string | undefined): string | undefined {
  return /^(.+?)@refs\//.exec(workflow ?? "")?.[1];
}
