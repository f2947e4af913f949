import { whole } from "#core/text/format.ts";
import { type ClusterResult, summarizeCluster } from "./result.ts";
import type { RecommendSettings } from "./settings.ts";

const MEBIBYTE = 1024 * 1024;
const RULE = "=".repeat(80);
const THIN_RULE = "-".repeat(80);

/** Log lines at the start. */
export function startLines(clusters: number, settings: RecommendSettings): string[] {
  return [
    RULE,
    "KAFKA CLUSTER ANALYSIS STARTING",
    THIN_RULE,
    `Number of Kafka clusters to analyze: ${clusters}`,
    `Max concurrent Kafka clusters: ${settings.clusterWorkers}`,
    `Max concurrent topics per cluster: ${settings.topicWorkers}`,
    `Analysis method: ${settings.method === "sampling" ? "Record sampling" : "Metrics API"}`,
    RULE,
  ];
}

/** Log lines before a cluster's topics are analyzed. */
export function parameterLines(
  clusterId: string,
  topics: number,
  settings: RecommendSettings,
): string[] {
  return [
    RULE,
    "INITIAL ANALYSIS PARAMETERS",
    THIN_RULE,
    `Kafka Cluster ID: ${clusterId}`,
    `Found ${whole(topics)} topics to analyze`,
    `${settings.includesInternal ? "Including" : "Excluding"} internal topics`,
    `Required consumption throughput factor: ${settings.factor}`,
    `Minimum required throughput threshold: ${settings.minBytesPerSecond / MEBIBYTE} MB/s`,
    `Topic filter: ${settings.topicFilter.join(",") || "None"}`,
    `Default Partition Count: ${settings.minPartitions}`,
    ...(settings.method === "sampling"
      ? [
          "Using sample records for average record size calculation",
          `Sampling batch size: ${whole(settings.maxSampleRecords)} records`,
          `Sampling days: ${settings.samplingDays} days`,
          `Sampling timeout: ${settings.sampleTimeoutMs / 1000} seconds`,
        ]
      : ["Using Metrics API for average record size calculation"]),
    RULE,
  ];
}

/** Log lines when a cluster is done. */
export function summaryLines(result: ClusterResult): string[] {
  const sums = summarizeCluster(result);
  const per = (total: number, count: number) => whole(count === 0 ? 0 : total / count);
  const percentage = Math.abs(sums.growth * 100).toFixed(1);
  return [
    RULE,
    "ANALYSIS SUMMARY STATISTICS",
    THIN_RULE,
    `Elapsed Time: ${(result.tookMs / 3_600_000).toFixed(2)} hours`,
    `Total Topics: ${whole(sums.topics)}`,
    `Active Topics: ${whole(sums.activeTopics)}`,
    `Active Topics %: ${((100 * sums.activeTopics) / (sums.topics || 1)).toFixed(1)}%`,
    `Total Partitions: ${whole(sums.partitions)}`,
    `Total Recommended Partitions: ${whole(sums.recommendedPartitions)}`,
    `Non-Empty Topics Total Partitions: ${whole(sums.activePartitions)}`,
    `RECOMMENDED ${sums.growth < 0 ? "Decrease" : "Increase"} in Partitions: ${percentage}%`,
    `Total Records: ${whole(sums.records)}`,
    `Average Partitions per Topic: ${per(sums.partitions, sums.topics)}`,
    `Average Partitions per Active Topic: ${per(sums.activePartitions, sums.activeTopics)}`,
    `Average Recommended Partitions per Topic: ${per(sums.recommendedPartitions, sums.topics)}`,
    RULE,
  ];
}
