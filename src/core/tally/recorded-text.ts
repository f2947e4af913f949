import type { PartitionerName } from "../partitioners/index.ts";
import { percent, plural } from "../text/format.ts";
import { EXPLAINED } from "./found-partitioners.ts";
import type { RecordedPartitions } from "./recorded-details.ts";

type Recorded = Omit<RecordedPartitions, "about">;

interface Placement {
  readonly partitioner: PartitionerName;
  readonly partitions: number;
  readonly isRecorded?: boolean | undefined;
}

/** What reports say about recorded partitions in a sample of `all` records; undefined if nothing. */
export function recordedText(recorded: Recorded, by: Placement, all: number): string | undefined {
  return by.isRecorded ? judgedText(recorded, all) : elsewhereText(recorded, by);
}

/** Of records that are judged where they were written. */
function judgedText({ records, nullCounts, found }: Recorded, all: number): string {
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

/** Of records that are not where the contract's partitioner puts their keys. */
function elsewhereText(recorded: Recorded, by: Placement): string | undefined {
  const { agreeingRecords, comparedRecords } = recorded;
  if (comparedRecords === 0 || agreeingRecords >= EXPLAINED * comparedRecords) return undefined;
  const there = percent(agreeingRecords / comparedRecords);
  return `The recorded partitions do not agree with ${by.partitioner} over ${plural(by.partitions, "partition")}: ${there} of the records were written to the partition that it gives. ${causeText(recorded)} The topic's load is not what is judged here.`;
}

function causeText({ found, comparedRecords }: Recorded): string {
  if (found?.text === undefined) {
    return "The topic has another partitioner or another partition count.";
  }
  const isPart = found.records < comparedRecords;
  const first = isPart ? ` (of the first ${plural(found.records, "record")})` : "";
  return `They are those of ${found.text}${first}.`;
}
