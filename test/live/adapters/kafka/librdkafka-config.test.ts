import { expect, it } from "vitest";
import { librdkafkaConfig } from "#live/adapters/kafka/librdkafka-config.ts";
import type { Bearer } from "#live/core/cluster/connection.ts";
import { Secret } from "#live/core/cluster/secret.ts";

const bootstrap = ["a:1", "[::1]:2"];
const servers = { "bootstrap.servers": "a:1,[::1]:2" };
const login = { mechanism: "SCRAM-SHA-256", username: "me", password: new Secret("p") } as const;
const bearer: Bearer = {
  mechanism: "OAUTHBEARER",
  tokenEndpointUrl: "https://idp.example/token",
  clientId: "me",
  clientSecret: new Secret("p"),
  extensions: {},
};

it("PLAINTEXT", () => {
  expect(librdkafkaConfig({ bootstrap })).toEqual({
    ...servers,
    "security.protocol": "plaintext",
  });
});

it("SSL, with the system's certificates or others", () => {
  const secure = {
    ...servers,
    "security.protocol": "ssl",
    "ssl.endpoint.identification.algorithm": "https",
  };
  expect(librdkafkaConfig({ bootstrap, tls: { verifyHost: true } })).toEqual(secure);
  const tls = {
    ca: "CA",
    certificate: "CERTIFICATE",
    key: new Secret("KEY"),
    keyPassword: new Secret("p"),
    verifyHost: false,
  };
  expect(librdkafkaConfig({ bootstrap, tls })).toEqual({
    ...secure,
    "ssl.ca.pem": "CA",
    "ssl.certificate.pem": "CERTIFICATE",
    "ssl.key.pem": "KEY",
    "ssl.key.password": "p",
    "ssl.endpoint.identification.algorithm": "none",
  });
});

it.each(["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] as const)("SASL %s", (mechanism) => {
  const expected = {
    "sasl.mechanisms": mechanism,
    "sasl.username": "me",
    "sasl.password": "p",
  };
  const sasl = { ...login, mechanism };
  expect(librdkafkaConfig({ bootstrap, sasl })).toEqual({
    ...servers,
    "security.protocol": "sasl_plaintext",
    ...expected,
  });
  expect(librdkafkaConfig({ bootstrap, sasl, tls: { verifyHost: true } })).toEqual({
    ...servers,
    "security.protocol": "sasl_ssl",
    "ssl.endpoint.identification.algorithm": "https",
    ...expected,
  });
});

it("SASL OAUTHBEARER, by tokens that we fetch", () => {
  expect(librdkafkaConfig({ bootstrap, sasl: bearer })).toEqual({
    ...servers,
    "security.protocol": "sasl_plaintext",
    "sasl.mechanisms": "OAUTHBEARER",
    oauthbearer_token_refresh_cb: expect.any(Function),
  });
});
