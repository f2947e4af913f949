import type { TopicContract } from "../contract/contract.ts";
import { type Confidence, confidenceOf, type Interval } from "../measures/confidence.ts";
import { enoughForGini, enoughForShare } from "../measures/enough-records.ts";
import type { Measures } from "../measures/measures.ts";
import { decimal, percent, plural } from "../text/format.ts";
import { roundUp } from "../text/significant.ts";

/** A sample that cannot tell is not enough, whatever was to be expected. */
const LEAST_TIMES = 2;
/** Fewer records per partition say nothing about partitions, so no size is computed from so few. */
const LEAST_PER_PARTITION = 10;
/** A larger sample than this many times today's is not worth naming. */
const MOST_TIMES = 1000;
/** Share of the topic's records with unseen keys from which the size of the sample matters. */
const MOSTLY_UNSEEN = 0.5;
/** The same from which it rounds to all of them, which it hardly ever is. */
const NEARLY_ALL = 0.995;

/** A limit that the topic may satisfy or break, as far as this sample can tell. */
interface UndecidedLimit {
  readonly rule: "max_partition_share" | "max_gini";
  readonly limit: number;
  readonly interval: Interval;
  /** About how many records are enough to tell, to two digits; undefined if the value is too close. */
  readonly enoughRecords: number | undefined;
}

/** What a random sample says about its topic, and about which limits it cannot tell. */
export interface SampleConfidence extends Confidence {
  readonly undecided: readonly UndecidedLimit[];
  /** How many records are enough for all of them; undefined if there are none or one is too close. */
  readonly enoughRecords: number | undefined;
  /** What it cannot tell and what to do next, as a clause; undefined if it can tell. */
  readonly doubt: string | undefined;
  /** Whether most of the topic's records have keys that are not in the sample. */
  readonly isMostlyUnseen: boolean;
}

interface Sample {
  readonly contract: TopicContract;
  readonly measures: Measures;
}

/** Undefined if no record gets its partition from its key. A lazily loaded part of the gate. */
export function sampleConfidence(sample: Sample): SampleConfidence | undefined {
  const confidence = confidenceOf(sample.measures);
  if (confidence === undefined) return undefined;
  const undecided = undecidedLimits(sample, confidence);
  const sizes = undecided.map(({ enoughRecords }) => enoughRecords ?? Number.POSITIVE_INFINITY);
  const most = Math.max(0, ...sizes);
  const enoughRecords = most > 0 && Number.isFinite(most) ? most : undefined;
  const isMostlyUnseen = confidence.unseenShare > MOSTLY_UNSEEN;
  const known = { ...confidence, undecided, enoughRecords, isMostlyUnseen };
  const doubt = undecided.length === 0 ? undefined : doubtText(known, sample);
  return { ...known, doubt };
}

/** The limits inside the interval of their measure. */
function undecidedLimits({ contract, measures }: Sample, confidence: Confidence): UndecidedLimit[] {
  const { limits, severity } = contract;
  const measured = {
    max_partition_share: {
      interval: confidence.maxPartitionShare,
      enough: (limit: number) => enoughForShare(measures, limit),
    },
    max_gini: {
      interval: confidence.gini,
      enough: (limit: number) => enoughForGini(measures, confidence, limit),
    },
  };
  return (["max_partition_share", "max_gini"] as const).flatMap((rule) => {
    const limit = limits[rule];
    const { interval, enough } = measured[rule];
    if (limit === undefined || severity[rule] === "off") return [];
    if (limit < interval.low || limit >= interval.high) return [];
    const records = Math.max(
      enough(limit),
      measures.placedRecords * LEAST_TIMES,
      leastOf(measures),
    );
    const isWorthNaming = records <= measures.placedRecords * MOST_TIMES;
    return [{ rule, limit, interval, enoughRecords: isWorthNaming ? roundUp(records) : undefined }];
  });
}

function leastOf({ partitions }: Measures): number {
  return LEAST_PER_PARTITION * partitions;
}

/** `the sample is too small to tell: from 200 records, the topic's … (limit 2.8 %). About 9,000 records are enough` */
function doubtText(
  { undecided, enoughRecords, unseenShare, isMostlyUnseen }: Omit<SampleConfidence, "doubt">,
  { measures }: Sample,
): string {
  const ranges = undecided.map(({ rule, limit, interval: { low, high } }) => {
    const isShare = rule === "max_partition_share";
    const format = isShare ? (share: number) => percent(share, 2) : decimal;
    const subject = isShare ? "largest share" : "Gini coefficient";
    return `${subject} is ${format(low)} to ${format(high)} (limit ${format(limit)})`;
  });
  const isClose = enoughRecords === undefined && measures.placedRecords >= leastOf(measures);
  const lead = isClose ? "too close to tell" : "the sample is too small to tell";
  const next =
    enoughRecords === undefined ? "" : `. About ${plural(enoughRecords, "record")} are enough`;
  const about = unseenShare > NEARLY_ALL ? "Nearly all" : `About ${percent(unseenShare, 0)}`;
  const unseen = isMostlyUnseen
    ? `. ${about} of the topic's records have keys that are not in the sample`
    : "";
  const records = plural(measures.placedRecords, "record");
  return `${lead}: from ${records}, the topic's ${ranges.join(", and its ")}${next}${unseen}`;
}
