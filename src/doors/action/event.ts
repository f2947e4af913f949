import { readFileSync } from "node:fs";

/** The event that triggered the workflow, as far as the action needs it. */
export interface GitHubEvent {
  /** The API of the server that sent the event. */
  readonly apiUrl: string;
  readonly name: string;
  readonly owner: string;
  readonly repository: string;
  /** The number of the pull request; undefined for other events. */
  readonly pullRequest: number | undefined;
  /** The commit to compare the change with. */
  readonly base: string | undefined;
  /**
   * Whether this is a pull request from another repository that runs with this repository's
   * secrets.
   */
  readonly isTrustedFork: boolean;
}

interface Payload {
  readonly pull_request?: null | {
    readonly number?: number;
    readonly base?: { readonly sha?: string; readonly repo?: { readonly id?: number } };
    readonly head?: { readonly sha?: string; readonly repo?: { readonly id?: number } | null };
  };
  readonly issue?: null | { readonly number?: number; readonly pull_request?: unknown };
  readonly merge_group?: null | { readonly base_sha?: string };
  readonly before?: string | null;
}

const NO_COMMIT = /^0*$/;

export function readEvent(env: NodeJS.ProcessEnv): GitHubEvent {
  const payload = readPayload(env.GITHUB_EVENT_PATH);
  const [owner = "", repository = ""] = (env.GITHUB_REPOSITORY ?? "").split("/");
  const { pull_request: pull, issue, merge_group: group, before } = payload;
  const name = env.GITHUB_EVENT_NAME ?? "";
  const base = pull?.base?.sha ?? group?.base_sha ?? before ?? "";
  const isFork = pull != null && pull.head?.repo?.id !== pull.base?.repo?.id;
  return {
    apiUrl: env.GITHUB_API_URL || "https://api.github.com",
    name,
    owner,
    repository,
    pullRequest: pull?.number ?? (issue?.pull_request == null ? undefined : issue.number),
    base: NO_COMMIT.test(base) ? undefined : base,
    isTrustedFork: name === "pull_request_target" && isFork,
  };
}

function readPayload(path: string | undefined): Payload {
  if (path === undefined) return {};
  try {
    const payload: unknown = JSON.parse(readFileSync(path, "utf8"));
    return typeof payload === "object" && payload !== null ? payload : {};
  } catch {
    // Outside a runner, there may be no event.
    return {};
  }
}
