import { UserError } from "#core/errors/user-error.ts";
import type { GitHubEvent } from "./event.ts";
import type { Api } from "./github-api.ts";
import type { Inputs } from "./inputs.ts";
import { type Markers, markersOf } from "./markers.ts";

/** One run of the action. */
export interface Step {
  readonly inputs: Inputs;
  readonly event: GitHubEvent;
  readonly env: NodeJS.ProcessEnv;
  readonly markers: Markers;
  /**
   * GitHub's API, loaded on first use. There is one for the whole step, because its limits are per
   * step.
   */
  api(): Promise<Api>;
}

/** Called before the working directory changes, so that the step is the same if that fails. */
export function stepOf(inputs: Inputs, event: GitHubEvent, env: NodeJS.ProcessEnv): Step {
  let api: Promise<Api> | undefined;
  return {
    inputs,
    event,
    env,
    markers: markersOf(inputs, env),
    api() {
      api ??= connectWith(inputs.token, event);
      return api;
    },
  };
}

async function connectWith(token: string, event: GitHubEvent): Promise<Api> {
  const { connectToGitHub } = await import("./github-api.ts");
  if (token !== "") return connectToGitHub(token, event);
  throw new UserError({
    what: "there is no token",
    where: "token",
    next: "Leave the input out to use the job's own token.",
  });
}
