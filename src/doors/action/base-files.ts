import { setting } from "#core/errors/phrase.ts";
import { UserError } from "#core/errors/user-error.ts";
import { apiFailure } from "./api-failure.ts";
import type { Api } from "./github-api.ts";

/** Requests at a time: GitHub asks for few. */
const AT_A_TIME = 6;

/** The files of the base commit. */
export interface FilesOfBase {
  /**
   * The text of a file; undefined if it does not exist there.
   *
   * @param path from the root of the repository
   * @throws UserError if it could not be read
   */
  read(path: string): Promise<string | undefined>;
}

/** Reads each file once, and a few at a time. */
export function filesOfBase(api: Api, commit: string): FilesOfBase {
  const texts = new Map<string, Promise<string | undefined>>();
  const lanes = Array.from({ length: AT_A_TIME }, () => Promise.resolve());
  let next = 0;
  return {
    read(path) {
      const known = texts.get(path);
      if (known !== undefined) return known;
      const lane = next++ % AT_A_TIME;
      const reading = (lanes[lane] ?? Promise.resolve()).then(() => read(api, path, commit));
      lanes[lane] = reading.then(
        () => undefined,
        () => undefined,
      );
      texts.set(path, reading);
      return reading;
    },
  };
}

async function read(api: Api, path: string, commit: string): Promise<string | undefined> {
  try {
    return await api.file(path, commit);
  } catch (cause) {
    const { status, text } = apiFailure(cause);
    throw new UserError(
      {
        what: `${path} of the base branch could not be read: ${text}`,
        where: setting("baseline"),
        next: `${remedyFor(status)}, or use a baseline file from the checkout.`,
      },
      { cause },
    );
  }
}

function remedyFor(status: number | undefined): string {
  if (status === undefined) return "Check that this runner can reach GitHub's API";
  if (status === 429 || status >= 500) return "Run the job again later";
  return "Give the job `permissions: contents: read`";
}
