import { isIP } from "node:net";
import { type AdminOptions, allowedSASLMechanisms } from "@platformatic/kafka";
import type { AwsLogin, Connection, Sasl, Tls } from "#live/core/cluster/connection.ts";
import { bearerToken } from "./bearer-token.ts";
import { countedBy } from "./count-requests.ts";
import { mskPayload } from "./msk-login.ts";

const CONNECT_TIMEOUT_MS = 5_000;
/** For one response. */
const REQUEST_TIMEOUT_MS = 8_000;
export const CLIENT_ID = "skew-contract";

/** Options of @platformatic/kafka for a connection. */
export function adminOptions({ bootstrap, tls, sasl, costs }: Connection): AdminOptions {
  return {
    context: countedBy(costs),
    clientId: CLIENT_ID,
    bootstrapBrokers: [...bootstrap],
    connectTimeout: CONNECT_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    timeout: REQUEST_TIMEOUT_MS,
    // RetryWhileUnsettled retries what is worth retrying.
    retries: 0,
    autocreateTopics: false,
    ...(tls === undefined ? {} : { tls: tlsOptions(tls), tlsServerName: hasNames(bootstrap) }),
    ...(sasl === undefined ? {} : { sasl: saslOptions(sasl) }),
  };
}

/** Server names (SNI), which hosted clusters need, are never addresses (RFC 6066, 3). */
function hasNames(bootstrap: readonly string[]): boolean {
  return bootstrap.every((server) => {
    return isIP(server.replace(/:\d+$/, "").replace(/^\[|\]$/g, "")) === 0;
  });
}

function tlsOptions({ ca, certificate, key, keyPassword, verifyHost }: Tls) {
  return {
    ca,
    cert: certificate,
    key: key?.reveal(),
    passphrase: keyPassword?.reveal(),
    ...(verifyHost ? {} : { checkServerIdentity: () => undefined }),
  };
}

function saslOptions(sasl: Sasl): NonNullable<AdminOptions["sasl"]> {
  if (sasl.mechanism === "OAUTHBEARER") {
    return {
      mechanism: sasl.mechanism,
      token: async () => (await bearerToken(sasl)).text,
      oauthBearerExtensions: { ...sasl.extensions },
    };
  }
  if (sasl.mechanism === "AWS_MSK_IAM") return mskOptions(sasl);
  const { mechanism, username, password } = sasl;
  return { mechanism, username, password: () => password.reveal() };
}

/** The library does not know this mechanism, but calls a function for what follows its name. */
function mskOptions(login: AwsLogin): NonNullable<AdminOptions["sasl"]> {
  const known: string[] = allowedSASLMechanisms;
  if (!known.includes(login.mechanism)) known.push(login.mechanism);
  const name: string = login.mechanism;
  const mechanism = allowedSASLMechanisms.find((one) => one === name);
  if (mechanism === undefined) throw new TypeError(name);
  return {
    mechanism,
    authenticate(_, connection, authenticate, _username, _password, _token, done) {
      mskPayload(login, connection.host ?? "").then(
        (payload) => authenticate(connection, Buffer.from(payload), done),
        (error) => done(error),
      );
    },
  };
}
