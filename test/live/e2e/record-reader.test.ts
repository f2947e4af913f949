import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { expect, it, onTestFinished, vi } from "vitest";
import { UserError } from "#core/errors/user-error.ts";
import type { KafkaAdmin } from "#live/adapters/kafka/admin.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import { CostCounter } from "#live/core/cluster/costs.ts";
import { keyAt, type RecordColumns } from "#live/core/records/record-columns.ts";
import {
  connectionOf,
  describeKafka,
  login,
  plaintext,
  sharedCluster,
} from "../../support/kafka.ts";
import {
  allow,
  done,
  makeTopic,
  type Producer,
  producerOf,
  TIMEOUT_MS,
} from "../../support/records.ts";
import { rejectedBy } from "../../support/secrets.ts";

const OPTIONS = { stallMs: 30_000, brake: new Brake(Number.POSITIVE_INFINITY) };
const NONE = new AbortController().signal;
function send(producer: Producer, topic: string, partition: number, keys: readonly string[]): void {
  for (const key of keys) producer.produce(topic, partition, Buffer.alloc(200), key);
}

/** Keys by partition, read from the beginning to the ends as they are now. */
async function readAll(
  admin: KafkaAdmin,
  topic: string,
  partitions: number,
  onRecord = () => {},
  isSample = false,
): Promise<string[][]> {
  const ends = await admin.offsets(topic, partitions, "latest");
  const ranges = ends.map((end, partition) => ({ topic, partition, start: 0n, end }));
  const keys = ends.map((): string[] => []);
  const connection = connectionOf(plaintext(sharedCluster().bootstrap));
  const reader = new KafkaRecordReader(connection, OPTIONS);
  try {
    const left = await reader.read(
      ranges,
      (records, { partition }) => {
        for (let i = 0; i < records.size; i++) {
          keys[partition]?.push(Buffer.from(keyAt(records, i) ?? []).toString());
          onRecord();
        }
      },
      { signal: NONE, isSample },
    );
    expect(left).toEqual([]);
  } finally {
    await reader.close();
  }
  return keys;
}

const keysFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, i) => `k${first + i}`);

describeKafka("The record reader", () => {
  it("reads nothing of a topic without records", async () => {
    const [admin, topic] = await makeTopic(3);
    expect(await readAll(admin, topic, 3)).toEqual([[], [], []]);
  });

  it("reads only some of the partitions' records where the others have none", async () => {
    const [admin, topic] = await makeTopic(3);
    const producer = await producerOf();
    send(producer, topic, 1, keysFrom(0, 5000));
    await done((end) => producer.flush(TIMEOUT_MS, end));
    expect(await readAll(admin, topic, 3)).toEqual([[], keysFrom(0, 5000), []]);
  });

  it("reads a record that is larger than what is fetched at once", async () => {
    const [admin, topic] = await makeTopic(2, { "max.message.bytes": "4000000" });
    const producer = await producerOf({ "message.max.bytes": "4000000" });
    const [before, after] = [keysFrom(0, 500), keysFrom(501, 500)];
    for (const partition of [0, 1]) {
      send(producer, topic, partition, before);
      producer.produce(topic, partition, randomBytes(3_000_000), "k500");
      send(producer, topic, partition, after);
    }
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const keys = keysFrom(0, 1001);
    expect(await readAll(admin, topic, 2)).toEqual([keys, keys]);
    expect(await readAll(admin, topic, 2, undefined, true)).toEqual([keys, keys]);
  });

  it("passes over markers of transactions, and over what was aborted", async () => {
    const [admin, topic] = await makeTopic(2);
    const producer = await producerOf({ "transactional.id": topic });
    await done((end) => producer.initTransactions(TIMEOUT_MS, end));
    for (const first of [0, 10, 20]) {
      await done((end) => producer.beginTransaction(end));
      send(producer, topic, 0, keysFrom(first, 10));
      await done((end) => producer.flush(TIMEOUT_MS, end));
      if (first === 10) await done((end) => producer.abortTransaction(TIMEOUT_MS, end));
      else await done((end) => producer.commitTransaction(TIMEOUT_MS, end));
    }
    // The last marker is written a moment after the commit is answered.
    await expect.poll(() => admin.offsets(topic, 2, "latest")).toEqual([33n, 0n]);
    const keys = await readAll(admin, topic, 2);
    expect(keys).toEqual([[...keysFrom(0, 10), ...keysFrom(20, 10)], []]);
  });

  it("ends before a transaction that is still open", async () => {
    const [admin, topic] = await makeTopic(1);
    const plain = await producerOf();
    send(plain, topic, 0, keysFrom(0, 3));
    await done((end) => plain.flush(TIMEOUT_MS, end));
    const producer = await producerOf({ "transactional.id": topic });
    await done((end) => producer.initTransactions(TIMEOUT_MS, end));
    await done((end) => producer.beginTransaction(end));
    send(producer, topic, 0, keysFrom(3, 3));
    await done((end) => producer.flush(TIMEOUT_MS, end));
    expect(await readAll(admin, topic, 1)).toEqual([keysFrom(0, 3)]);
    await done((end) => producer.abortTransaction(TIMEOUT_MS, end));
  });

  it("passes over gaps that compaction has left, at the end too", async () => {
    const [admin, topic] = await makeTopic(1, {
      "cleanup.policy": "compact",
      "segment.ms": "100",
      "segment.bytes": "1048576",
      "min.cleanable.dirty.ratio": "0.001",
      "max.compaction.lag.ms": "200",
    });
    const producer = await producerOf();
    for (let round = 0; round < 5; round++) {
      send(producer, topic, 0, ["a", "b", "a", "a"]);
      await done((end) => producer.flush(TIMEOUT_MS, end));
      await setTimeout(150);
    }
    const read = () => readAll(admin, topic, 1);
    // The newest segment is never compacted.
    await vi.waitFor(async () => expect((await read())[0]?.length).toBeLessThanOrEqual(6), {
      timeout: 600_000,
      interval: 500,
    });
    expect((await read())[0]?.slice(-4)).toEqual(["a", "b", "a", "a"]);
  });

  it("ends at the end that there was, while the topic grows", async () => {
    const [admin, topic] = await makeTopic(1);
    const producer = await producerOf();
    send(producer, topic, 0, keysFrom(0, 1000));
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const keys = await readAll(admin, topic, 1, () => send(producer, topic, 0, ["more"]));
    expect(keys).toEqual([keysFrom(0, 1000)]);
  });

  it("hands on what is thrown while it reads", async () => {
    const [admin, topic] = await makeTopic(1);
    const producer = await producerOf();
    send(producer, topic, 0, ["a"]);
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const reading = readAll(admin, topic, 1, () => {
      throw new UserError({ what: "enough" });
    });
    await expect(reading).rejects.toThrow("enough");
  });

  const asLimited = () => {
    const { listeners, users } = sharedCluster();
    const protocol = { "security.protocol": "SASL_PLAINTEXT" };
    return { ...plaintext(listeners.saslPlaintext), ...protocol, ...login(users.limited) };
  };

  async function readAsLimited(topic: string): Promise<number> {
    const reader = new KafkaRecordReader(connectionOf(asLimited()), OPTIONS);
    onTestFinished(() => reader.close());
    let records = 0;
    const ranges = [{ topic, partition: 0, start: 0n, end: 3n }];
    const count = ({ size }: RecordColumns) => {
      records += size;
    };
    await reader.read(ranges, count, { signal: NONE });
    return records;
  }

  it("says that it may not read, though it may read another topic", async () => {
    const [[, topic], [, other]] = await Promise.all([makeTopic(1), makeTopic(1)]);
    await allow(other, "READ");
    const denied = await rejectedBy(readAsLimited(topic));
    expect(denied[0]?.message).toMatch(/this login is not allowed to read records/);
    expect(denied[0]?.parts.next).toBe("Grant it the right (an ACL or a role) to read the topic.");
    // Which lets it know of the topic, but not read it.
    await allow(topic, "DESCRIBE");
    expect((await rejectedBy(readAsLimited(topic)))[0]?.parts).toEqual(denied[0]?.parts);
  });

  it.each(["plaintext", "saslSsl"] as const)(
    "counts what it asks of a broker: %s",
    async (listener) => {
      const [admin, topic] = await makeTopic(2);
      const producer = await producerOf();
      const values = 200;
      for (let i = 0; i < values; i++) producer.produce(topic, i % 2, randomBytes(5000), "key");
      await done((end) => producer.flush(TIMEOUT_MS, end));
      const costs = new CostCounter();
      const { listeners, users, tls } = sharedCluster();
      const encrypted = { "security.protocol": "SASL_SSL", ...login(users.admin) };
      const trusted = { "ssl.truststore.type": "PEM", "ssl.truststore.location": tls.ca };
      const settings = listener === "saslSsl" ? { ...encrypted, ...trusted } : {};
      const connection = connectionOf({ ...plaintext(listeners[listener]), ...settings });
      const reader = new KafkaRecordReader({ ...connection, costs }, OPTIONS);
      const ends = await admin.offsets(topic, 2, "latest");
      const ranges = ends.map((end, partition) => ({ topic, partition, start: 0n, end }));
      await reader.read(ranges, () => {}, { signal: NONE });
      await reader.close();
      const total = costs.total();
      // Of metadata before and after, for records, and to log in.
      const logins = listener === "saslSsl" ? 2 : 0;
      expect(total).toMatchObject({ brokers: 1, throttledMs: 0 });
      expect(total.requests).toBe(2 + total.fetches + logins);
      expect(total.fetches).toBeGreaterThan(0);
      expect(total.bytesReceived).toBeGreaterThan(values * 5000);
      expect(total.bytesReceived).toBeLessThan(values * 5000 * 1.1);
      expect(total.bytesSent).toBeLessThan(total.requests * 2000);
    },
  );

  it("needs no right to a consumer group", async () => {
    const [, topic] = await makeTopic(1);
    const producer = await producerOf();
    send(producer, topic, 0, keysFrom(0, 3));
    await done((end) => producer.flush(TIMEOUT_MS, end));
    await allow(topic, "READ");
    expect(await readAsLimited(topic)).toBe(3);
  });
});
