import { request as octokit } from "@octokit/request";
import { retry } from "#adapters/retry.ts";
import { type ApiFailure, apiFailure } from "./api-failure.ts";
import { type Budget, boundedFetch, type Limits } from "./bounded-fetch.ts";
import type { GitHubEvent } from "./event.ts";

const TRIES = 3;
const LIMITS = {
  requestMs: 15_000,
  /** For all requests of a step, and the waits between them. */
  allMs: 60_000,
  /** A baseline that is a file may have as much. */
  maxBytes: 64 * 1024 * 1024,
};
/** Pages of comments: 3,000 of them. */
const MAX_PAGES = 30;
const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
const FIRST_WAIT_MS = 500;
const PAGE = 100;
/** Who may write to the repository. */
const TRUSTED: readonly string[] = ["OWNER", "MEMBER", "COLLABORATOR"];

/** Of comments and users. */
type Id = number | bigint;

export interface Comment {
  readonly id: Id;
  readonly body: string;
  readonly authorId: Id | undefined;
  /** By a bot, or by somebody who may write to the repository. */
  readonly isTrusted: boolean;
}

/** What the action asks of GitHub's REST API. */
export interface Api {
  /** The id of the user whom the token belongs to; undefined for the token of an app, such as the job's. */
  viewer(): Promise<Id | undefined>;
  comments(pullRequest: number): Promise<Comment[]>;
  create(pullRequest: number, body: string): Promise<void>;
  /** False where it is there no more. */
  update(id: Id, body: string): Promise<boolean>;
  /** What is there no more is removed. */
  remove(id: Id): Promise<void>;
  /** The text of a file at a commit; undefined where there is none. */
  file(path: string, commit: string): Promise<string | undefined>;
}

/** `limits` hold for all that is asked through what this gives. */
export function connect(
  token: string,
  { owner, repository: repo, apiUrl: baseUrl }: GitHubEvent,
  limits: Limits & { readonly allMs: number } = LIMITS,
): Api {
  const budget = { leftMs: limits.allMs };
  const headers = { authorization: `Bearer ${token}`, "user-agent": "skew-contract" };
  const fetch = boundedFetch(limits, budget);
  const request = octokit.defaults({ baseUrl, headers, request: { fetch } });
  const ask = <Answer>(asking: () => Promise<Answer>) =>
    retry(asking, TRIES, (error, trial) => waitAfter(error, trial, budget));
  return {
    async viewer() {
      const asking = ask(() => request("GET /user"));
      return (await unless([401, 403, 404], asking))?.data.id;
    },
    async comments(pullRequest) {
      const found = new Map<Id, Comment>();
      for (let page = 1; page <= MAX_PAGES; page++) {
        const where = { owner, repo, issue_number: pullRequest, per_page: PAGE, page };
        const { data, headers } = await ask(() => request(`GET ${COMMENTS}`, where));
        if (!Array.isArray(data)) throw new Error(`${baseUrl} answers with no list of comments`);
        const before = found.size;
        for (const one of data) found.set(one.id, commentOf(one));
        if (found.size === before || !headers.link?.includes('rel="next"')) break;
      }
      return [...found.values()];
    },
    async create(pullRequest, body) {
      const what = { owner, repo, issue_number: pullRequest, body };
      await ask(() => request(`POST ${COMMENTS}`, what));
    },
    async update(id, body) {
      const what = { owner, repo, comment_id: id, body };
      const updating = ask(() => request(`PATCH ${COMMENT}`, what));
      return (await unless([404], updating)) !== undefined;
    },
    async remove(id) {
      const what = { owner, repo, comment_id: id };
      await unless(
        [404],
        ask(() => request(`DELETE ${COMMENT}`, what)),
      );
    },
    async file(path, ref) {
      const what = { owner, repo, path, ref, mediaType: { format: "raw" } };
      const asking = ask(() => request("GET /repos/{owner}/{repo}/contents/{path}", what));
      const answer = await unless([404], asking);
      if (answer === undefined) return undefined;
      // Text or bytes, by the charset of the answer; its type does not know that it is raw.
      const data = answer.data as unknown;
      if (typeof data === "string") return data;
      // A folder or a submodule is described instead.
      return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : undefined;
    },
  };
}

/** As far as servers tell it: Gitea tells neither the user's type nor an association. */
interface Told {
  readonly id: Id;
  readonly body?: string | null;
  readonly user?: { readonly id?: Id; readonly type?: string } | null;
  readonly author_association?: string;
}

function commentOf({ id, body, user, author_association: association = "" }: Told): Comment {
  const isTrusted = user?.type === "Bot" || TRUSTED.includes(association);
  return { id, body: body ?? "", authorId: user?.id, isTrusted };
}

/** The answer; undefined where it is one of these statuses. */
async function unless<Answer>(
  statuses: readonly number[],
  asking: Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await asking;
  } catch (error) {
    const { status } = apiFailure(error);
    if (status !== undefined && statuses.includes(status)) return undefined;
    throw error;
  }
}

/** Undefined where the time that is left does not allow for it. */
function waitAfter(error: unknown, trial: number, budget: Budget): number | undefined {
  const waitMs = wantedWait(apiFailure(error), trial);
  if (waitMs === undefined || waitMs >= budget.leftMs) return undefined;
  budget.leftMs -= waitMs;
  return waitMs;
}

/** After errors of the server or the connection, and where GitHub says how long to wait. */
function wantedWait({ status, headers }: ApiFailure, trial: number): number | undefined {
  if (status === undefined || status >= 500) return FIRST_WAIT_MS * 2 ** (trial - 1);
  const retryAfter = Number(headers["retry-after"]);
  const isLimited = status === 429 || status === 403;
  return isLimited && retryAfter >= 0 ? retryAfter * 1000 : undefined;
}
