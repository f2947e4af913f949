import { info, notice } from "@actions/core";
import type { Verdict } from "#core/verdict.ts";
import { apiFailure } from "./api-failure.ts";
import { writeComment } from "./comment.ts";
import type { Step } from "./step.ts";

/** Statuses for a token without write permission. */
const NO_PERMISSION: readonly (number | undefined)[] = [401, 403, 404];

/**
 * Writes the comment if there is a pull request and comments are enabled.
 *
 * @param verdict undefined if nothing could be judged
 * @throws Error that says which host did not answer, or what GitHub answered
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
    if (!NO_PERMISSION.includes(status)) throw new Error(text, { cause });
    notice(
      `The comment was not written: ${text}. If the token is read-only, give the job \`permissions: pull-requests: write\`. Pull requests from forks and Dependabot always have a read-only token. The job summary has the same content.`,
    );
  }
}
