import { UserError } from "../errors.ts";
import type { GitHubEvent } from "./event.ts";
import type { Api } from "./github-api.ts";

/** GitHub's API, which is loaded only where it is asked. */
export async function connectTo(token: string, event: GitHubEvent): Promise<Api> {
  const { connect } = await import("./github-api.ts");
  if (token !== "") return connect(token, event);
  throw new UserError({
    what: "there is no token",
    where: "token",
    next: "Leave the input out, so that it is the job's own token.",
  });
}
