import type { Bearer } from "../../cluster/connection.ts";
import { UserError } from "../../errors.ts";

/** Shorter than what the broker's answer is waited for, which would be blamed otherwise. */
const LIMIT_MS = 4_000;

/**
 * A token for client credentials (RFC 6749, 4.4), as librdkafka fetches its own.
 *
 * @throws UserError where the identity provider gives none
 */
export async function bearerToken(bearer: Bearer): Promise<string> {
  const { tokenEndpointUrl, clientId, clientSecret, scope } = bearer;
  const login = Buffer.from(`${clientId}:${clientSecret.reveal()}`).toString("base64");
  const body = new URLSearchParams({ grant_type: "client_credentials" });
  if (scope !== undefined) body.set("scope", scope);
  const headers = { authorization: `Basic ${login}`, accept: "application/json" };
  const signal = AbortSignal.timeout(LIMIT_MS);
  let response: Response;
  try {
    response = await fetch(tokenEndpointUrl, {
      method: "POST",
      body,
      headers,
      signal,
      redirect: "error",
    });
  } catch (cause) {
    throw new UserError(
      {
        what: "the OAuth token endpoint does not answer",
        next: "Is sasl.oauthbearer.token.endpoint.url right, and can it be reached from here?",
      },
      { cause },
    );
  }
  const answer: unknown = await response.json().catch(() => undefined);
  const token = (answer as { access_token?: unknown } | undefined)?.access_token;
  if (response.ok && typeof token === "string") return token;
  throw new UserError({
    what: `the OAuth token endpoint gave no token (HTTP ${response.status})`,
    next: "Check the client id, its secret and the scope with the identity provider.",
  });
}
