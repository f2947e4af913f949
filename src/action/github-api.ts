import { getOctokit } from "@actions/github";
import { persistently } from "../adapters/persistently.ts";
import type { GitHubEvent } from "./event.ts";

const TRIES = 3;
const TIMEOUT_MS = 15_000;
/** For all requests of a step. */
const ALL_TIMEOUT_MS = 90_000;
/** Pages of comments: 3,000 of them. */
const MAX_PAGES = 30;
/** A step should not wait for longer. */
const MAX_WAIT_MS = 60_000;
const FIRST_WAIT_MS = 500;
const PAGE = 100;
/** Who may write to the repository; a comment of anybody else is not ours. */
const TRUSTED: readonly string[] = ["OWNER", "MEMBER", "COLLABORATOR"];

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly isTrusted: boolean;
}

/** What the action asks of GitHub's REST API. */
export interface Api {
  comments(pullRequest: number): Promise<Comment[]>;
  create(pullRequest: number, body: string): Promise<void>;
  /** False where it is there no more. */
  update(id: number, body: string): Promise<boolean>;
  /** What is there no more is removed. */
  remove(id: number): Promise<void>;
  /** The text of a file at a commit; undefined where there is none. */
  file(path: string, commit: string): Promise<string | undefined>;
}

export function connect(token: string, { owner, repository: repo }: GitHubEvent): Api {
  const octokit = getOctokit(token);
  const deadline = AbortSignal.timeout(ALL_TIMEOUT_MS);
  octokit.hook.wrap("request", (request, options) =>
    persistently(
      () => {
        refuseOtherHost(options.url, options.baseUrl);
        const signal = AbortSignal.any([deadline, AbortSignal.timeout(TIMEOUT_MS)]);
        return request({ ...options, request: { ...options.request, signal } });
      },
      TRIES,
      (error, trial) => waitAfter(error as Failure, trial),
    ),
  );
  const { issues, repos } = octokit.rest;
  return {
    async comments(pullRequest) {
      const where = { owner, repo, issue_number: pullRequest, per_page: PAGE };
      let pages = 0;
      const all = await octokit.paginate(issues.listComments, where, ({ data }, done) => {
        pages++;
        if (pages === MAX_PAGES) done();
        return data;
      });
      return all.map(({ id, body = "", user, author_association }) => {
        const isTrusted = user?.type === "Bot" || TRUSTED.includes(author_association ?? "");
        return { id, body, isTrusted };
      });
    },
    async create(pullRequest, body) {
      await issues.createComment({ owner, repo, issue_number: pullRequest, body });
    },
    async update(id, body) {
      const updating = issues.updateComment({ owner, repo, comment_id: id, body });
      return (await unlessMissing(updating)) !== undefined;
    },
    async remove(id) {
      await unlessMissing(issues.deleteComment({ owner, repo, comment_id: id }));
    },
    async file(path, ref) {
      const mediaType = { format: "raw" };
      const answer = await unlessMissing(repos.getContent({ owner, repo, path, ref, mediaType }));
      if (answer === undefined) return undefined;
      // Text or bytes, by the charset of the answer; its type does not know that it is raw.
      const data = answer.data as unknown;
      if (typeof data === "string") return data;
      // A folder or a submodule is described instead.
      return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : undefined;
    },
  };
}

/** The answer; undefined where GitHub knows of no such thing. */
async function unlessMissing<Answer>(asking: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    if ((error as Failure).status === 404) return undefined;
    throw error;
  }
}

/** The next page is where an answer says; the token goes to no other host. */
function refuseOtherHost(url: string, baseUrl: string): void {
  if (new URL(url, baseUrl).host === new URL(baseUrl).host) return;
  throw new Error("an answer of the API leads to another host");
}

interface Failure {
  readonly status?: number;
  readonly response?: { readonly headers?: Readonly<Record<string, string | undefined>> };
}

/** After errors of the server or the connection, and where GitHub says how long to wait. */
function waitAfter({ status, response }: Failure, trial: number): number | undefined {
  const isLimited = status === 429 || status === 403;
  const retryAfter = Number(response?.headers?.["retry-after"]);
  if (isLimited && Number.isFinite(retryAfter)) {
    const waitMs = retryAfter * 1000;
    return waitMs <= MAX_WAIT_MS ? waitMs : undefined;
  }
  // Octokit calls what has no answer at all a 500.
  const isServers = status === undefined || status >= 500;
  return isServers ? FIRST_WAIT_MS * 2 ** (trial - 1) : undefined;
}
