import { UserError } from "#core/errors/user-error.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { KafkaRecordConsumer } from "#live/adapters/kafka/consumer.ts";
import type { LoadedClient } from "#live/adapters/kafka/native-client.ts";
import type { Consuming, Producing } from "#live/core/analysis/analysis.ts";
import type { RecordCheck } from "#live/core/analysis/record-check.ts";
import type { ClusterAdmin, ConsumedRecord, OffsetRange } from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import type { TestTopic } from "./own-topic.ts";
import type { LiveProgress } from "./progress.ts";

const PROGRESS_EVERY = 1000;
const STALL_MS = 60_000;

interface ReadBackContext {
  readonly topic: TestTopic;
  readonly check: RecordCheck;
  readonly connection: Connection;
  readonly admin: ClusterAdmin;
  readonly client: LoadedClient;
  readonly cleanup: Cleanup;
  readonly progress: LiveProgress;
}

/** Reads the whole topic, and compares what was sent with its end offsets. */
export async function readBack(sent: Producing, context: ReadBackContext) {
  const { connection, admin, client, topic } = context;
  const { name, partitions } = topic;
  const ends = await admin.offsets(name, partitions, "latest");
  const ranges = ends.map((end, partition) => ({ topic: name, partition, start: 0n, end }));
  const producing = limitToStored(sent, Number(ends.reduce((sum, end) => sum + end, 0n)));
  const consumer = await KafkaRecordConsumer.connect(client, connection, {
    topic: name,
    stallMs: STALL_MS,
  });
  try {
    const startMs = performance.now();
    await readAll(consumer, ranges, context);
    const tookMs = performance.now() - startMs;
    const consuming: Consuming = { ...context.check.consuming(producing.delivered), tookMs };
    return { producing, consuming };
  } finally {
    await consumer.close();
  }
}

/**
 * Corrects what the client reports: no more records can have been delivered than the topic contains.
 *
 * @param stored number of records by the end offsets
 */
export function limitToStored(sent: Producing, stored: number): Producing {
  const delivered = Math.min(sent.delivered, stored);
  return { ...sent, delivered, unknown: sent.delivered - delivered };
}

async function readAll(
  consumer: KafkaRecordConsumer,
  ranges: readonly OffsetRange[],
  { check, progress, cleanup, topic }: ReadBackContext,
): Promise<void> {
  const total = Number(ranges.reduce((sum, { end }) => sum + end, 0n));
  progress.step("reading back", 0, total);
  let read = 0;
  const take = (record: ConsumedRecord) => {
    check.take(record);
    if (++read % PROGRESS_EVERY === 0) progress.step("reading back", read, total);
  };
  const left = await consumer.read(ranges, take, cleanup.signal);
  if (left.length > 0) throw stalled(topic.name, left);
  progress.step("reading back", total, total);
}

function stalled(topic: string, left: readonly OffsetRange[]): UserError {
  const shown = left.slice(0, 10).map(({ partition }) => partition);
  return new UserError({
    what: `no records of ${topic} arrived for ${STALL_MS / 1000} s; not read to the end: partition ${shown.join(", ")}${left.length > shown.length ? ", …" : ""}`,
    next: "A broker may be down, or the topic is being deleted. Try again when the cluster is healthy.",
  });
}
