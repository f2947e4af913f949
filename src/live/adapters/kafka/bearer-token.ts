import { UserError } from "#core/errors/user-error.ts";
import type { Bearer } from "#live/core/cluster/connection.ts";

/** Shorter than the timeout of the broker's response, which would otherwise be blamed. */
const TIMEOUT_MS = 4_000;

/** Used if the identity provider does not say how long its token is valid. */
const DEFAULT_LIFETIME_S = 300;

export interface BearerToken {
  readonly text: string;
  /** Milliseconds since 1970. */
  readonly expiresMs: number;
}

/**
 * Fetches a token with client credentials (RFC 6749, 4.4) for both clients: librdkafka can fetch its
 * own only if it was built with libcurl.
 *
 * @throws UserError if the identity provider returns none
 */
export async function bearerToken(bearer: Bearer): Promise<BearerToken> {
  const { tokenEndpointUrl, clientId, clientSecret, scope } = bearer;
  const login = Buffer.from(`${clientId}:${clientSecret.reveal()}`).toString("base64");
  const body = new URLSearchParams({ grant_type: "client_credentials" });
  if (scope !== undefined) body.set("scope", scope);
  const headers = { authorization: `Basic ${login}`, accept: "application/json" };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
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
        next: "Check sasl.oauthbearer.token.endpoint.url, and that this machine can reach it.",
      },
      { cause },
    );
  }
  const answer: unknown = await response.json().catch(() => undefined);
  const { access_token: text, expires_in: lifetime } = (answer ?? {}) as TokenAnswer;
  if (response.ok && typeof text === "string") {
    const lifetimeS = Number(lifetime) > 0 ? Number(lifetime) : DEFAULT_LIFETIME_S;
    return { text, expiresMs: Date.now() + lifetimeS * 1000 };
  }
  throw new UserError({
    what: `the OAuth token endpoint returned no token (HTTP ${response.status})`,
    next: "Check the client id, secret and scope with the identity provider.",
  });
}

/** RFC 6749, 5.1. */
interface TokenAnswer {
  readonly access_token?: unknown;
  /** Seconds. */
  readonly expires_in?: unknown;
}
