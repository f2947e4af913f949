import { info, notice } from "@actions/core";
import { sha256 } from "../reports/sha256.ts";
import { clip, escapeUnsafe } from "../text/printable.ts";
import type { Verdict } from "../verdict.ts";
import { writeComment } from "./comment.ts";
import { connectTo } from "./connect-to.ts";
import type { GitHubEvent } from "./event.ts";
import type { Inputs } from "./inputs.ts";

const ID_CHARACTERS = 16;
/** Of what GitHub answers. */
const MAX_ANSWER = 200;

interface Publication {
  readonly inputs: Inputs;
  readonly event: GitHubEvent;
  readonly env: NodeJS.ProcessEnv;
  /** Undefined where nothing could be judged. */
  readonly verdict: Verdict | undefined;
  readonly markdown: string;
}

/** Writes the comment where there is a pull request and comments are wanted. */
export async function publishComment(publication: Publication): Promise<void> {
  const { inputs, event, env, verdict, markdown } = publication;
  const { comment: mode, token } = inputs;
  if (mode === "never" || event.pullRequest === undefined) return;
  const marker = markerOf(inputs, env);
  try {
    const api = await connectTo(token, event);
    const wanted = { mode, verdict, marker, text: markdown };
    info(`Comment: ${await writeComment(api, event.pullRequest, wanted)}.`);
  } catch (error) {
    const { status, message } = error as { status?: number; message?: string };
    if (status !== 403 && status !== 404 && status !== 401) throw error;
    const answer = escapeUnsafe(clip(message ?? "", MAX_ANSWER));
    notice(
      `The comment was not written: GitHub answered ${status} (${answer}). If the token may only read, give the job \`permissions: pull-requests: write\`; pull requests of forks and of Dependabot never get more. The job summary has the same content.`,
    );
  }
}

/** Tells apart the comments of workflows, jobs, folders and keys, and holds nothing of their text. */
function markerOf({ workingDirectory, commentKey }: Inputs, env: NodeJS.ProcessEnv): string {
  const parts = [env.GITHUB_WORKFLOW, env.GITHUB_JOB, workingDirectory, commentKey];
  const id = sha256(new TextEncoder().encode(JSON.stringify(parts))).slice(0, ID_CHARACTERS);
  return `<!-- skew-contract ${id} -->`;
}
