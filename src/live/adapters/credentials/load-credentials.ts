import type { Variables } from "#live/core/cluster/environment-settings.ts";
import type { Credentials } from "#live/core/credentials/credentials.ts";
import { readCredentials } from "#live/core/credentials/read-credentials.ts";
import { fetchSecret } from "./fetch-secret.ts";

/**
 * Loads the credentials that the variables contain or refer to.
 *
 * @param variables the environment's and those that .env adds
 * @throws UserErrors with everything that is wrong
 */
export function loadCredentials(variables: Variables): Promise<Credentials | undefined> {
  return readCredentials(variables, (path) => {
    exportForAws(variables);
    return fetchSecret(path);
  });
}

/** The AWS client reads only the process's environment, and AWS_PROFILE may be in .env. */
function exportForAws(variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    if (name.startsWith("AWS_")) process.env[name] ??= value;
  }
}
