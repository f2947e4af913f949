import type { DoorWords } from "#core/errors/phrase.ts";
import type { ReportTable } from "#core/reports/report-table.ts";
import { whole } from "#core/text/format.ts";
import { printable } from "#core/text/printable.ts";
import { type Words, words } from "#core/text/words.ts";
import { adviceWords } from "../advice-text.ts";
import { peakText } from "../peak-text.ts";
import { bytesPerSecond } from "../rate.ts";
import { type ClusterResult, type KnownTopic, knownTopics, numbersOf } from "../result.ts";
import { skewCells } from "./skew-cells.ts";

const MAX_NAME = 60;
const UNKNOWN = "–";

/** Topics and recommendations, those that need most partitions first; advice is in the notes. */
export function topicTable(
  result: ClusterResult,
  maxRows: number,
  doorWords: DoorWords,
): ReportTable {
  const known = knownTopics(result).sort((a, b) => missing(b) - missing(a));
  const shown = known.slice(0, maxRows);
  const cut = known.length - shown.length;
  const unit = result.settings.formula === "seed" ? totalBytes : bytesPerSecond;
  return {
    id: "topics",
    title: "Topics",
    columns: [
      ...["topic", "now", "recommended", "peak", "required", "consumer"],
      ...["hottest key", "hottest partition", "simulated", "placed by"],
    ],
    textColumns: 1,
    rows: shown.map((topic) => cellsOf(topic, unit)),
    notes: [
      ...(cut > 0 ? [`The first ${whole(shown.length)} of ${whole(known.length)} topics.`] : []),
      ...shown.flatMap((topic) => notesOf(topic, doorWords)),
      ...failuresOf(result, maxRows),
    ],
  };
}

/** Number of partitions to add; negative if the topic has more than it needs. */
function missing(topic: KnownTopic): number {
  return numbersOf(topic).recommendedPartitions - topic.traffic.partitions;
}

function cellsOf(topic: KnownTopic, unit: (bytes: number) => string): string[] {
  const { traffic, recommendation, status } = topic;
  const { requiredBytes, consumerBytes, recommendedPartitions } = numbersOf(topic);
  return [
    printable(traffic.topic, MAX_NAME),
    whole(traffic.partitions),
    whole(recommendedPartitions),
    status === "empty" ? "no traffic" : peakText(recommendation),
    unit(requiredBytes),
    unit(consumerBytes),
    ...skewCells(topic).map((cell) => cell ?? UNKNOWN),
  ];
}

function notesOf({ topic, advice }: KnownTopic, doorWords: DoorWords): Words[] {
  return advice.map(({ text }) => words`${{ untrusted: topic }}: ${adviceWords(text, doorWords)}`);
}

function failuresOf({ topics }: ClusterResult, max: number): Words[] {
  const failed = topics.filter((one) => one.status === "error");
  const shown = failed.slice(0, max).map(({ topic, reason }) => {
    return words`${{ untrusted: topic }}: could not be read: ${{ untrusted: reason }}.`;
  });
  const cut = failed.length - shown.length;
  return cut > 0 ? [...shown, `${whole(cut)} more could not be read.`] : shown;
}

/** 26214400 → `25 MiB`: totals of the legacy formula. */
function totalBytes(bytes: number): string {
  return bytesPerSecond(bytes).replace("/s", "");
}
