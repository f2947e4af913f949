import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import { join } from "node:path";
import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  ResourcePatternTypes,
  ResourceTypes,
} from "@platformatic/kafka";
import { onTestFinished } from "vitest";
import type { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import { adminOptions } from "#live/adapters/kafka/admin-options.ts";
import {
  adminOf,
  clientFolder,
  connectionOf,
  type Properties,
  plaintext,
  sharedCluster,
} from "./kafka.ts";

type Done = (error?: Error | null) => void;

/** The native producer with what only tests need of it. */
export interface Producer {
  connect(options: object, done: Done): void;
  disconnect(done: Done): void;
  initTransactions(timeoutMs: number, done: Done): void;
  beginTransaction(done: Done): void;
  commitTransaction(timeoutMs: number, done: Done): void;
  abortTransaction(timeoutMs: number, done: Done): void;
  produce(
    topic: string,
    partition: number | null,
    value: Buffer | null,
    key: string | Buffer | null,
    timestampMs?: number,
    opaque?: undefined,
    headers?: readonly object[],
  ): void;
  flush(timeoutMs: number, done: Done): void;
  setPollInterval(intervalMs: number): void;
}

export const TIMEOUT_MS = 20_000;

export const done = (call: (done: Done) => void) =>
  new Promise<void>((resolve, reject) => {
    call((error) => (error ? reject(error) : resolve()));
  });

/** Ends with the test. */
export async function producerOf(
  settings: object = {},
  properties: Properties = plaintext(sharedCluster().bootstrap),
): Promise<Producer> {
  const require = createRequire(join(clientFolder(), "package.json"));
  const { Producer: Native } = require("@confluentinc/kafka-javascript");
  // Otherwise, a batch that a broker refuses while a topic is new comes after the next ones.
  const inOrder = { "enable.idempotence": true };
  const producer: Producer = new Native({ ...properties, ...inOrder, ...settings });
  await done((end) => producer.connect({}, end));
  producer.setPollInterval(10);
  onTestFinished(() => done((end) => producer.disconnect(() => end())));
  return producer;
}

/** A topic whose name begins so, of one replica. */
export async function makeTopic(
  partitions: number,
  config: Readonly<Record<string, string>> = {},
  prefix = "consumer",
): Promise<[KafkaAdmin, string]> {
  const admin = adminOf(plaintext(sharedCluster().bootstrap));
  const name = `${prefix}-${randomUUID()}`;
  await admin.createTopic({ name, partitions, replicationFactor: 1, config });
  return [admin, name];
}

/** Lets the limited user do so with a topic. */
export async function allow(
  topic: string,
  ...operations: readonly (keyof typeof AclOperations)[]
): Promise<void> {
  const admin = new Admin(adminOptions(connectionOf(plaintext(sharedCluster().bootstrap))));
  const creations = operations.map((operation) => ({
    resourceType: ResourceTypes.TOPIC,
    resourceName: topic,
    resourcePatternType: ResourcePatternTypes.LITERAL,
    principal: `User:${sharedCluster().users.limited.name}`,
    host: "*",
    operation: AclOperations[operation],
    permissionType: AclPermissionTypes.ALLOW,
  }));
  await admin.createAcls({ creations });
  await admin.close();
}
