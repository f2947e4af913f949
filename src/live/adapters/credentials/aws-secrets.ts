import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { SecretPath } from "#live/core/credentials/credentials.ts";

/** A secret's text, or why there is none: the name of the AWS error or the system's error code. */
export type SecretAnswer = { readonly text: string } | { readonly code: string };

const CONNECT_TIMEOUT_MS = 3000;
const REQUEST_TIMEOUT_MS = 5000;
const MAX_ATTEMPTS = 2;

/**
 * Uses AWS's default credential chain (environment, ~/.aws, the machine's role); AWS_ENDPOINT_URL
 * names another server.
 */
export async function getSecret(path: SecretPath, timeoutMs: number): Promise<SecretAnswer> {
  const client = new SecretsManagerClient({
    region: path.regionName,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
  });
  let timer: NodeJS.Timeout | undefined;
  // The client's own timeouts do not cover looking up credentials.
  const timeout = new Promise<SecretAnswer>((resolve) => {
    timer = setTimeout(() => resolve({ code: "TimeoutError" }), timeoutMs);
  });
  try {
    return await Promise.race([requestSecret(client, path.secretName), timeout]);
  } finally {
    clearTimeout(timer);
    client.destroy();
  }
}

/** Never returns the error itself: it contains the request and text from the server. */
async function requestSecret(
  client: SecretsManagerClient,
  secretName: string,
): Promise<SecretAnswer> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretName }));
    return SecretString === undefined ? { code: "SecretBinary" } : { text: SecretString };
  } catch (error) {
    const { name = "Error", code } = error as { name?: string; code?: unknown };
    return { code: typeof code === "string" ? code : name };
  }
}
