import { randomBytes } from "node:crypto";
import {
  Admin,
  type Connection as BrokerConnection,
  connectionsApiChannel,
} from "@platformatic/kafka";
import { expect, it, onTestFinished } from "vitest";
import { adminOptions } from "#live/adapters/kafka/admin-options.ts";
import { FETCH_KEY } from "#live/adapters/kafka/count-requests.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import type { UnreadRange } from "#live/core/cluster/cluster.ts";
import { CostCounter } from "#live/core/cluster/costs.ts";
import {
  connectionOf,
  describeKafka,
  login,
  plaintext,
  sharedCluster,
} from "../../support/kafka.ts";
import { done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";

const MEBIBYTE = 1024 * 1024;
const SASL_HANDSHAKE = 17;
const VALUE_BYTES = 10_000;
/** Bytes per second, measured over two seconds. */
const QUOTA = 500_000;

/** A topic of one partition with so many records, all different. */
async function filled(records: number): Promise<string> {
  const [, topic] = await makeTopic(1);
  const producer = await producerOf({ "batch.size": "100000" });
  for (let i = 0; i < records; i++) producer.produce(topic, 0, randomBytes(VALUE_BYTES), `${i}`);
  await done((end) => producer.flush(TIMEOUT_MS, end));
  return topic;
}

const client = () => {
  const admin = new Admin(adminOptions(connectionOf(plaintext(sharedCluster().bootstrap))));
  onTestFinished(() => admin.close());
  return admin;
};

/** Calls `act` before each request of this kind, until the test ends. */
function onRequest(
  costs: CostCounter,
  key: number,
  act: (connection: BrokerConnection) => void,
): void {
  const listen = (message: unknown) => {
    const { connection, apiKey } = message as { connection: BrokerConnection; apiKey: number };
    if (apiKey === key && connection.context === costs) act(connection);
  };
  connectionsApiChannel.start.subscribe(listen);
  onTestFinished(() => void connectionsApiChannel.start.unsubscribe(listen));
}

interface Reading {
  /** Offsets, in the order in which they came. */
  readonly offsets: readonly number[];
  readonly left: readonly UnreadRange[];
  readonly costs: CostCounter;
  readonly tookMs: number;
}

interface ReadingOptions {
  readonly bytesPerSecond?: number;
  readonly settings?: Readonly<Record<string, string>>;
  readonly costs?: CostCounter;
  readonly onRecords?: () => void;
}

async function read(topic: string, end: number, options: ReadingOptions = {}): Promise<Reading> {
  const { bytesPerSecond = Number.POSITIVE_INFINITY, settings, onRecords } = options;
  const { costs = new CostCounter() } = options;
  const connection = connectionOf(settings ?? plaintext(sharedCluster().bootstrap));
  const brake = new Brake(bytesPerSecond);
  const reader = new KafkaRecordReader({ ...connection, costs }, { stallMs: 30_000, brake });
  onTestFinished(() => reader.close());
  const offsets: number[] = [];
  const startMs = performance.now();
  const left = await reader.read(
    [{ topic, partition: 0, start: 0n, end: BigInt(end) }],
    (records) => {
      for (let i = 0; i < records.size; i++) offsets.push(records.offsets[i] as number);
      onRecords?.();
    },
    { signal: new AbortController().signal },
  );
  return { offsets, left, costs, tookMs: performance.now() - startMs };
}

const upTo = (end: number, from = 0) => Array.from({ length: end - from }, (_, i) => from + i);

describeKafka("A reader", () => {
  it("does not read faster than it may", async () => {
    const topic = await filled(300);
    const { offsets, costs, tookMs } = await read(topic, 300, { bytesPerSecond: 2 * MEBIBYTE });
    expect(offsets).toEqual(upTo(300));
    const { bytesReceived, fetches } = costs.total();
    // The last response is not waited for.
    const waitedFor = bytesReceived - 1.1 * MEBIBYTE;
    expect(waitedFor).toBeGreaterThan(MEBIBYTE);
    expect(tookMs).toBeGreaterThan((waitedFor / (2 * MEBIBYTE)) * 1000);
    expect(fetches).toBeGreaterThan(2);
  });

  it("waits where a broker throttles it, and reads everything", async () => {
    const topic = await filled(120);
    const { listeners, users } = sharedCluster();
    const entities = [{ entityType: "user", entityName: users.scram256.name }] as const;
    const key = "consumer_byte_rate";
    const admin = client();
    const ops = [{ key, value: QUOTA, remove: false }] as const;
    await admin.alterClientQuotas({ entries: [{ entities: [...entities], ops: [...ops] }] });
    const settings = {
      ...plaintext(listeners.saslPlaintext),
      "security.protocol": "SASL_PLAINTEXT",
      ...login(users.scram256),
    };
    const { offsets, left, costs, tookMs } = await read(topic, 120, { settings });
    const removal = [{ key, remove: true }] as const;
    await admin.alterClientQuotas({ entries: [{ entities: [...entities], ops: [...removal] }] });
    expect(left).toEqual([]);
    expect(offsets).toEqual(upTo(120));
    const { throttledMs } = costs.total();
    expect(throttledMs).toBeGreaterThan(0);
    expect(tookMs).toBeGreaterThan(throttledMs * 0.9);
  });

  it("goes on after connections that are cut in the middle of a response", async () => {
    const topic = await filled(1000);
    let cuts = 0;
    const costs = new CostCounter();
    onRequest(costs, FETCH_KEY, ({ socket }) => {
      if (cuts >= 3) return;
      // The first piece has come, and others are on their way.
      socket.once("data", () => {
        cuts++;
        socket.resetAndDestroy();
      });
    });
    const { offsets, left } = await read(topic, 1000, { costs });
    expect({ left, cuts }).toEqual({ left: [], cuts: 3 });
    expect(offsets).toEqual(upTo(1000));
  });

  it("logs in again with a new token before its session ends", async () => {
    const topic = await filled(400);
    const { listeners, oauth } = sharedCluster();
    const settings = {
      ...plaintext(listeners.saslPlaintext),
      "security.protocol": "SASL_PLAINTEXT",
      "sasl.mechanism": "OAUTHBEARER",
      "sasl.oauthbearer.token.endpoint.url": oauth.tokenEndpoint,
      "sasl.oauthbearer.client.id": oauth.clientId,
      "sasl.oauthbearer.client.secret": oauth.clientSecret,
    };
    const logins: unknown[] = [];
    const costs = new CostCounter();
    onRequest(costs, SASL_HANDSHAKE, ({ socket }) => void logins.push(socket));
    const { offsets, left } = await read(topic, 400, { costs, settings, bytesPerSecond: MEBIBYTE });
    expect(left).toEqual([]);
    expect(offsets).toEqual(upTo(400));
    expect(logins.length).toBeGreaterThan(1);
    expect(new Set(logins).size).toBe(1);
  });

  it("goes on where the log begins, if its beginning is deleted meanwhile", async () => {
    const topic = await filled(1000);
    const admin = client();
    let deleting: Promise<unknown> | undefined;
    const { offsets, left } = await read(topic, 1000, {
      bytesPerSecond: MEBIBYTE,
      onRecords() {
        const partitions = [{ partition: 0, offset: 900n }];
        deleting ??= admin.deleteRecords({ topics: [{ name: topic, partitions }] });
      },
    });
    await deleting;
    expect(left).toEqual([]);
    expect(offsets.slice(-100)).toEqual(upTo(1000, 900));
    expect(offsets.length).toBeLessThan(900);
  });

  it("says so if its topic is deleted meanwhile", async () => {
    const topic = await filled(600);
    const admin = client();
    let deleting: Promise<unknown> | undefined;
    const { offsets, left } = await read(topic, 600, {
      bytesPerSecond: MEBIBYTE,
      onRecords: () => {
        deleting ??= admin.deleteTopics({ topics: [topic] });
      },
    });
    await deleting;
    const [rest] = left;
    expect(rest).toMatchObject({ topic, end: 600n, reason: "the topic no longer exists" });
    expect(offsets).toEqual(upTo(Number(rest?.start)));
  });
});
