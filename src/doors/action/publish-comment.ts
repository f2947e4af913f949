import { info, notice } from "@actions/core";
import type { Verdict } from "#core/verdict.ts";
import { apiFailure } from "./api-failure.ts";
import { writeComment } from "./comment.ts";
import type { Step } from "./step.ts";

/** Statuses of a token that may not write. */
const NO_RIGHT: readonly (number | undefined)[] = [401, 403, 404];

/**
 * Writes the comment where there is a pull request and comments are wanted; `verdict` is undefined
 * where nothing could be judged.
 *
 * @throws Error with what did not answer, or what GitHub answered
 */
export async function publishComment(
  { inputs, event, markers, api }: Step,
  verdict: Verdict | undefined,
  markdown: string,
): Promise<void> {
  const { comment: mode } = inputs;
  if (mode === "never" || event.pullRequest === undefined) return;
  try {
    const wanted = { mode, verdict, markers, text: markdown };
    info(`Comment: ${await writeComment(await api(), event.pullRequest, wanted)}.`);
  } catch (cause) {
    const { status, text } = apiFailure(cause);
    if (!NO_RIGHT.includes(status)) throw new Error(text, { cause });
    notice(
      `The comment was not written: ${text}. If the token may only read, give the job \`permissions: pull-requests: write\`; pull requests of forks and of Dependabot never get more. The job summary has the same content.`,
    );
  }
}
