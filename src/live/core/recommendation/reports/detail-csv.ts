import { csvField } from "#core/text/csv.ts";
import {
  type ClusterResult,
  type KnownTopic,
  numbersOf,
  type TopicRecommendation,
} from "../result.ts";
import { type Rates, ratesOf } from "../traffic.ts";
import { METHODS } from "./summary-csv.ts";

const MEBIBYTE = 1024 * 1024;

type Cell = string | number | undefined;
type Column = readonly [name: string, cell: (topic: KnownTopic) => Cell];

function inMebibytes(bytes: number): number;
function inMebibytes(bytes: number | undefined): number | undefined;
function inMebibytes(bytes: number | undefined): number | undefined {
  return bytes === undefined ? undefined : bytes / MEBIBYTE;
}

function sentRates({ sent, window }: KnownTopic["traffic"]): Rates | undefined {
  return sent && ratesOf({ buckets: sent, window });
}

/** The original recommender's columns, then ours. Throughput is in MiB/s; unknown values are empty. */
const columns: readonly Column[] = [
  ["is_compacted", ({ traffic }) => yesNo(traffic.isCompacted)],
  ["number_of_records", (topic) => numbersOf(topic).records],
  ["number_of_partitions", ({ traffic }) => traffic.partitions],
  ["required_throughput", (topic) => inMebibytes(numbersOf(topic).requiredBytes)],
  ["consumer_throughput", (topic) => inMebibytes(numbersOf(topic).consumerBytes)],
  ["recommended_partitions", (topic) => numbersOf(topic).recommendedPartitions],
  ["hot_partition_ingress", ({ traffic }) => yesNo(traffic.hotPartition?.ingress)],
  ["hot_partition_egress", ({ traffic }) => yesNo(traffic.hotPartition?.egress)],
  ["status", ({ status }) => status],
  ["peak_throughput", ({ recommendation }) => inMebibytes(recommendation.peakBytesPerSecond)],
  ["mean_throughput", ({ recommendation }) => inMebibytes(recommendation.meanBytesPerSecond)],
  ["consumer_throughput_source", ({ recommendation }) => recommendation.capacity.source],
  ["partitions_by_throughput", ({ recommendation }) => recommendation.partitionsByThroughput],
  ["peak_sent_throughput", ({ traffic }) => inMebibytes(sentRates(traffic)?.peakBytesPerSecond)],
  ["mean_record_bytes", (topic) => meanBytesOf(topic)],
  ["record_bytes_margin", ({ traffic }) => traffic.sample?.marginBytes],
  ["sampled_records", ({ traffic }) => traffic.sample?.records ?? 0],
  ["hottest_key_share", ({ recommendation }) => recommendation.skew?.hottestKey.records],
  ["hottest_partition_share", ({ recommendation }) => recommendation.skew?.simulated?.records],
  ["moved_key_share", ({ recommendation }) => recommendation.movedKeyShare],
  ["unread_partitions", ({ traffic }) => traffic.unread.map((one) => one.partition).join(" ")],
  ["advice", ({ advice }) => advice.map(({ id }) => id).join(" ")],
];

/** After the reason, so that the columns before it stay where they were. */
const laterColumns: readonly Column[] = [
  ["hottest_partition_now", ({ recommendation }) => recommendation.observed?.byRecords.partition],
  ["hottest_partition_share_now", ({ recommendation }) => recommendation.observed?.byRecords.share],
  [
    "hottest_partition_bytes_share_now",
    ({ recommendation }) => recommendation.observed?.byBytes.share,
  ],
  [
    "hottest_partition_share_simulated",
    ({ recommendation }) => recommendation.skew?.simulatedNow?.records,
  ],
  ["hottest_partition_bytes_share", ({ recommendation }) => recommendation.skew?.simulated?.bytes],
  ["hottest_key_bytes_share", ({ recommendation }) => recommendation.skew?.hottestKey.bytes],
  ["placed_by", ({ recommendation }) => recommendation.placedBy?.names.join(" ")],
  ["placed_by_basis", ({ recommendation }) => recommendation.placedBy?.basis],
  ["peak_throughput_low", ({ recommendation }) => inMebibytes(recommendation.peakRange?.low)],
  ["peak_throughput_high", ({ recommendation }) => inMebibytes(recommendation.peakRange?.high)],
  ["log_bytes", ({ traffic }) => traffic.logBytes],
  ["count_reason", ({ recommendation }) => recommendation.reason.replace(" ", "_")],
];

/** One line per topic. */
export function detailCsv({ topics, settings }: ClusterResult): string {
  const method = METHODS[settings.method];
  const names = (of: readonly Column[]) => of.map(([name]) => name);
  const header = ["method", "topic_name", ...names(columns), "reason", ...names(laterColumns)];
  const lines = topics.map((topic) => [method, topic.topic, ...cellsOf(topic)].map(csvCell));
  return [header, ...lines].map((cells) => `${cells.join(",")}\n`).join("");
}

function cellsOf(topic: TopicRecommendation): Cell[] {
  if (topic.status !== "error") {
    const cells = (of: readonly Column[]) => of.map(([, cell]) => cell(topic));
    return [...cells(columns), "", ...cells(laterColumns)];
  }
  const known = columns.map(([name]) => (name === "status" ? topic.status : undefined));
  return [...known, topic.reason, ...laterColumns.map(() => undefined)];
}

function csvCell(cell: Cell): string {
  return typeof cell === "string" ? csvField(cell) : String(cell ?? "");
}

function yesNo(value: boolean | undefined): string {
  if (value === undefined) return "";
  return value ? "yes" : "no";
}

/** Mean record size, from the sample or from all that was counted. */
export function meanBytesOf({ traffic, recommendation }: KnownTopic): number | undefined {
  const { sample } = traffic;
  const { records, bytes } = recommendation;
  if (records === 0 || sample?.records === 0) return undefined;
  return sample?.meanBytes ?? bytes / records;
}
