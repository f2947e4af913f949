import type { TestProject } from "vitest/node";
import { installHeaders } from "../../script/kafka/debian-headers.mjs";
import { type KafkaDescription, lackOfKafka, startKafka } from "../../script/kafka.mjs";
import { installClient } from "../../src/adapters/kafka/install-client.ts";

/** What the tests of live mode share. */
export interface SharedKafka {
  /** Why there is no cluster with all listeners, for the names of skipped tests. */
  readonly lack: string | undefined;
  readonly cluster: KafkaDescription | undefined;
  /** The folder in whose node_modules the native client stands. */
  readonly clientFolder: string | undefined;
}

declare module "vitest" {
  interface ProvidedContext {
    kafka: SharedKafka;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const lack = await lackOfKafka();
  if (lack !== undefined) {
    project.provide("kafka", { lack, cluster: undefined, clientFolder: undefined });
    return async () => {};
  }
  const [clientFolder, cluster] = await Promise.all([clientOf(), startKafka()]);
  const { kill: _, restart: __, stop, ...description } = cluster;
  project.provide("kafka", { lack, cluster: description, clientFolder });
  return stop;
}

/** As users install it; on Debian with what its build needs. */
async function clientOf(): Promise<string> {
  const install = () => installClient(process.env, console.error);
  const installed = await install().catch(async () => {
    await installHeaders();
    return install();
  });
  return installed.folder;
}
