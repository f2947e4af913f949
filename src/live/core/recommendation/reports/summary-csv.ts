import { csvField } from "#core/text/csv.ts";
import { type ClusterResult, summarizeCluster } from "../result.ts";

const MEBIBYTE = 1024 * 1024;
const HOUR_MS = 3_600_000;
/** The original recommender's names. */
export const METHODS = { sampling: "sampling_records", metrics: "metrics_api" } as const;

type Stat = readonly [name: string, value: string | number];

/** The original recommender's statistics, with its names and in its order, then ours. */
export function summaryCsv(result: ClusterResult): string {
  const lines = [...settingStats(result), ...totalStats(result)].map(([name, value]) => {
    return `${name},${typeof value === "string" ? csvField(value) : value}\n`;
  });
  return `stat,value\n${lines.join("")}`;
}

function settingStats({ settings, tookMs }: ClusterResult): Stat[] {
  return [
    ["elapsed_time_hours", tookMs / HOUR_MS],
    ["method", METHODS[settings.method]],
    ["required_consumption_throughput_factor", settings.factor],
    ["minimum_required_throughput_threshold", settings.minBytesPerSecond / MEBIBYTE],
    ["default_partition_count", settings.minPartitions],
    ["sampling_batch_size", settings.maxSampleRecords],
    ["sampling_days", settings.samplingDays],
    ["sampling_max_consecutive_nulls", settings.unused.consecutiveNulls],
    ["sampling_timeout", settings.sampleTimeoutMs / 1000],
    ["sampling_max_continuous_failed_batches", settings.unused.failedBatches],
  ];
}

function totalStats(result: ClusterResult): Stat[] {
  const { settings } = result;
  const sums = summarizeCluster(result);
  return [
    ["total_topics", sums.topics],
    ["internal_topics_included", settings.includesInternal ? "True" : "False"],
    ["topic_filter", settings.topicFilter.join(",") || "None"],
    ["active_topic_count", sums.activeTopics],
    ["active_topic_percentage", 100 * ratio(sums.activeTopics, sums.topics)],
    ["total_partitions", sums.partitions],
    ["total_recommended_partitions", sums.recommendedPartitions],
    ["active_total_partition_count", sums.activePartitions],
    ["percentage_decrease", 100 * Math.max(0, -sums.growth)],
    ["percentage_increase", 100 * Math.max(0, sums.growth)],
    ["total_records", sums.records],
    ["average_partitions_per_topic", ratio(sums.partitions, sums.topics)],
    ["active_average_partitions_per_topic", ratio(sums.activePartitions, sums.activeTopics)],
    ["average_recommended_partitions_per_topic", ratio(sums.recommendedPartitions, sums.topics)],
    ["formula", settings.formula],
    ["failed_topic_count", sums.failedTopics],
  ];
}

function ratio(total: number, count: number): number {
  return count === 0 ? 0 : total / count;
}
