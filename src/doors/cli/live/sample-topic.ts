import { writeFiles } from "#adapters/write-files.ts";
import { escapeUnsafe } from "#core/text/printable.ts";
import { type Cleanup, withCleanup } from "#live/adapters/cleanup-stack.ts";
import { Brake } from "#live/adapters/kafka/reading/brake.ts";
import { KafkaRecordReader } from "#live/adapters/kafka/reading/record-reader.ts";
import type { ClusterAdmin } from "#live/core/cluster/cluster.ts";
import { costLine } from "#live/core/cluster/costs.ts";
import { plannedLines } from "#live/core/cluster/planned-reading.ts";
import { countTopicKeys } from "#live/run/topic-keys/count-topic-keys.ts";
import { planTopicKeys } from "#live/run/topic-keys/plan-topic.ts";
import { readingLimitsOf } from "#live/run/topic-keys/reading-limits.ts";
import { topicNamed, unreadTopic } from "#live/run/topic-keys/topic-named.ts";
import { findWindow, type TopicWindow } from "#live/run/topic-keys/topic-window.ts";
import type { SampleFlags } from "../commands/sample.ts";
import type { Io } from "../io.ts";
import { resourcesFromFlags } from "../resource-flags.ts";
import { connectFromFlags } from "./connect-from-flags.ts";
import { progressFor } from "./live-progress.ts";
import { eventLinesOf, filesOf, writtenLines } from "./sample-output.ts";
import { type SampleRequest, sampleRequestFromFlags } from "./sample-request.ts";

/** Gives up on a partition after this time without a record. */
const STALL_MS = 30_000;

/** Writes a sample of a topic's keys, or only says what would be read for it. */
export async function sampleTopicFromFlags(flags: SampleFlags, io: Io): Promise<0> {
  const request = await sampleRequestFromFlags(flags, io);
  const say = (message: string) => io.stderr.write(`${escapeUnsafe(message)}\n`);
  await withCleanup(async (cleanup) => {
    const cluster = await connectFromFlags(flags, io, cleanup, say);
    const brake = new Brake(request.maxBytesPerSecond);
    const reader = new KafkaRecordReader(cluster.connection, { stallMs: STALL_MS, brake });
    cleanup.defer({ kind: "step", title: "close the connections" }, () => reader.close());
    const topic = await topicNamed(cluster.admin, request.topic);
    const window = await findWindow(topic, reader, request.sinceMs);
    if (flags.dryRun) await writePlan(window, request, cluster.admin, io);
    else await sampleWindow(window, request, { flags, reader, cleanup, io, say });
    if (!flags.quiet) say(costLine(cluster.costs.total()));
  }, say);
  return 0;
}

async function writePlan(
  window: TopicWindow,
  request: SampleRequest,
  admin: ClusterAdmin,
  { stdout }: Io,
): Promise<void> {
  const planned = await planTopicKeys(window, request, admin);
  const lines = plannedLines([planned], request.maxBytesPerSecond);
  stdout.write(lines.map((line) => `${escapeUnsafe(line)}\n`).join(""));
}

interface Run {
  readonly flags: SampleFlags;
  readonly reader: KafkaRecordReader;
  readonly cleanup: Cleanup;
  readonly io: Io;
  readonly say: (message: string) => void;
}

async function sampleWindow(
  window: TopicWindow,
  request: SampleRequest,
  { flags, reader, cleanup, io, say }: Run,
): Promise<void> {
  const resources = resourcesFromFlags(flags);
  const { signal } = cleanup;
  const { seed, keyFrame, windowMs, isCsv, output, topic } = request;
  const progress = progressFor(flags, io);
  const limits = await readingLimitsOf(window, request, reader, signal);
  const events = eventLinesOf(request, resources);
  const counted = await countTopicKeys(window, {
    ...limits,
    ...{ reader, signal, seed, resources, windowMs },
    keyFrame: isCsv ? undefined : keyFrame,
    hasDetails: output !== undefined && !isCsv,
    onKept: events && ((records, i) => events.take(records, i)),
    onRead: (done, total) => progress.step("reading keys", done, total),
  });
  try {
    if (counted.read.unread.length > 0) throw unreadTopic(topic, counted.read.unread);
    const sampled = { counted, events };
    const files = filesOf(sampled, request, resources);
    signal.throwIfAborted();
    writeFiles(files);
    if (!flags.quiet) writtenLines(sampled, request, files).forEach(say);
  } finally {
    await counted.release();
  }
}
