import { createRequire } from "node:module";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { clientFolder, type Properties, plaintext, sharedCluster } from "./kafka.ts";
import { done, TIMEOUT_MS } from "./records.ts";

type Done = (error?: Error | null) => void;

interface Place {
  readonly topic: string;
  readonly partition: number;
  readonly offset?: number;
}

/** The native consumer with what only tests need of it. */
export interface Consumer {
  connect(options: object, done: Done): void;
  disconnect(done: Done): void;
  subscribe(topics: readonly string[]): void;
  consume(): void;
  assignments(): readonly Place[];
  commitSync(places: readonly Place[]): void;
}

/** A member of a group, with librdkafka; ends with the test. */
export async function consumerOf(
  group: string,
  topics: readonly string[],
  settings: Properties = {},
): Promise<Consumer> {
  const require = createRequire(join(clientFolder(), "package.json"));
  const { KafkaConsumer } = require("@confluentinc/kafka-javascript");
  const consumer: Consumer = new KafkaConsumer(
    {
      ...plaintext(sharedCluster().bootstrap),
      "group.id": group,
      "enable.auto.commit": false,
      ...settings,
    },
    {},
  );
  await done((end) => consumer.connect({}, end));
  onTestFinished(() => done((end) => consumer.disconnect(() => end())));
  consumer.subscribe(topics);
  consumer.consume();
  return consumer;
}

/** Waits until these members together read so many partitions, and each of them some. */
export async function untilAssigned(members: readonly Consumer[], partitions: number) {
  await vi.waitFor(
    () => {
      const counts = members.map((member) => member.assignments().length);
      const sum = counts.reduce((all, count) => all + count, 0);
      if (sum !== partitions || counts.includes(0)) throw new Error(`assigned: ${counts}`);
    },
    { timeout: 3 * TIMEOUT_MS, interval: 100 },
  );
}
