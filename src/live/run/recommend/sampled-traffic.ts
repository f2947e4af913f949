import type { ClusterAdmin, OffsetPosition, TopicDescription } from "#live/core/cluster/cluster.ts";
import { Sampler } from "#live/core/recommendation/sample-builder.ts";
import type { TopicTraffic } from "#live/core/recommendation/traffic.ts";
import { askBisecting } from "./ask-bisecting.ts";
import { findBorders } from "./find-borders.ts";
import type { MeasuredPartition } from "./measure-capacity.ts";
import { readRecords, type SampleContext } from "./read-samples.ts";
import { markUnread, type Subject, spansOf, trafficOf } from "./subject.ts";
import { isCompacted, topicConfigs } from "./topic-configs.ts";
import { bordersOf, windowOf } from "./window.ts";

export interface TrafficContext extends SampleContext {
  readonly admin: ClusterAdmin;
  readonly nowMs: number;
  /** Width of the time spans for which rates are computed. */
  readonly bucketMs: number;
}

/** A topic's traffic, or why it is unknown. */
type SampledAnswer =
  | { readonly traffic: TopicTraffic; readonly fullest: MeasuredPartition }
  | { readonly topic: string; readonly failure: string };

/** Determines the topics' traffic from offsets by time and a bounded sample of records. */
export async function sampledTraffic(
  topics: readonly TopicDescription[],
  context: TrafficContext,
): Promise<SampledAnswer[]> {
  const subjects = await describe(topics, context);
  await findOffsets(subjects, context);
  for (const subject of subjects) {
    for (const partition of subject.topic.offline) {
      markUnread(subject, partition, "it has no leader");
    }
  }
  await readRecords(
    subjects.filter(({ failure }) => failure === undefined),
    context,
  );
  return subjects.map((subject) => {
    const { failure, topic } = subject;
    if (failure !== undefined) return { topic: topic.name, failure };
    const traffic = trafficOf(subject);
    return { traffic, fullest: fullestOf(subject, traffic) };
  });
}

/** The partition with the most records in the window. */
function fullestOf(subject: Subject, { topic, sample }: TopicTraffic): MeasuredPartition {
  const spans = spansOf(subject);
  const fullest = spans.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a));
  return { topic, ...fullest, meanBytes: sample?.meanBytes ?? 0 };
}

async function describe(
  topics: readonly TopicDescription[],
  { admin, settings, nowMs, bucketMs }: TrafficContext,
): Promise<Subject[]> {
  const configs = await topicConfigs(topics, admin);
  // Not every cluster has them, and they only help to check.
  const sizes = await admin.partitionSizes(topics.map(({ name }) => name)).catch(() => undefined);
  const { samplingDays } = settings;
  return topics.map((topic) => {
    const config = configs.get(topic.name);
    return {
      topic,
      isCompacted: isCompacted(config),
      window: windowOf(config, { nowMs, samplingDays, bucketMs }),
      borders: [],
      earliest: [],
      newest: [],
      sampler: new Sampler(),
      unread: [],
      sizes: sizes?.get(topic.name) ?? [],
    };
  });
}

/** Finds the first offsets, those at the bucket boundaries, and the ends. */
async function findOffsets(subjects: readonly Subject[], context: TrafficContext): Promise<void> {
  await offsetsOf(subjects, context, "earliest", (subject, offsets) => {
    subject.earliest = offsets;
  });
  // Before the ends, so that records written in between do not look uncommitted.
  await offsetsOf(subjects, context, "newest", (subject, offsets) => {
    subject.newest = offsets;
  });
  const windows = new Map<string, Subject[]>();
  for (const subject of subjects) {
    const { startMs, buckets } = subject.window;
    const key = `${startMs} ${buckets}`;
    windows.set(key, [...(windows.get(key) ?? []), subject]);
  }
  for (const same of windows.values()) {
    const [first] = same;
    if (first === undefined) continue;
    await findBorders(same, bordersOf(first.window), (some, timestampMs, take) => {
      context.signal.throwIfAborted();
      return offsetsOf(some, context, { timestampMs }, take);
    });
    await offsetsOf(same, context, "latest", ({ borders }, offsets) => void borders.push(offsets));
  }
}

/** Skips topics that have failed. */
async function offsetsOf(
  subjects: readonly Subject[],
  { admin, reader }: TrafficContext,
  at: OffsetPosition,
  take: (subject: Subject, offsets: readonly bigint[]) => void,
): Promise<void> {
  const asked = subjects.filter(({ failure }) => failure === undefined);
  const isLeaderless = ({ topic }: Subject) => topic.offline.length > 0;
  const fail = (subject: Subject, reason: string) => {
    subject.failure = reason;
  };
  const askAll = (some: readonly Subject[]) => {
    return admin.manyOffsets(
      some.map(({ topic }) => topic),
      at,
    );
  };
  const answers = await askBisecting(
    asked.filter((subject) => !isLeaderless(subject)),
    askAll,
    fail,
  );
  for (const subject of asked.filter(isLeaderless)) {
    const { topic } = subject;
    const askOne = async () => new Map([[topic.name, await reader.offsets(topic, at)]]);
    answers.push(...(await askBisecting([subject], askOne, fail)));
  }
  const offsets = new Map(answers.flatMap((some) => [...some]));
  for (const subject of asked) {
    if (subject.failure === undefined) take(subject, offsets.get(subject.topic.name) ?? []);
  }
}
