import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import type { ConsumerGroup } from "#live/core/cluster/consumer-groups.ts";
import { consumerOf, untilAssigned } from "../../support/consumers.ts";
import { adminOf, describeKafka, login, plaintext, sharedCluster } from "../../support/kafka.ts";
import { allow, done, makeTopic, producerOf, TIMEOUT_MS } from "../../support/records.ts";

async function groupOf(admin: ReturnType<typeof adminOf>, id: string) {
  const { groups, unread } = await admin.consumerGroups();
  expect(unread).toEqual([]);
  return groups.find((group) => group.id === id);
}

/** Each member's client and partitions, in the order of the partitions. */
function assignmentsOf(group: ConsumerGroup | undefined) {
  const members = group?.members?.map(({ clientId, partitions }) => [
    clientId,
    Object.fromEntries(partitions),
  ]);
  return members?.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const limited = () => {
  const { listeners, users } = sharedCluster();
  return adminOf({
    ...plaintext(listeners.saslPlaintext),
    "security.protocol": "SASL_PLAINTEXT",
    ...login(users.limited),
  });
};

describeKafka("Consumer groups", () => {
  it.each([
    { protocol: "classic", clients: ["a", "b"] },
    // A second member would have to wait for the first one's next heartbeat.
    { protocol: "consumer", clients: ["a"] },
  ])("have members, partitions and offsets: $protocol", async ({ protocol, clients }) => {
    const [admin, topic] = await makeTopic(3, {}, "groups");
    const id = `group-${protocol}-${randomUUID()}`;
    const consumers = await Promise.all(
      clients.map((client) => {
        return consumerOf(id, [topic], { "group.protocol": protocol, "client.id": client });
      }),
    );
    await untilAssigned(consumers, 3);
    const owner = consumers.find((one) =>
      one.assignments().some(({ partition }) => partition === 1),
    );
    owner?.commitSync([{ topic, partition: 1, offset: 7 }]);
    const group = await groupOf(admin, id);
    expect(group).toMatchObject({ id, state: "Stable" });
    expect([...(group?.committed?.get(topic) ?? [])]).toEqual([[1, 7n]]);
    const assigned = consumers.map((one, i) => {
      const partitions = one.assignments().map(({ partition }) => partition);
      return [clients[i], { [topic]: partitions.sort() }];
    });
    expect(assignmentsOf(group)).toEqual(assigned);
    expect(group?.members?.[0]?.host).toContain("127.0.0.1");
  });

  it("stay without members, and are not shown to others", async () => {
    const [admin, topic] = await makeTopic(1, {}, "groups");
    const id = `group-empty-${randomUUID()}`;
    const consumer = await consumerOf(id, [topic]);
    await untilAssigned([consumer], 1);
    consumer.commitSync([{ topic, partition: 0, offset: 3 }]);
    await done((end) => consumer.disconnect(() => end()));
    const group = await groupOf(admin, id);
    expect(group).toMatchObject({ state: "Empty", members: [] });
    expect(group?.committed?.get(topic)?.get(0)).toBe(3n);
    expect((await limited().consumerGroups()).groups).toEqual([]);
  });
});

describeKafka("Sizes of partitions", () => {
  it("are those of the logs", async () => {
    const [admin, topic] = await makeTopic(3, {}, "sizes");
    const producer = await producerOf();
    for (let i = 0; i < 10; i++) producer.produce(topic, 1, Buffer.alloc(10_000), "key");
    await done((end) => producer.flush(TIMEOUT_MS, end));
    const sizes = await admin.partitionSizes([topic, "no-such-topic"]);
    expect([...(sizes ?? [])]).toEqual([[topic, [0, expect.any(Number), 0]]]);
    const [, size = 0] = sizes?.get(topic) ?? [];
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThan(102_000);
  });

  it("are unknown without the right to describe the cluster", async () => {
    const [, topic] = await makeTopic(1, {}, "sizes");
    await allow(topic, "DESCRIBE");
    expect(await limited().partitionSizes([topic])).toBeUndefined();
  });
});
