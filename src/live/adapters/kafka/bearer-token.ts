import { UserError } from "#core/errors/user-error.ts";
import type { Bearer } from "#live/core/cluster/connection.ts";

/** Shorter than what the broker's answer is waited for, which would be blamed otherwise. */
const LIMIT_MS = 4_000;

/** Where the identity provider does not say how long its token is valid. */
const DEFAULT_LIFETIME_S = 300;

export interface BearerToken {
  readonly text: string;
  /** In ms since 1970. */
  readonly expiresMs: number;
}

/**
 * A token for client credentials (RFC 6749, 4.4), for both clients: librdkafka fetches its own only
 * where it was built with libcurl.
 *
 * @throws UserError where the identity provider gives none
 */
export async function bearerToken(bearer: Bearer): Promise<BearerToken> {
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
  const { access_token: text, expires_in: lifetime } = (answer ?? {}) as TokenAnswer;
  if (response.ok && typeof text === "string") {
    const lifetimeS = Number(lifetime) > 0 ? Number(lifetime) : DEFAULT_LIFETIME_S;
    return { text, expiresMs: Date.now() + lifetimeS * 1000 };
  }
  throw new UserError({
    what: `the OAuth token endpoint gave no token (HTTP ${response.status})`,
    next: "Check the client id, its secret and the scope with the identity provider.",
  });
}

/** RFC 6749, 5.1. */
interface TokenAnswer {
  readonly access_token?: unknown;
  /** Seconds. */
  readonly expires_in?: unknown;
}
