import type { TopicResult } from "../judge.ts";
import type { RecordedPartitions, TimeSpan } from "../tally/detail-tally.ts";
import { percent, plural } from "../text/format.ts";

/** From here on the few that do not fit may be of another time or client. */
const AGREEING_SHARE = 0.99;

/** Whether records lie where the contract's partitioner does not put their keys. */
function isRecordedElsewhere(recorded: RecordedPartitions | undefined): boolean {
  if (recorded === undefined || recorded.comparedRecords === 0) return false;
  return recorded.agreeingRecords < AGREEING_SHARE * recorded.comparedRecords;
}

/** What is known of the records besides their keys, in at most two sentences. */
export function detailSentences({ details = {}, contract }: TopicResult): string[] {
  const { recorded, time, bytes } = details;
  const about = [
    ...(time === undefined ? [] : [`Records written ${spanText(time)}`]),
    ...(bytes === undefined
      ? []
      : [
          `${plural(bytes.total, "byte")}, at most ${percent(maxShare(bytes.loads))} in one partition`,
        ]),
  ];
  const known = about.length === 0 ? [] : [`${about.join("; ")}.`];
  if (recorded === undefined || !isRecordedElsewhere(recorded)) return known;
  const { agreeingRecords, comparedRecords } = recorded;
  const { partitioner, partitions } = contract;
  return [
    ...known,
    `The recorded partitions do not agree with ${partitioner} over ${plural(partitions, "partition")}: ${percent(agreeingRecords / comparedRecords)} of the records were written to the partition that it gives. The topic has another partitioner or another partition count, and its load is not what is judged here.`,
  ];
}

/** Largest part of a sum, 0…1; 0 of nothing. */
export function maxShare(loads: Float64Array): number {
  let [total, most] = [0, 0];
  for (const load of loads) {
    total += load;
    most = Math.max(most, load);
  }
  return total === 0 ? 0 : most / total;
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
