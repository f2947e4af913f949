import { info, notice } from "@actions/core";
import { sha256 } from "../reports/sha256.ts";
import type { Verdict } from "../verdict.ts";
import { apiFailure } from "./api-failure.ts";
import { writeComment } from "./comment.ts";
import type { Inputs } from "./inputs.ts";
import type { Step } from "./step.ts";

const ID_CHARACTERS = 16;

/** Statuses of a token that may not write. */
const NO_RIGHT: readonly (number | undefined)[] = [401, 403, 404];

/**
 * Writes the comment where there is a pull request and comments are wanted; `verdict` is undefined
 * where nothing could be judged.
 *
 * @throws Error with what did not answer, or what GitHub answered
 */
export async function publishComment(
  { inputs, event, env, api }: Step,
  verdict: Verdict | undefined,
  markdown: string,
): Promise<void> {
  const { comment: mode } = inputs;
  if (mode === "never" || event.pullRequest === undefined) return;
  try {
    const wanted = { mode, verdict, marker: markerOf(inputs, env), text: markdown };
    info(`Comment: ${await writeComment(await api(), event.pullRequest, wanted)}.`);
  } catch (cause) {
    const { status, text } = apiFailure(cause);
    if (!NO_RIGHT.includes(status)) throw new Error(text, { cause });
    notice(
      `The comment was not written: ${text}. If the token may only read, give the job \`permissions: pull-requests: write\`; pull requests of forks and of Dependabot never get more. The job summary has the same content.`,
    );
  }
}

/** Tells apart the comments of workflows, jobs, folders and keys, and holds nothing of their text. */
function markerOf({ workingDirectory, commentKey }: Inputs, env: NodeJS.ProcessEnv): string {
  const parts = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, workingDirectory, commentKey];
  const id = sha256(new TextEncoder().encode(JSON.stringify(parts))).slice(0, ID_CHARACTERS);
  return `<!-- skew-contract ${id} -->`;
}
