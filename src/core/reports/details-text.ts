import type { TopicResult } from "../judge.ts";
import type { Measures } from "../measures/measures.ts";
import type { RecordBytes, RecordedPartitions, TimeSpan } from "../tally/recorded-details.ts";
import { percent, plural, sentence, whole } from "../text/format.ts";
import { unjudgedRules, unjudgedText } from "./rule-values.ts";

/** From here on the few that do not fit may be of another time or client. */
const AGREEING_SHARE = 0.99;

/** Whether records lie where the contract's partitioner does not put their keys. */
function isRecordedElsewhere(recorded: RecordedPartitions | undefined): boolean {
  if (recorded === undefined || recorded.comparedRecords === 0) return false;
  return recorded.agreeingRecords < AGREEING_SHARE * recorded.comparedRecords;
}

/** `12 of them empty`, after a number of partitions; nothing if all have records. */
export function emptyPartitions({ partitions, partitionsWithoutRecords: empty }: Measures) {
  if (empty === 0) return [];
  return [empty === partitions ? "all of them empty" : `${whole(empty)} of them empty`];
}

/** What is known of the records besides their keys, and what the sample is too small to tell. */
export function detailSentences(result: TopicResult): string[] {
  const doubt = result.confidence?.doubt;
  return [
    ...recordSentences(result),
    ...unjudgedRules(result).map(unjudgedText),
    ...(doubt === undefined ? [] : [sentence(doubt)]),
  ];
}

function recordSentences({ details = {}, contract, measures }: TopicResult): string[] {
  const { recorded, time, bytes, windows } = details;
  const about = [
    ...(time === undefined ? [] : [`Records written ${spanText(time)}`]),
    ...(bytes === undefined ? [] : [bytesText(bytes, measures)]),
  ];
  const known = [
    ...(about.length === 0 ? [] : [`${about.join("; ")}.`]),
    ...(windows?.sentences ?? []),
  ];
  if (recorded === undefined) return known;
  if (contract.isRecorded) return [...known, recordedText(recorded, measures.records)];
  if (!isRecordedElsewhere(recorded)) return known;
  const { agreeingRecords, comparedRecords } = recorded;
  const { partitioner, partitions } = contract;
  return [
    ...known,
    `The recorded partitions do not agree with ${partitioner} over ${plural(partitions, "partition")}: ${percent(agreeingRecords / comparedRecords)} of the records were written to the partition that it gives. ${causeText(recorded)}, and its load is not what is judged here.`,
  ];
}

function causeText({ found }: RecordedPartitions): string {
  return found?.text === undefined
    ? "The topic has another partitioner or another partition count"
    : `They are those of ${found.text}: the topic has another partitioner`;
}

/** What is known of records that are judged where they were written, and of their partitioner. */
function recordedText({ records, nullCounts, found }: RecordedPartitions, all: number): string {
  const nulls = nullCounts?.reduce((sum, count) => sum + count, 0) ?? 0;
  const sentences = [
    `Judged by the recorded partitions of ${plural(records, "record")}${nulls === 0 ? "" : `, ${percent(nulls / records)} of them without a key`}.`,
    ...(records === all
      ? []
      : [`Left out: ${plural(all - records, "record")} without a recorded partition.`]),
    ...(found === undefined ? [] : [found.about]),
  ];
  return sentences.join(" ");
}

/** `900 bytes, at most 40 % in one partition (33 % of the records) and 30 % with one key (10 %)` */
function bytesText({ total, records: sized }: RecordBytes, measures: Measures): string {
  const { maxPartitionBytesShare, maxKeyBytesShare, maxPartitionShare, maxKeyShare } = measures;
  const beside = (share: number | undefined, where: string, ofRecords: string) =>
    share === undefined ? [] : [`${percent(share)} ${where} (${ofRecords})`];
  const most = [
    ...beside(
      maxPartitionBytesShare,
      "in one partition",
      `${percent(maxPartitionShare)} of the records`,
    ),
    ...beside(maxKeyBytesShare, "with one key", percent(maxKeyShare)),
  ].join(" and ");
  const partly =
    sized < measures.records ? ` (of ${whole(sized)} records, whose size is known)` : "";
  return `${plural(total, "byte")}${partly}${most === "" ? "" : `, at most ${most}`}`;
}

function spanText({ firstMs, lastMs }: TimeSpan): string {
  const last = minuteText(lastMs);
  if (firstMs === undefined) return `until ${last} UTC`;
  const first = minuteText(firstMs);
  return first === last ? `at ${first} UTC` : `from ${first} to ${last} UTC`;
}

/** `2026-11-28 00:53` */
function minuteText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 16).replace("T", " ");
}
