import { clip, escapeUnsafe } from "#core/text/printable.ts";

/** Maximum length of GitHub's message. */
const MAX_ANSWER = 200;
/** Maximum length of other messages; long enough not to cut hosts and paths. */
const MAX_REASON = 1000;

/** What Octokit throws. `status` is 500 even if there was no response. */
interface RequestError {
  readonly message: string;
  readonly status?: number;
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

export interface ApiFailure {
  /** Undefined if there was no response. */
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** What happened, as printable text. */
  readonly text: string;
}

export function apiFailure(error: unknown): ApiFailure {
  const { message, status, response } = error as RequestError;
  if (response === undefined) {
    return { status: undefined, headers: {}, text: escapeUnsafe(clip(message, MAX_REASON)) };
  }
  const answer = escapeUnsafe(clip(message, MAX_ANSWER));
  const detail = answer === "" ? "" : ` (${answer})`;
  return { status, headers: response.headers ?? {}, text: `GitHub answered ${status}${detail}` };
}
