// Topics, traffic and a consumer group for the monitor's benchmark.
import { setTimeout } from "node:timers/promises";
import { Admin, Consumer, Producer } from "@platformatic/kafka";

export const TOPIC = "orders";
export const PARTITIONS = 6;
const GROUP = "billing";

/** About 200 records a second; a share of `hot` goes to partition 0 on top of its part of the others. */
export function startTraffic({ bootstrap }, signal) {
  const traffic = { hot: 1 / PARTITIONS, partitions: PARTITIONS, sent: 0 };
  const send = async () => {
    const producer = new Producer({
      clientId: "traffic",
      bootstrapBrokers: bootstrap.split(","),
      retries: 0,
      autocreateTopics: false,
    });
    while (!signal.aborted) {
      const messages = Array.from({ length: 20 }, () => {
        const other = Math.floor(Math.random() * traffic.partitions);
        const partition = Math.random() < traffic.hot ? 0 : other;
        return { topic: TOPIC, key: Buffer.from("key"), value: Buffer.alloc(200), partition };
      });
      await producer.send({ messages }).then(
        () => {
          traffic.sent += messages.length;
        },
        () => {},
      );
      await setTimeout(100);
    }
    await producer.close().catch(() => {});
  };
  traffic.ended = send();
  return traffic;
}

/** A group that has read everything up to now, and then stops. */
export async function commitAll({ bootstrap }) {
  const consumer = new Consumer({
    clientId: "billing-1",
    groupId: GROUP,
    bootstrapBrokers: bootstrap.split(","),
  });
  const stream = await consumer.consume({ topics: [TOPIC], mode: "earliest", autocommit: 100 });
  stream.on("data", () => {});
  await setTimeout(5_000);
  await consumer.close(true);
}

export async function createTopics({ bootstrap }, names, partitions) {
  const admin = new Admin({ clientId: "bench", bootstrapBrokers: bootstrap.split(",") });
  await admin.createTopics({ topics: names, partitions, replicas: 1 });
  await admin.close();
}

export async function deleteTopic({ bootstrap }, name) {
  const admin = new Admin({ clientId: "bench", bootstrapBrokers: bootstrap.split(",") });
  await admin.deleteTopics({ topics: [name] });
  await admin.close();
}
