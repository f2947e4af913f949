// A cluster of one or more brokers in a folder.
import { randomBytes } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createBroker } from "./broker.mjs";
import { brokerProperties, LISTENERS } from "./broker-properties.mjs";
import { makeCertificates } from "./certificates.mjs";
import { freePorts } from "./ports.mjs";
import { startTokenServer } from "./token-server.mjs";

const user = (name, mechanism, isSuper) => ({
  name,
  password: `${name}-secret-${randomBytes(6).toString("hex")}`,
  mechanism,
  isSuper,
});

/**
 * Writes the brokers' files, formats their data folders and starts the token server, which ends with
 * this process. Returns the brokers, not yet started, and what clients need to know.
 */
export async function prepareCluster(kafka, folder, { brokers: count }) {
  const users = {
    admin: user("admin", "PLAIN", true),
    scram256: user("scram256", "SCRAM-SHA-256", true),
    scram512: user("scram512", "SCRAM-SHA-512", true),
    limited: user("limited", "PLAIN", false),
  };
  const [certificates, oauth, addresses] = await Promise.all([
    makeCertificates(folder),
    startOauth(),
    findAddresses(count),
  ]);
  const parts = { brokers: addresses, users, oauth, certificates };
  const brokers = await Promise.all(
    addresses.map((_, index) => prepareBroker(kafka, folder, index + 1, parts)),
  );
  const { brokerKeystore: _, ...tls } = certificates;
  const listeners = listenersOf(addresses);
  return {
    brokers,
    description: { bootstrap: listeners.plaintext, listeners, tls, users, oauth, folder },
  };
}

async function startOauth() {
  const client = { id: "oauth-client", secret: `oauth-secret-${randomBytes(6).toString("hex")}` };
  const endpoints = await startTokenServer(client);
  return { ...endpoints, clientId: client.id, clientSecret: client.secret };
}

async function findAddresses(count) {
  const ports = await freePorts(count * LISTENERS.length);
  return Array.from({ length: count }, () =>
    Object.fromEntries(LISTENERS.map((name) => [name, `127.0.0.1:${ports.pop()}`])),
  );
}

function listenersOf(addresses) {
  const all = (name) => addresses.map((one) => one[name]).join(",");
  return {
    plaintext: all("PLAINTEXT"),
    saslPlaintext: all("SASL_PLAINTEXT"),
    saslSsl: all("SASL_SSL"),
    ssl: all("SSL"),
  };
}

const CLUSTER_ID = "c2tldy1jb250cmFjdC1rZQ";

async function prepareBroker(kafka, folder, id, parts) {
  const home = join(folder, `broker-${id}`);
  await mkdir(home);
  const properties = join(home, "server.properties");
  const data = join(home, "data");
  await writeFile(properties, brokerProperties({ id, folder: data, ...parts }), { mode: 0o600 });
  const broker = createBroker(kafka, { properties, log: join(home, "broker.log") });
  // Kafka 4 brokers fetch keys only from allowed URLs.
  const allowed = "-Dorg.apache.kafka.sasl.oauthbearer.allowed.urls";
  broker.javaOptions.push(`${allowed}=${parts.oauth.keysEndpoint}`);
  const scram = Object.values(parts.users).filter(({ mechanism }) => mechanism !== "PLAIN");
  await broker.format(
    CLUSTER_ID,
    scram.map(({ name, password, mechanism }) => {
      return `${mechanism}=[name=${name},password=${password}]`;
    }),
  );
  return broker;
}
