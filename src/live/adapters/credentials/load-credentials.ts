import type { Variables } from "#live/core/cluster/environment-settings.ts";
import type { Credentials } from "#live/core/credentials/credentials.ts";
import { readCredentials } from "#live/core/credentials/read-credentials.ts";
import { fetchSecret } from "./fetch-secret.ts";

/**
 * The credentials that the variables hold or say where to find.
 *
 * @param variables those of the environment, and what .env adds to them
 * @throws UserErrors with everything that is wrong
 */
export function loadCredentials(variables: Variables): Promise<Credentials | undefined> {
  return readCredentials(variables, (path) => {
    useForAws(variables);
    return fetchSecret(path);
  });
}

/** AWS's client looks in the process's own environment only, and AWS_PROFILE may stand in .env. */
function useForAws(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    if (name.startsWith("AWS_")) process.env[name] ??= value;
  }
}
