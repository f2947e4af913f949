import { describe, inject, onTestFinished } from "vitest";
import { loadConnection } from "#live/adapters/credentials/load-connection.ts";
import { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { KafkaDescription, KafkaUser } from "../../scripts/kafka.mjs";
import type {} from "./kafka-global-setup.ts";

const { lack, cluster, bootstrap, clientFolder: folder } = inject("kafka");

const given = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("this test should have been skipped");
  return value;
};

/** The shared cluster of one broker, with all its listeners and users. */
export const sharedCluster = (): KafkaDescription => given(cluster);
/** The shared cluster, or the one of `KAFKA_BOOTSTRAP`: where everybody may do everything. */
export const sharedBootstrap = (): string => given(bootstrap);
/** The folder in whose node_modules the native client stands. */
export const clientFolder = (): string => given(folder);

/** Tests that need a cluster of ours; skipped by name where there can be none. */
export const describeKafka = describeUnless(lack);
/** Tests that need any cluster where everybody may do everything. */
export const describeAnyKafka = describeUnless(bootstrap === undefined ? lack : undefined);

function describeUnless(missing: string | undefined) {
  return (title: string, tests: () => void): void => {
    if (missing === undefined) describe(title, tests);
    else describe.skip(`${title} (${missing.split("\n")[0]})`, tests);
  };
}

/** Settings of a client by the names of Java's clients, as they stand in client.properties. */
export type Properties = Readonly<Record<string, string>>;

export function plaintext(bootstrap: string): Properties {
  return { "bootstrap.servers": bootstrap };
}

export function login({ name, password, mechanism }: KafkaUser): Properties {
  return { "sasl.mechanism": mechanism, "sasl.username": name, "sasl.password": password };
}

/** The connection as the product reads it; every setting by its variable. */
export function connectionOf(properties: Properties): Connection {
  const variables = Object.entries(properties).map(([name, value]) => {
    return [`KAFKA_${name.toUpperCase().replaceAll(".", "_")}`, value];
  });
  return loadConnection({}, Object.fromEntries(variables)).connection;
}

/** Closed at the end of the test. */
export function adminOf(properties: Properties): KafkaAdmin {
  const admin = new KafkaAdmin(connectionOf(properties));
  onTestFinished(() => admin.close());
  return admin;
}
