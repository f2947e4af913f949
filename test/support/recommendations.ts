import { cliWords } from "#doors/cli/words.ts";
import { draftOf, finish } from "#live/core/recommendation/assemble.ts";
import type { Capacity } from "#live/core/recommendation/recommend.ts";
import type { RecommendReport } from "#live/core/recommendation/reports/report.ts";
import type { ClusterOutcome, ClusterResult } from "#live/core/recommendation/result.ts";
import { type RecommendSettings, recommendSettings } from "#live/core/recommendation/settings.ts";
import type { TopicTraffic } from "#live/core/recommendation/traffic.ts";
import { hoursOf, MIB, sampleOf, trafficOf } from "./traffic.ts";

const capacity: Capacity = { bytesPerSecond: 10 * MIB, source: "default" };
const keys = (count: number, times: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`user-${i}`, times]));

export function resultOf(
  traffics: readonly TopicTraffic[],
  more: Partial<RecommendSettings> = {},
): ClusterResult {
  const settings = { ...recommendSettings({}, {}), ...more };
  return {
    status: "done",
    clusterId: "lkc-abc123",
    settings,
    topics: finish(
      traffics.map((traffic) => draftOf(traffic, capacity, settings)),
      [{ status: "error", topic: "secret", reason: "this login is not allowed to read it" }],
      settings,
    ),
    startedMs: Date.UTC(2026, 10, 25, 12),
    tookMs: 1234,
  };
}

const kinds: readonly TopicTraffic[] = [
  trafficOf({
    topic: "orders",
    buckets: hoursOf(2 * MIB, 30 * MIB, MIB),
    sample: sampleOf(keys(500, 4)),
    loads: [310, 330, 350, 340, 330, 340].map((records) => ({ records, bytes: 100 * records })),
  }),
  trafficOf({
    topic: "payments",
    isCompacted: true,
    buckets: hoursOf(30 * MIB),
    peak: { low: 28 * MIB * 3600, high: 200 * MIB * 3600, contradiction: "larger" },
    logBytes: 900 * MIB,
    sample: sampleOf(keys(500, 4), { isComplete: false, offsets: 2500, marginBytes: 3.5 }),
  }),
  trafficOf({
    topic: "clicks",
    partitions: 12,
    buckets: hoursOf(20 * MIB),
    sample: sampleOf({ ...keys(100, 1), bot: 300 }, {}, { partitions: 12 }),
    loads: Array.from({ length: 12 }, (_, i) => ({ records: 8, bytes: i === 9 ? 9000 : 800 })),
  }),
  trafficOf({ topic: "app-store-changelog", partitions: 3, isCompacted: undefined }),
  trafficOf({ topic: "quiet", partitions: 24, buckets: hoursOf(0, 0) }),
  trafficOf({
    topic: "torn",
    unread: [
      { partition: 2, reason: "it has no leader" },
      { partition: 4, reason: "it has no leader" },
    ],
    sent: hoursOf(5 * MIB),
    hotPartition: { ingress: true, egress: false },
  }),
  trafficOf({
    topic: "zoned",
    partitions: 8,
    sample: sampleOf(keys(400, 1), {}, { at: () => 3 }),
    loads: Array.from({ length: 8 }, (_, i) => ({
      records: i === 3 ? 400 : 0,
      bytes: i === 3 ? 40_000 : 0,
    })),
  }),
];

/** With every kind of advice, a topic and a cluster that could not be read. */
export const outcomes: readonly ClusterOutcome[] = [
  resultOf(kinds),
  { status: "failed", clusterId: "lkc-def456", reason: "nothing is listening on this port." },
];
/** All is known. */
export const known: readonly ClusterOutcome[] = [
  { ...resultOf([]), topics: resultOf(kinds.slice(0, 2)).topics.slice(0, 2) },
];
export const bySeed = resultOf(kinds, { formula: "seed", factor: 10 });
export const metered = resultOf(kinds, { method: "metrics" });
export const many = resultOf(
  Array.from({ length: 3000 }, (_, i) => trafficOf({ topic: `topic-${i}` })),
);

export const RECOMMENDATIONS: Readonly<Record<string, readonly ClusterOutcome[]>> = {
  outcomes,
  known,
  bySeed: [bySeed],
  metered: [metered],
  many: [many],
  empty: [{ ...resultOf([]), topics: [] }],
  none: [],
};

export function renderRecommendation(
  report: RecommendReport,
  clusters: readonly ClusterOutcome[],
): string {
  return report(clusters, { color: false, width: 80, version: "1.2.3", words: cliWords });
}

/** The same with this text wherever text comes from outside. */
export function withText(text: string): readonly ClusterOutcome[] {
  const named = kinds.map((traffic) => ({
    ...traffic,
    topic: text,
    unread: traffic.unread.map((one) => ({ ...one, reason: text })),
  }));
  const result = resultOf(named, { topicFilter: [text] });
  return [
    {
      ...result,
      clusterId: text,
      topics: result.topics.map((one) =>
        one.status === "error" ? { ...one, topic: text, reason: text } : one,
      ),
    },
    { status: "failed", clusterId: text, reason: text },
  ];
}
