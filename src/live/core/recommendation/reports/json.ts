import type { DoorWords } from "#core/errors/phrase.ts";
import { escapeJson } from "#core/text/printable.ts";
import { spell, type Words } from "#core/text/words.ts";
import { costObject } from "#live/core/cluster/costs.ts";
import { adviceWords } from "../advice-text.ts";
import {
  type ClusterOutcome,
  type KnownTopic,
  numbersOf,
  type TopicRecommendation,
} from "../result.ts";
import { ratesOf } from "../traffic.ts";
import { meanBytesOf } from "./detail-csv.ts";
import type { RecommendReport } from "./report.ts";
import { skewObject } from "./skew-object.ts";

/** Version of the format, schemas/recommendation.schema.json. */
const VERSION = 1;

export const recommendJson: RecommendReport = (clusters, { words }) => {
  return `${escapeJson(JSON.stringify(recommendationObject(clusters, words), null, 2))}\n`;
};

/** The recommendations in the form of the published schema. */
export function recommendationObject(clusters: readonly ClusterOutcome[], doorWords: DoorWords) {
  return { version: VERSION, clusters: clusters.map((one) => clusterObject(one, doorWords)) };
}

function clusterObject(outcome: ClusterOutcome, doorWords: DoorWords) {
  const { clusterId } = outcome;
  if (outcome.status === "failed") {
    return { cluster_id: clusterId, status: outcome.status, reason: outcome.reason };
  }
  const { settings, startedMs, tookMs, topics, costs } = outcome;
  return {
    cluster_id: clusterId,
    status: outcome.status,
    started_at: new Date(startedMs).toISOString(),
    took_ms: tookMs,
    method: settings.method,
    formula: settings.formula,
    factor: settings.factor,
    min_bytes_per_second: settings.minBytesPerSecond,
    min_partitions: settings.minPartitions,
    sampling_days: settings.samplingDays,
    cost: costs && costObject(costs),
    topics: topics.map((topic) => topicObject(topic, doorWords)),
  };
}

function topicObject(topic: TopicRecommendation, doorWords: DoorWords) {
  if (topic.status === "error") {
    return { topic: topic.topic, status: topic.status, reason: topic.reason };
  }
  const { traffic, recommendation, advice, status } = topic;
  const { capacity } = recommendation;
  return {
    topic: topic.topic,
    status,
    partitions: traffic.partitions,
    recommended_partitions: numbersOf(topic).recommendedPartitions,
    partitions_by_throughput: recommendation.partitionsByThroughput,
    count_reason: recommendation.reason.replace(" ", "_"),
    required_bytes_per_second: recommendation.requiredBytesPerSecond,
    consumer_bytes_per_second: capacity.bytesPerSecond,
    consumer_throughput_source: capacity.source,
    is_compacted: traffic.isCompacted ?? null,
    ...trafficObject(topic),
    ...skewObject(topic),
    moved_key_share: recommendation.movedKeyShare,
    advice: advice.map(({ id, text }) => ({ id, text: plain(adviceWords(text, doorWords)) })),
  };
}

function trafficObject(topic: KnownTopic) {
  const { traffic, recommendation, legacy } = topic;
  const { window, buckets, sample, unread, sent, hotPartition } = traffic;
  return {
    window: { start: timeOf(window.startMs), end: timeOf(window.endMs) },
    records: recommendation.records,
    log_offsets: traffic.logOffsets,
    bytes: recommendation.bytes,
    mean_record_bytes: meanBytesOf(topic) ?? null,
    mean_bytes_per_second: recommendation.meanBytesPerSecond,
    peak_bytes_per_second: recommendation.peakBytesPerSecond,
    peak_bytes_per_second_low: recommendation.peakRange?.low,
    peak_bytes_per_second_high: recommendation.peakRange?.high,
    log_bytes: traffic.logBytes,
    buckets: buckets.map(({ startMs, endMs, records, bytes }) => {
      return { start: timeOf(startMs), end: timeOf(endMs), records, bytes };
    }),
    sample: sample && {
      records: sample.records,
      offsets: sample.offsets,
      is_complete: sample.isComplete,
      mean_bytes: sample.meanBytes,
      margin_bytes: sample.marginBytes ?? null,
    },
    unread_partitions: unread.map(({ partition, reason }) => ({ partition, reason })),
    sent: sent && sentObject({ buckets: sent, window }),
    hot_partition: hotPartition,
    seed: legacy && {
      records: legacy.records,
      consumer_bytes: legacy.consumer,
      required_bytes: legacy.required,
      recommended_partitions: legacy.recommendedPartitions,
    },
  };
}

function sentObject(sent: Parameters<typeof ratesOf>[0]) {
  const { records, bytes, meanBytesPerSecond, peakBytesPerSecond } = ratesOf(sent);
  return {
    records,
    bytes,
    mean_bytes_per_second: meanBytesPerSecond,
    peak_bytes_per_second: peakBytesPerSecond,
  };
}

function timeOf(ms: number): string {
  return new Date(ms).toISOString();
}

function plain(text: Words): string {
  const same = (part: string) => part;
  return spell(text, same, same).join("");
}
