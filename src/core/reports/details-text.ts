import type { TopicResult } from "../judge.ts";
import type { Measures } from "../measures/measures.ts";
import type { RecordBytes, TimeSpan } from "../tally/recorded-details.ts";
import { percent, plural, sentence, whole } from "../text/format.ts";
import { unjudgedRules, unjudgedText } from "./rule-values.ts";

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
    ...(result.details?.cluster?.sentences ?? []),
    ...(result.joins?.sentences ?? []),
    ...unjudgedRules(result).map(unjudgedText),
    ...(doubt === undefined ? [] : [sentence(doubt)]),
  ];
}

function recordSentences({ details = {}, measures }: TopicResult): string[] {
  const { recorded, time, bytes, windows } = details;
  const about = [
    ...(time === undefined ? [] : [`Records written ${spanText(time)}`]),
    ...(bytes === undefined ? [] : [bytesText(bytes, measures)]),
  ];
  const known = [
    ...(about.length === 0 ? [] : [`${about.join("; ")}.`]),
    ...(windows?.sentences ?? []),
  ];
  const written = recorded?.about?.(measures.records);
  return written === undefined ? known : [...known, written];
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
