import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SecretPath } from "#live/core/credentials/credentials.ts";

/*
 * AWS's client, in a file of its own that is loaded where a secret of AWS is asked for. Classes would
 * be others on both sides, so that only plain values go in and out.
 */

/** A secret's text, or why there is none: the name of AWS's error or the system's code. */
export type SecretAnswer = { readonly text: string } | { readonly code: string };

const CONNECT_MS = 3000;
const ANSWER_MS = 5000;
const ATTEMPTS = 2;

/**
 * Credentials for AWS come from where all its tools have them (environment, ~/.aws, the machine's
 * role); AWS_ENDPOINT_URL names another server.
 */
export async function getSecret(path: SecretPath, timeoutMs: number): Promise<SecretAnswer> {
  const client = new SecretsManagerClient({
    region: path.regionName,
    maxAttempts: ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_MS,
      requestTimeout: ANSWER_MS,
      throwOnRequestTimeout: true,
    },
  });
  let timer: NodeJS.Timeout | undefined;
  // Around finding AWS's credentials too, which the client's own limits do not hold for.
  const tooLate = new Promise<SecretAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ code: "TimeoutError" }), timeoutMs);
  });
  try {
    return await Promise.race([ask(client, path.secretName), tooLate]);
  } finally {
    clearTimeout(timer);
    client.destroy();
  }
}

/** Never the error itself: it holds the request, and messages of servers are not ours to show. */
async function ask(client: SecretsManagerClient, secretName: string): Promise<SecretAnswer> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    return SecretString === undefined ? { code: "SecretBinary" } : { text: SecretString };
  } catch (error) {
    const { name = "Error", code } = error as { name?: string; code?: unknown };
    return { code: typeof code === "string" ? code : name };
  }
}
