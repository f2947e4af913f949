import type { Bearer, Connection, Login, Tls } from "../../cluster/connection.ts";
import { UserError } from "../../errors.ts";

/** Settings for librdkafka, by the names of its CONFIGURATION.md. Holds secrets as text: never print it. */
export type LibrdkafkaConfig = Readonly<Record<string, string>>;

/** How librdkafka reaches a cluster. @throws UserError for what its settings cannot express */
export function librdkafkaConfig({ bootstrap, tls, sasl }: Connection): LibrdkafkaConfig {
  const login = sasl === undefined ? "" : "sasl_";
  return {
    "bootstrap.servers": bootstrap.join(","),
    "security.protocol": `${login}${tls === undefined ? "plaintext" : "ssl"}`,
    ...(tls === undefined ? {} : fromTls(tls)),
    ...(sasl === undefined
      ? {}
      : sasl.mechanism === "OAUTHBEARER"
        ? fromBearer(sasl)
        : fromLogin(sasl)),
  };
}

function fromTls({ ca, certificate, key, keyPassword, verifyHost }: Tls): LibrdkafkaConfig {
  return {
    // Without one, librdkafka takes the system's.
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

function fromBearer(bearer: Bearer): LibrdkafkaConfig {
  const { tokenEndpointUrl, clientId, clientSecret, scope, extensions } = bearer;
  const pairs = Object.entries(extensions);
  if (pairs.some(([, value]) => value.includes(","))) {
    throw new UserError({
      what: "an OAuth extension has a comma in its value, which librdkafka cannot be told",
      next: "Identity pools and cluster ids have none: check extension_… in sasl.jaas.config.",
    });
  }
  return {
    "sasl.mechanisms": "OAUTHBEARER",
    "sasl.oauthbearer.method": "oidc",
    "sasl.oauthbearer.token.endpoint.url": tokenEndpointUrl,
    "sasl.oauthbearer.client.id": clientId,
    "sasl.oauthbearer.client.secret": clientSecret.reveal(),
    ...(scope === undefined ? {} : { "sasl.oauthbearer.scope": scope }),
    ...(pairs.length === 0
      ? {}
      : { "sasl.oauthbearer.extensions": pairs.map((pair) => pair.join("=")).join(",") }),
  };
}
