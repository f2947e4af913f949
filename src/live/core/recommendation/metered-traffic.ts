import type { Metric } from "../cluster/metric.ts";
import type { Bucket, TopicTraffic } from "./traffic.ts";

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Counts may arrive this late. */
const LATENCY_MS = 5 * 60_000;

/** Confluent Cloud's metrics for a cluster's topics. */
export interface MeteredCluster {
  readonly window: TopicTraffic["window"];
  readonly receivedBytes: Metric;
  readonly receivedRecords: Metric;
  /** Undefined if this kind of cluster does not report it. */
  readonly sentBytes: Metric | undefined;
  readonly sentRecords: Metric | undefined;
  readonly hotIngress: Metric | undefined;
  readonly hotEgress: Metric | undefined;
}

/** Only whole hours that are completely counted: partial hours would look quiet. */
export function meteredWindow(nowMs: number, days: number): TopicTraffic["window"] {
  const endMs = Math.floor((nowMs - LATENCY_MS) / HOUR_MS) * HOUR_MS;
  return { startMs: endMs - Math.ceil(days * DAY_HOURS) * HOUR_MS, endMs };
}

/** A topic's traffic; bytes and records are matched by topic and hour. */
export function meteredTraffic(
  topic: Pick<TopicTraffic, "topic" | "partitions" | "isCompacted">,
  metered: MeteredCluster,
): TopicTraffic {
  const { window, receivedBytes, receivedRecords, sentBytes, sentRecords } = metered;
  const { hotIngress, hotEgress } = metered;
  const buckets = hoursOf(topic.topic, window, { bytes: receivedBytes, records: receivedRecords });
  const isHot = (metric: Metric) => {
    return [...(metric.get(topic.topic)?.values() ?? [])].some((value) => value > 0);
  };
  return {
    ...topic,
    window,
    buckets,
    logOffsets: buckets.reduce((sum, { records }) => sum + records, 0),
    sample: undefined,
    unread: [],
    sent: sentBytes && hoursOf(topic.topic, window, { bytes: sentBytes, records: sentRecords }),
    hotPartition: hotIngress &&
      hotEgress && { ingress: isHot(hotIngress), egress: isHot(hotEgress) },
  };
}

function hoursOf(
  topic: string,
  { startMs, endMs }: TopicTraffic["window"],
  { bytes, records }: { bytes: Metric; records: Metric | undefined },
): Bucket[] {
  const hours = Math.round((endMs - startMs) / HOUR_MS);
  return Array.from({ length: hours }, (_, i) => {
    const hourMs = startMs + i * HOUR_MS;
    return {
      startMs: hourMs,
      endMs: hourMs + HOUR_MS,
      records: records?.get(topic)?.get(hourMs) ?? 0,
      bytes: bytes.get(topic)?.get(hourMs) ?? 0,
    };
  });
}
