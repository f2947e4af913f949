import { clip, escapeUnsafe } from "#core/text/printable.ts";

/** Of what GitHub answers. */
const MAX_ANSWER = 200;
/** Of what else went wrong: hosts and paths are not to be cut. */
const MAX_REASON = 1000;

/** What Octokit throws: where there was no answer at all, its `status` is 500 all the same. */
interface RequestError {
  readonly message: string;
  readonly status?: number;
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

export interface ApiFailure {
  /** Undefined where GitHub has not answered. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What happened, in words that can be printed. */
  readonly text: string;
}

export function apiFailure(error: unknown): ApiFailure {
  const { message, status, response } = error as RequestError;
  if (response === undefined) {
    return { status: undefined, headers: {}, text: escapeUnsafe(clip(message, MAX_REASON)) };
  }
  const answer = escapeUnsafe(clip(message, MAX_ANSWER));
  const said = answer === "" ? "" : ` (${answer})`;
  return { status, headers: response.headers ?? {}, text: `GitHub answered ${status}${said}` };
}
