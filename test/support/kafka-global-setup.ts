import type { TestProject } from "vitest/node";
import { installNativeClient } from "#live/adapters/kafka/install-client.ts";
import { installHeaders } from "../../scripts/kafka/debian-headers.mjs";
import { type KafkaDescription, lackOfKafka, startKafka } from "../../scripts/kafka.mjs";

/** What the tests of live mode share. */
export interface SharedKafka {
  /** Why there is no cluster with all listeners, for the names of skipped tests. */
  readonly lack: string | undefined;
  readonly cluster: KafkaDescription | undefined;
  /** Where everybody may do everything: of that cluster, or the one of `KAFKA_BOOTSTRAP`. */
  readonly bootstrap: string | undefined;
  /** The folder in whose node_modules the native client stands. */
  readonly clientFolder: string | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    kafka: SharedKafka;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.KAFKA_BOOTSTRAP || undefined;
  const lack = given === undefined ? await lackOfKafka() : "KAFKA_BOOTSTRAP is another cluster";
  if (lack !== undefined) {
    const clientFolder = given === undefined ? undefined : await clientOf();
    project.provide("kafka", { lack, cluster: undefined, bootstrap: given, clientFolder });
    return async () => {};
  }
  const [clientFolder, cluster] = await Promise.all([clientOf(), startKafka()]);
  const { kill: _, restart: __, stop, ...description } = cluster;
  const { bootstrap } = description;
  project.provide("kafka", { lack, cluster: description, bootstrap, clientFolder });
  return stop;
}

/** As users install it; on Debian with what its build needs. */
async function clientOf(): Promise<string> {
  const install = () => installNativeClient(process.env, console.error);
  const installed = await install().catch(async () => {
    await installHeaders();
    return install();
  });
  return installed.folder;
}
