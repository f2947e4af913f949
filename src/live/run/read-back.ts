import { UserError } from "#core/errors/user-error.ts";
import { plural } from "#core/text/format.ts";
import type { Cleanup } from "#live/adapters/cleanup-stack.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import type { Consuming, Producing } from "#live/core/analysis/analysis.ts";
import type { RecordCheck } from "#live/core/analysis/record-check.ts";
import type {
  ClusterAdmin,
  OffsetRange,
  TakeRecords,
  UnreadRange,
} from "#live/core/cluster/cluster.ts";
import type { Connection } from "#live/core/cluster/connection.ts";
import { keyAt, valueAt } from "#live/core/records/record-columns.ts";
import type { TestTopic } from "./own-topic.ts";
import type { LiveProgress } from "./progress.ts";

const STALL_MS = 60_000;
const MAX_SHOWN = 10;

interface ReadBackContext {
  readonly topic: TestTopic;
  readonly check: RecordCheck;
  readonly maxBytesPerSecond: number;
  readonly connection: Connection;
  readonly admin: ClusterAdmin;
  readonly cleanup: Cleanup;
  readonly progress: LiveProgress;
}

/** Reads the whole topic, and compares what was sent with its end offsets. */
export async function readBack(sent: Producing, context: ReadBackContext) {
  const { connection, admin, topic, maxBytesPerSecond } = context;
  const { name, partitions } = topic;
  const ends = await admin.offsets(name, partitions, "latest");
  const ranges = ends.map((end, partition) => ({ topic: name, partition, start: 0n, end }));
  const producing = limitToStored(sent, Number(ends.reduce((sum, end) => sum + end, 0n)));
  const reader = new KafkaRecordReader(connection, {
    stallMs: STALL_MS,
    brake: new Brake(maxBytesPerSecond),
  });
  try {
    const startMs = performance.now();
    await readAll(reader, ranges, context);
    const tookMs = performance.now() - startMs;
    const consuming: Consuming = { ...context.check.consuming(producing.delivered), tookMs };
    return { producing, consuming };
  } finally {
    await reader.close();
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
  reader: KafkaRecordReader,
  ranges: readonly OffsetRange[],
  { check, progress, cleanup, topic }: ReadBackContext,
): Promise<void> {
  const total = Number(ranges.reduce((sum, { end }) => sum + end, 0n));
  progress.step("reading back", 0, total);
  let read = 0;
  const take: TakeRecords = (records, { partition }) => {
    for (let i = 0; i < records.size; i++) {
      check.take({ partition, key: keyAt(records, i), value: valueAt(records, i) });
    }
    read += records.size;
    progress.step("reading back", read, total);
  };
  const left = await reader.read(ranges, take, { signal: cleanup.signal });
  if (left.length > 0) throw unread(topic.name, left);
  progress.step("reading back", total, total);
}

function unread(topic: string, left: readonly UnreadRange[]): UserError {
  const shown = left.slice(0, MAX_SHOWN).map(({ partition, reason }) => {
    return `partition ${partition}: ${reason}`;
  });
  const more = left.length > MAX_SHOWN ? [`and ${left.length - MAX_SHOWN} more`] : [];
  return new UserError({
    what: `${plural(left.length, "partition")} of ${topic} could not be read to the end`,
    excerpt: [...shown, ...more].join("\n"),
    next: "A broker may be down, or the topic is being deleted. Try again when the cluster is healthy.",
  });
}
