import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { type FakeCloud, fakeCloud } from "./confluent-cloud.ts";
import { adminOf, plaintext, sharedCluster } from "./kafka.ts";
import { type LivePlace, livePlace } from "./live-cli.ts";

const broker = () => adminOf(plaintext(sharedCluster().bootstrap));

/**
 * A cloud with the shared broker as a cluster, whose keys are the broker's super user.
 *
 * @param others further clusters by environment, at an address where there is none
 */
export async function cloudWithBroker(
  others: Readonly<Record<string, readonly string[]>> = {},
): Promise<FakeCloud> {
  const { listeners, users } = sharedCluster();
  const { id } = await broker().describe();
  const nowhere = Object.entries(others).map(([environment, ids]) => {
    return [environment, ids.map((one) => ({ id: one, bootstrap: "SASL_SSL://127.0.0.1:9" }))];
  });
  return fakeCloud({
    environments: {
      ...Object.fromEntries(nowhere),
      "env-1": [{ id, bootstrap: `SASL_SSL://${listeners.saslSsl}` }],
    },
    newKey: () => ({ id: users.admin.name, secret: users.admin.password }),
  });
}

/** The credentials in `.env`, as the Python tool has them. */
export function placeFor(cloud: FakeCloud, more: Readonly<Record<string, string>> = {}): LivePlace {
  const credential = {
    confluent_cloud_api_key: cloud.key,
    confluent_cloud_api_secret: cloud.secret,
  };
  const variables = {
    CONFLUENT_CLOUD_CREDENTIAL: `'${JSON.stringify(credential)}'`,
    PRINCIPAL_ID: "sa-abc123",
    USE_CONFLUENT_CLOUD_API_KEY_TO_FETCH_KAFKA_CREDENTIALS: "True",
    ...more,
  };
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  const { cwd, env } = livePlace({ ".env": lines.join("") });
  const { ca } = sharedCluster().tls;
  // The broker's authority, for Node and for OpenSSL; Confluent's stands in every system.
  const trust = { NODE_EXTRA_CA_CERTS: ca, SSL_CERT_FILE: ca };
  return { cwd, env: { ...env, ...trust, CONFLUENT_CLOUD_URL: cloud.url } };
}

/**
 * Topics that analyses have made on the shared broker, as they are now. Poll it for a deletion, of which brokers
 * hear a moment after the controller has made it.
 */
export async function analyzedTopics(): Promise<string[]> {
  const names = await broker().topicNames();
  return names.filter((name) => name.startsWith("skew-contract-analyze-"));
}

/** Neither these texts nor the journal hold a secret. */
export function expectNoSecret(
  cloud: FakeCloud,
  { cwd }: LivePlace,
  ...texts: readonly string[]
): void {
  const state = join(cwd, "state");
  const files = readdirSync(state, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => readFileSync(join(file.parentPath, file.name), "utf8"));
  for (const text of [...texts, ...files]) {
    expect(text).not.toContain(cloud.secret);
    expect(text).not.toContain(sharedCluster().users.admin.password);
  }
}

/** What the journal of a place still holds. */
export function journalOf({ cwd }: LivePlace): string[] {
  return readdirSync(join(cwd, "state/skew-contract/journal"));
}
