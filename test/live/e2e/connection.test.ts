import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttpServer } from "node:http";
import { type AddressInfo, createServer, type Server } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import { untilUsable } from "#live/adapters/confluent-cloud/lease.ts";
import { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import { Secret } from "#live/core/cluster/secret.ts";
import {
  adminOf,
  connectionOf,
  describeKafka,
  login,
  type Properties,
  plaintext,
  sharedCluster,
} from "../../support/kafka.ts";

/** Every failure to connect is reported within 10 s; the rest is for a machine that is busy. */
const LIMIT_MS = 30_000;
const USERS = ["admin", "scram256", "scram512"] as const;

const tls = (): Properties => ({
  "ssl.truststore.type": "PEM",
  "ssl.truststore.location": sharedCluster().tls.ca,
});
const saslPlaintext = (): Properties => ({
  ...plaintext(sharedCluster().listeners.saslPlaintext),
  "security.protocol": "SASL_PLAINTEXT",
});
const saslSsl = (): Properties => ({
  ...plaintext(sharedCluster().listeners.saslSsl),
  ...tls(),
  "security.protocol": "SASL_SSL",
});
const ssl = (): Properties => ({
  ...plaintext(sharedCluster().listeners.ssl),
  ...tls(),
  "security.protocol": "SSL",
});
const clientCertificate = (): Properties => ({
  "ssl.certificate.location": sharedCluster().tls.clientCertificate,
  "ssl.key.location": sharedCluster().tls.clientKey,
});
const stranger = (): Properties => ({
  "ssl.certificate.location": sharedCluster().tls.strangerCertificate,
  "ssl.key.location": sharedCluster().tls.strangerKey,
});
const oauth = (): Properties => ({
  "sasl.mechanism": "OAUTHBEARER",
  "sasl.oauthbearer.token.endpoint.url": sharedCluster().oauth.tokenEndpoint,
  "sasl.oauthbearer.client.id": sharedCluster().oauth.clientId,
  "sasl.oauthbearer.client.secret": sharedCluster().oauth.clientSecret,
});
const user = (name: (typeof USERS)[number]): Properties => login(sharedCluster().users[name]);
const WRONG_PASSWORD = { "sasl.password": "not-the-password" };

describeKafka("A connection", () => {
  it.each(USERS)("logs in as %s with and without TLS", async (name) => {
    for (const listener of [saslPlaintext(), saslSsl()]) {
      const admin = adminOf({ ...listener, ...user(name) });
      expect(await admin.describe()).toMatchObject({ brokers: 1 });
    }
  });

  it("shows a client certificate", async () => {
    expect(await adminOf({ ...ssl(), ...clientCertificate() }).describe()).toMatchObject({
      brokers: 1,
    });
  });

  it("brings a token", async () => {
    expect(await adminOf({ ...saslSsl(), ...oauth() }).describe()).toMatchObject({ brokers: 1 });
  });
});

describeKafka("A key that the cluster does not know yet", () => {
  it("is used by the same client as soon as it is known", async () => {
    const { name, password } = sharedCluster().users.admin;
    let trials = 0;
    const spreading = new Secret("");
    spreading.reveal = () => (++trials < 3 ? "not known yet" : password);
    const { sasl: _, ...connection } = connectionOf({ ...saslSsl(), ...user("admin") });
    const admin = new KafkaAdmin({
      ...connection,
      sasl: { mechanism: "PLAIN", username: name, password: spreading },
    });
    onTestFinished(() => admin.close());
    const { signal } = new AbortController();
    await untilUsable(() => admin.describe(), { timeoutMs: 20_000, pauseMs: 10, signal });
    expect(trials).toBeGreaterThanOrEqual(3);
    expect(await admin.describe()).toMatchObject({ brokers: 1 });
  });
});

interface Refusal {
  readonly properties: () => Properties | Promise<Properties>;
  readonly what: RegExp;
  readonly next: RegExp;
}

const refusals: Readonly<Record<string, Refusal>> = {
  "a wrong password (PLAIN)": {
    properties: () => ({ ...saslSsl(), ...user("admin"), ...WRONG_PASSWORD }),
    what: /rejected the login/,
    next: /password/,
  },
  "a wrong password (SCRAM-SHA-256)": {
    properties: () => ({ ...saslPlaintext(), ...user("scram256"), ...WRONG_PASSWORD }),
    what: /rejected the login/,
    next: /password/,
  },
  "a wrong password (SCRAM-SHA-512)": {
    properties: () => ({ ...saslSsl(), ...user("scram512"), ...WRONG_PASSWORD }),
    what: /rejected the login/,
    next: /password/,
  },
  "an unknown user": {
    properties: () => ({ ...saslSsl(), ...user("admin"), "sasl.username": "nobody" }),
    what: /rejected the login/,
    next: /user/,
  },
  "a wrong client secret": {
    properties: () => ({ ...saslSsl(), ...oauth(), "sasl.oauthbearer.client.secret": "wrong" }),
    what: /returned no token \(HTTP 401\)/,
    next: /secret/,
  },
  "a token endpoint that is not there": {
    properties: async () => ({
      ...saslSsl(),
      ...oauth(),
      "sasl.oauthbearer.token.endpoint.url": `http://127.0.0.1:${await closedPort()}/token`,
    }),
    what: /token endpoint does not answer/,
    next: /token\.endpoint\.url/,
  },
  "a token endpoint that never answers": {
    properties: async () => ({
      ...saslSsl(),
      ...oauth(),
      "sasl.oauthbearer.token.endpoint.url": `http://127.0.0.1:${await listen(createServer(() => {}))}/token`,
    }),
    what: /token endpoint does not answer/,
    next: /token\.endpoint\.url/,
  },
  "a mechanism that it does not have": {
    properties: () => ({
      ...ssl(),
      ...clientCertificate(),
      ...user("admin"),
      "security.protocol": "SASL_SSL",
    }),
    what: /login|mechanism|closed the connection/,
    next: /./,
  },
  "an authority that is not known": {
    properties: () => ({
      ...saslSsl(),
      ...user("admin"),
      "ssl.truststore.location": sharedCluster().tls.otherCa,
    }),
    what: /certificate is not trusted/,
    next: /truststore/,
  },
  "no client certificate": {
    properties: ssl,
    what: /closed the connection|requires a client certificate/,
    next: /client certificate \(ssl.keystore.location/,
  },
  "a client certificate of a stranger": {
    properties: () => ({ ...ssl(), ...stranger() }),
    what: /closed the connection|requires a client certificate/,
    next: /client certificate from another authority/,
  },
  "TLS where there is none": {
    properties: () => ({
      ...plaintext(sharedCluster().listeners.plaintext),
      ...tls(),
      "security.protocol": "SSL",
    }),
    what: /TLS handshake failed/,
    next: /PLAINTEXT/,
  },
  "no TLS where there is some": {
    properties: () => ({ ...plaintext(sharedCluster().listeners.saslSsl) }),
    what: /closed the connection|no answer/,
    next: /TLS/,
  },
  "no login where one is asked for": {
    properties: () => plaintext(sharedCluster().listeners.saslPlaintext),
    what: /closed the connection/,
    next: /login/,
  },
  "an unknown host": {
    properties: () => plaintext("no-such-host.invalid:9092"),
    what: /host name cannot be resolved/,
    next: /typo/,
  },
  "a port where nothing listens": {
    properties: async () => plaintext(`127.0.0.1:${await closedPort()}`),
    what: /nothing is listening/,
    next: /port/,
  },
  "a port that speaks HTTP": {
    properties: async () => plaintext(`127.0.0.1:${await listen(createHttpServer())}`),
    what: /closed the connection|no answer/,
    next: /Kafka port/,
  },
  "a port that never answers": {
    properties: async () => plaintext(`127.0.0.1:${await listen(createServer(() => {}))}`),
    what: /no answer in time/,
    next: /Kafka port/,
  },
};

describeKafka("A cluster that refuses", () => {
  it.each(Object.keys(refusals))("%s is told soon, with the cause and no secret", async (name) => {
    const { properties, what, next } = refusals[name] as Refusal;
    const settings = await properties();
    const startMs = performance.now();
    const error = await adminOf(settings)
      .describe()
      .catch((caught: unknown) => caught);
    const tookMs = performance.now() - startMs;
    if (!(error instanceof UserError)) throw new Error(`no UserError: ${error}`);
    expect(error.parts.what).toMatch(what);
    expect(error.parts.next).toMatch(next);
    expect(tookMs).toBeLessThan(LIMIT_MS);
    const told = JSON.stringify(error.parts) + error.message;
    for (const secret of ["sasl.password", "sasl.oauthbearer.client.secret"]) {
      if (settings[secret] !== undefined) expect(told).not.toContain(settings[secret]);
    }
  });
});

describeKafka("A login without rights", () => {
  const limited = () => adminOf({ ...saslSsl(), ...login(sharedCluster().users.limited) });
  const topic = { partitions: 1, replicationFactor: 1, config: {} };

  it("may not create a topic", async () => {
    const creation = limited().createTopic({ name: `t-${randomUUID()}`, ...topic });
    await expect(creation).rejects.toThrow(/this login is not allowed to create the topic/);
  });

  it("does not see one", async () => {
    const name = `t-${randomUUID()}`;
    const admin = adminOf(plaintext(sharedCluster().bootstrap));
    await admin.createTopic({ name, ...topic });
    const seen = limited().topic(name);
    await expect(seen).rejects.toThrow(/this login is not allowed to describe the topic/);
  });
});

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
