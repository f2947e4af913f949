import type {
  AwsLogin,
  Bearer,
  Connection,
  Login,
  Sasl,
  Tls,
} from "#live/core/cluster/connection.ts";
import { bearerToken } from "./bearer-token.ts";
import { mskToken } from "./msk-login.ts";
import type { TokenRefresh } from "./native-client.ts";

/** librdkafka settings (see its CONFIGURATION.md). Contains secrets as plain text: never print it. */
export type LibrdkafkaConfig = Readonly<Record<string, string | TokenRefresh>>;

/** librdkafka's settings for a connection. */
export function librdkafkaConfig({ bootstrap, tls, sasl }: Connection): LibrdkafkaConfig {
  const login = sasl === undefined ? "" : "sasl_";
  return {
    "bootstrap.servers": bootstrap.join(","),
    "security.protocol": `${login}${tls === undefined ? "plaintext" : "ssl"}`,
    ...(tls === undefined ? {} : fromTls(tls)),
    ...(sasl === undefined ? {} : fromSasl(sasl, bootstrap)),
  };
}

function fromSasl(sasl: Sasl, bootstrap: readonly string[]): LibrdkafkaConfig {
  if (sasl.mechanism === "OAUTHBEARER") return fromBearer(sasl);
  return sasl.mechanism === "AWS_MSK_IAM" ? fromAws(sasl, bootstrap) : fromLogin(sasl);
}

function fromTls({ ca, certificate, key, keyPassword, verifyHost }: Tls): LibrdkafkaConfig {
  return {
    // Without a CA, librdkafka uses the system's.
    ...(ca === undefined ? {} : { "ssl.ca.pem": ca }),
    ...(certificate === undefined ? {} : { "ssl.certificate.pem": certificate }),
    ...(key === undefined ? {} : { "ssl.key.pem": key.reveal() }),
    ...(keyPassword === undefined ? {} : { "ssl.key.password": keyPassword.reveal() }),
    "ssl.endpoint.identification.algorithm": verifyHost ? "https" : "none",
  };
}

function fromLogin({ mechanism, username, password }: Login): LibrdkafkaConfig {
  return {
    "sasl.mechanisms": mechanism,
    "sasl.username": username,
    "sasl.password": password.reveal(),
  };
}

/** librdkafka does not know AWS_MSK_IAM; Amazon MSK accepts the same signature as a token. */
function fromAws(login: AwsLogin, bootstrap: readonly string[]): LibrdkafkaConfig {
  const hosts = bootstrap.map((server) => server.replace(/:\d+$/, ""));
  return {
    "sasl.mechanisms": "OAUTHBEARER",
    oauthbearer_token_refresh_cb: async () => {
      const { text, expiresMs } = await mskToken(login, hosts);
      return { tokenValue: text, lifetime: expiresMs, extensions: {} };
    },
  };
}

/** We fetch the tokens ourselves: librdkafka needs libcurl for that, which its build may lack. */
function fromBearer(bearer: Bearer): LibrdkafkaConfig {
  return {
    "sasl.mechanisms": "OAUTHBEARER",
    oauthbearer_token_refresh_cb: async () => {
      const { text, expiresMs } = await bearerToken(bearer);
      return { tokenValue: text, lifetime: expiresMs, extensions: bearer.extensions };
    },
  };
}
