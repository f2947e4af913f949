import { describe, expect, it } from "vitest";
import { KeyTable } from "#core/keys/key-table.ts";
import type { RecordReader, TopicDescription } from "#live/core/cluster/cluster.ts";
import { ColumnBuffer } from "#live/core/records/record-columns.ts";
import { countTopicKeys } from "#live/run/topic-keys/count-topic-keys.ts";
import { readTopicKeys } from "#live/run/topic-keys/read-topic-keys.ts";
import { readingLimits } from "#live/run/topic-keys/reading-limits.ts";
import { topicNamed, unreadTopic } from "#live/run/topic-keys/topic-named.ts";
import { findWindow } from "#live/run/topic-keys/topic-window.ts";

/* What a broker of the tests cannot be made to do: partitions without a leader, and many keys. */

const signal = new AbortController().signal;
const topicOf = (partitions: number, offline: readonly number[] = []): TopicDescription => {
  return { name: "orders", id: "1", partitions, replicationFactor: 1, offline };
};

/** Records at all offsets, with the offset as the key; partition 1 breaks off at `breaksAt`. */
function readerOf(ends: readonly bigint[], breaksAt = Infinity): RecordReader {
  return {
    offsets: async (_, at) => (at === "latest" ? [...ends] : ends.map(() => 0n)),
    close: async () => undefined,
    async read(ranges, take) {
      const left: Awaited<ReturnType<RecordReader["read"]>> = [];
      for (const { topic, partition, start, end } of ranges) {
        const columns = columnsOf(Number(start), Number(end));
        if (Number(end) > breaksAt) left.push({ topic, partition, start, end, reason: "broken" });
        else take(columns, { topic, partition });
      }
      return left;
    },
  };
}

function columnsOf(start: number, end: number): ColumnBuffer {
  const size = end - start;
  const columns = new ColumnBuffer();
  columns.lay(new ArrayBuffer(64 * (size + 1) + 8 * size), 8 * size, size);
  const keys = new DataView(columns.bytes.buffer);
  for (let i = 0; i < size; i++) {
    keys.setUint32(8 * i, start + i);
    columns.timesMs[i] = 1.7e12 + start + i;
    columns.keyStarts[i] = 8 * i;
    columns.keyEnds[i] = 8 * i + 4;
    columns.valueStarts[i] = -1;
    columns.valueEnds[i] = -1;
  }
  columns.size = size;
  return columns;
}

const limits = { records: 1000, mostRead: 1000, mostChunks: 10, seed: 1, signal };

describe("The keys of a topic", () => {
  it("are not read any further once a part cannot be read", async () => {
    const reader = readerOf([500n, 700n], 600);
    const window = await findWindow(topicOf(2), reader, undefined);
    const sink = new KeyTable();
    const read = await readTopicKeys(window, { ...limits, reader, sink, onRead: () => {} });
    expect(read).toMatchObject({ unread: [{ partition: 1, reason: "broken" }] });
    expect(unreadTopic("orders", read.unread).message).toContain("1 partition of the topic orders");
  });

  it("are not read at all if a partition has no leader", async () => {
    const reader = readerOf([500n, 0n]);
    const window = await findWindow(topicOf(2, [1]), reader, undefined);
    const sink = new KeyTable();
    const read = await readTopicKeys(window, { ...limits, reader, sink, onRead: () => {} });
    expect(read).toMatchObject({ records: 0, unread: [{ reason: "it has no leader" }] });
  });

  it("are those from a time on, and a part of them in several rounds", async () => {
    const reader = readerOf([4000n, 1000n]);
    const window = await findWindow(topicOf(2), reader, 1.7e12 + 500);
    const sink = new KeyTable();
    const steps: number[] = [];
    const onRead = (done: number) => void steps.push(done);
    const read = await readTopicKeys(window, { ...limits, mostRead: 2000, reader, sink, onRead });
    expect(read.sampling).toBe("random");
    expect(sink.records).toBe(read.records);
    expect(Math.abs(read.ofRecords - 4000)).toBeLessThan(500);
    expect(Math.abs(read.records - 800)).toBeLessThan(200);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps.length).toBeGreaterThan(8);
  });

  it("are refused if their details do not fit in memory", async () => {
    const reader = readerOf([400_000n]);
    const window = await findWindow(topicOf(1), reader, undefined);
    const options = {
      ...{ ...limits, records: Infinity, mostRead: Infinity, reader, onRead: () => {} },
      ...{ keyFrame: undefined, windowMs: undefined, resources: { memoryBytes: 1, threads: 1 } },
    };
    const counted = await countTopicKeys(window, { ...options, hasDetails: false });
    expect(counted.read).toMatchObject({ records: 400_000, sampling: "census" });
    await counted.release();
    const many = readerOf([1_500_000n]);
    const all = await findWindow(topicOf(1), many, undefined);
    await expect(
      countTopicKeys(all, { ...options, reader: many, hasDetails: true }),
    ).rejects.toThrow("more different keys than fit in memory");
  });
});

it("A topic that is not there is answered with the ones that are", async () => {
  const admin = { topic: async () => undefined, topicNames: async () => ["orders"] };
  await expect(topicNamed(admin, "order")).rejects.toThrow('did you mean "orders"?');
  await expect(topicNamed(admin, "orders")).rejects.toThrow("one of Kafka's own");
  const none = { ...admin, topicNames: async () => [] };
  await expect(topicNamed(none, "orders")).rejects.toThrow("can see no topic");
});

it("Everything is read where that is quick; otherwise, a few times what is kept", () => {
  const wanted = { records: 1e6, maxBytesPerSecond: 50e6 };
  expect(readingLimits(5e6, wanted, 200).mostRead).toBe(5e6);
  expect(readingLimits(1e9, wanted, 200)).toMatchObject({ mostRead: 4e6, mostChunks: 1000 });
  // A minute at this rate.
  expect(readingLimits(1e9, wanted, 2000).mostRead).toBe(1.5e6);
  expect(readingLimits(1e9, wanted, 20_000).mostRead).toBe(1e6);
  const slow = readingLimits(1e9, { records: 1e4, maxBytesPerSecond: 1e6 }, 100);
  expect(slow.mostChunks).toBeLessThan(50);
});
