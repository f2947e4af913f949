import { request as octokit } from "@octokit/request";
import { retry } from "#adapters/retry.ts";
import { type ApiFailure, apiFailure } from "./api-failure.ts";
import { type Budget, boundedFetch, type RequestLimits } from "./bounded-fetch.ts";
import type { GitHubEvent } from "./event.ts";

const TRIES = 3;
const LIMITS = {
  requestMs: 15_000,
  /** For all requests of a step, including waits between them. */
  allMs: 60_000,
  /** The same limit as for a baseline in a file. */
  maxBytes: 64 * 1024 * 1024,
};
/** Pages of comments, of `PAGE` each: 3,000 comments. */
const MAX_PAGES = 30;
const COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments";
const COMMENT = "/repos/{owner}/{repo}/issues/comments/{comment_id}";
const FIRST_WAIT_MS = 500;
const PAGE = 100;
/** Author associations with write access to the repository. */
const TRUSTED: readonly string[] = ["OWNER", "MEMBER", "COLLABORATOR"];

/** The id of a comment or user. */
type Id = number | bigint;

export interface Comment {
  readonly id: Id;
  readonly body: string;
  readonly authorId: Id | undefined;
  /** Whether the author is a bot or has write access to the repository. */
  readonly isTrusted: boolean;
}

/** The requests that the action makes to GitHub's REST API. */
export interface Api {
  /** The id of the token's user; undefined for the token of an app, such as the job's token. */
  viewer(): Promise<Id | undefined>;
  comments(pullRequest: number): Promise<Comment[]>;
  create(pullRequest: number, body: string): Promise<void>;
  /** False if the comment no longer exists. */
  update(id: Id, body: string): Promise<boolean>;
  /** Does nothing if the comment no longer exists. */
  remove(id: Id): Promise<void>;
  /** The text of a file at a commit; undefined if it does not exist. */
  file(path: string, commit: string): Promise<string | undefined>;
}

/** @param limits for all requests made through the returned object */
export function connectToGitHub(
  token: string,
  { owner, repository: repo, apiUrl: baseUrl }: GitHubEvent,
  limits: RequestLimits & { readonly allMs: number } = LIMITS,
): Api {
  const budget = { leftMs: limits.allMs };
  const headers = { authorization: `Bearer ${token}`, "user-agent": "skew-contract" };
  const fetch = boundedFetch(limits, budget);
  const client: Client = {
    baseUrl,
    repository: { owner, repo },
    request: octokit.defaults({ baseUrl, headers, request: { fetch } }),
    ask: (asking) => retry(asking, TRIES, (error, trial) => waitAfter(error, trial, budget)),
  };
  return {
    async viewer() {
      const asking = client.ask(() => client.request("GET /user"));
      return (await unless([401, 403, 404], asking))?.data.id;
    },
    comments: (pullRequest) => listComments(client, pullRequest),
    ...commentWriter(client),
    file: (path, commit) => readFile(client, path, commit),
  };
}

interface Client {
  readonly baseUrl: string;
  readonly repository: { readonly owner: string; readonly repo: string };
  readonly request: typeof octokit;
  /** Makes a request, with retries. */
  ask<Answer>(asking: () => Promise<Answer>): Promise<Answer>;
}

async function listComments(
  { baseUrl, repository, request, ask }: Client,
  pullRequest: number,
): Promise<Comment[]> {
  const found = new Map<Id, Comment>();
  for (let page = 1; page <= MAX_PAGES; page++) {
    const where = { ...repository, issue_number: pullRequest, per_page: PAGE, page };
    const { data, headers } = await ask(() => request(`GET ${COMMENTS}`, where));
    if (!Array.isArray(data)) throw new Error(`${baseUrl} did not answer with a list of comments`);
    const before = found.size;
    for (const one of data) found.set(one.id, commentOf(one));
    if (found.size === before || !headers.link?.includes('rel="next"')) break;
  }
  return [...found.values()];
}

function commentWriter({
  repository,
  request,
  ask,
}: Client): Pick<Api, "create" | "update" | "remove"> {
  return {
    async create(pullRequest, body) {
      const what = { ...repository, issue_number: pullRequest, body };
      await ask(() => request(`POST ${COMMENTS}`, what));
    },
    async update(id, body) {
      const what = { ...repository, comment_id: id, body };
      const updating = ask(() => request(`PATCH ${COMMENT}`, what));
      return (await unless([404], updating)) !== undefined;
    },
    async remove(id) {
      const what = { ...repository, comment_id: id };
      const removing = ask(() => request(`DELETE ${COMMENT}`, what));
      await unless([404], removing);
    },
  };
}

async function readFile(
  { repository, request, ask }: Client,
  path: string,
  ref: string,
): Promise<string | undefined> {
  const what = { ...repository, path, ref, mediaType: { format: "raw" } };
  const asking = ask(() => request("GET /repos/{owner}/{repo}/contents/{path}", what));
  const answer = await unless([404], asking);
  if (answer === undefined) return undefined;
  // Text or bytes, depending on the response's charset; Octokit's type is not that of raw content.
  const data = answer.data as unknown;
  if (typeof data === "string") return data;
  // Anything else describes a folder or a submodule.
  return data instanceof ArrayBuffer ? new TextDecoder().decode(data) : undefined;
}

/** The fields that are used. Gitea sends neither the user's type nor an association. */
interface CommentData {
  readonly id: Id;
  readonly body?: string | null;
  readonly user?: { readonly id?: Id; readonly type?: string } | null;
  readonly author_association?: string;
}

function commentOf({ id, body, user, author_association: association = "" }: CommentData): Comment {
  const isTrusted = user?.type === "Bot" || TRUSTED.includes(association);
  return { id, body: body ?? "", authorId: user?.id, isTrusted };
}

/** The response; undefined if it has one of these statuses. */
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

/** How long to wait before a retry; undefined if too little time is left. */
function waitAfter(error: unknown, trial: number, budget: Budget): number | undefined {
  const waitMs = wantedWait(apiFailure(error), trial);
  if (waitMs === undefined || waitMs >= budget.leftMs) return undefined;
  budget.leftMs -= waitMs;
  return waitMs;
}

/** Retries after server and connection errors, and if GitHub says how long to wait. */
function wantedWait({ status, headers }: ApiFailure, trial: number): number | undefined {
  if (status === undefined || status >= 500) return FIRST_WAIT_MS * 2 ** (trial - 1);
  const retryAfter = Number(headers["retry-after"]);
  const isLimited = status === 429 || status === 403;
  return isLimited && retryAfter >= 0 ? retryAfter * 1000 : undefined;
}
