import { randomBytes } from "node:crypto";
import { Admin } from "@platformatic/kafka";
import { expect, it, onTestFinished } from "vitest";
import { adminOptions } from "#live/adapters/kafka/admin-options.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import { CostCounter } from "#live/core/cluster/costs.ts";
import { connectionOf, describeKafka, plaintext, sharedCluster } from "../../support/kafka.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";

const RECORDS = 6;
const VALUE_BYTES = 200_000;

/** Reads about a record at a time, and none while it is held. */
class HeldBrake extends Brake {
  #held = Promise.resolve();

  constructor() {
    super(VALUE_BYTES);
  }

  hold(until: Promise<void>): void {
    this.#held = until;
  }

  override wait(): Promise<void> {
    return this.#held;
  }
}

async function fill(topic: string): Promise<void> {
  const producer = await producerOf({ "linger.ms": 0, "batch.num.messages": 1 });
  for (let i = 0; i < RECORDS; i++) producer.produce(topic, 0, randomBytes(VALUE_BYTES), `k${i}`);
  await done((end) => producer.flush(TIMEOUT_MS, end));
}

/** Reads a topic whose first record has something done to the topic before the third is asked for. */
async function readWhile(topic: string, change: (admin: Admin) => Promise<void>) {
  const connection = connectionOf(plaintext(sharedCluster().bootstrap));
  const admin = new Admin(adminOptions(connection));
  const [brake, costs] = [new HeldBrake(), new CostCounter()];
  const reader = new KafkaRecordReader({ ...connection, costs }, { stallMs: 60_000, brake });
  onTestFinished(async () => {
    await reader.close();
    await admin.close();
  });
  const offsets: number[] = [];
  let changed: Promise<void> | undefined;
  const left = await reader.read(
    [{ topic, partition: 0, start: 0n, end: BigInt(RECORDS) }],
    (records) => {
      offsets.push(...records.offsets.subarray(0, records.size));
      changed ??= change(admin);
      brake.hold(changed);
    },
    { signal: new AbortController().signal },
  );
  await changed;
  return { left, offsets, costs: costs.total() };
}

describeKafka("A topic that changes while it is read", () => {
  it("is given up if it was deleted and created again, with as many records", async () => {
    const [admin, topic] = await makeTopic(1);
    await fill(topic);
    const { left } = await readWhile(topic, async () => {
      const found = await admin.topic(topic);
      await admin.deleteTopic(topic, found?.id ?? "");
      await expect.poll(() => admin.topic(topic)).toBeUndefined();
      await admin.createTopic({ name: topic, partitions: 1, replicationFactor: 1, config: {} });
      await fill(topic);
    });
    expect(left).toEqual([
      expect.objectContaining({
        topic,
        partition: 0,
        reason: "the topic was deleted and created again",
      }),
    ]);
  });

  it("is read on from where its log begins now, and what was skipped is counted", async () => {
    const [, topic] = await makeTopic(1);
    await fill(topic);
    const { left, offsets, costs } = await readWhile(topic, async (admin) => {
      const partitions = [{ partition: 0, offset: 5n }];
      await admin.deleteRecords({ topics: [{ name: topic, partitions }] });
    });
    expect(left).toEqual([]);
    expect(offsets.at(-1)).toBe(5);
    expect(offsets.length).toBeLessThan(RECORDS);
    expect(offsets.length + costs.skippedOffsets).toBe(RECORDS);
  });

  it("is read no further if all the rest was deleted", async () => {
    const [, topic] = await makeTopic(1);
    await fill(topic);
    const { left, offsets, costs } = await readWhile(topic, async (admin) => {
      const partitions = [{ partition: 0, offset: -1n }];
      await admin.deleteRecords({ topics: [{ name: topic, partitions }] });
    });
    expect(left).toEqual([]);
    expect(offsets.length + costs.skippedOffsets).toBe(RECORDS);
  });
});
