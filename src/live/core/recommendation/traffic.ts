import type { PeakBytes } from "./estimate.ts";
import type { Load, SampledKeys } from "./sampled-keys.ts";

/** What was written to a topic in a time span. */
export interface Bucket {
  readonly startMs: number;
  readonly endMs: number;
  readonly records: number;
  readonly bytes: number;
}

/** What a sample of a topic's records shows. */
export interface RecordSample {
  /** 0 if none of the offsets contains a record. */
  readonly records: number;
  /** Offsets that the sample covers, including transaction markers and gaps. */
  readonly offsets: number;
  /** Records that follow one with a later timestamp, and so are counted in a later bucket. */
  readonly late: number;
  /** Whether the sample covers all offsets of the window. */
  readonly isComplete: boolean;
  /** Mean size of key, value and headers. */
  readonly meanBytes: number;
  /** Half the width of the mean's 95 % confidence interval; undefined if there are too few records. */
  readonly marginBytes: number | undefined;
  readonly keys: SampledKeys;
}

export interface UnreadPartition {
  readonly partition: number;
  readonly reason: string;
}

/** A topic's real traffic in a time window. */
export interface TopicTraffic {
  readonly topic: string;
  readonly partitions: number;
  /** Undefined if its settings cannot be read. */
  readonly isCompacted: boolean | undefined;
  readonly window: { readonly startMs: number; readonly endMs: number };
  /** In order, covering the window. */
  readonly buckets: readonly Bucket[];
  /** 95 % confidence interval of the busiest bucket's bytes; undefined if they are exact. */
  readonly peak?: PeakBytes | undefined;
  /** Bytes of the whole log on disk; undefined if they are unknown. */
  readonly logBytes?: number | undefined;
  /** Of each partition, in the window; undefined if the source does not know them. */
  readonly loads?: readonly Load[] | undefined;
  /** Offsets in the whole log, regardless of the window. */
  readonly logOffsets: number;
  /** Offsets that an open transaction hides from readers, regardless of the window. */
  readonly pendingOffsets?: number;
  /** Undefined if nothing was sampled. */
  readonly sample: RecordSample | undefined;
  /** Partitions that are missing from the traffic or from the sample. */
  readonly unread: readonly UnreadPartition[];
  /** What consumers were sent in the window, if the cluster reports it. */
  readonly sent?: readonly Bucket[] | undefined;
  /** Whether the cluster reports hot partitions, if it was asked. */
  readonly hotPartition?: { readonly ingress: boolean; readonly egress: boolean } | undefined;
}

/** Bytes and records a second. */
export interface Rates {
  /** Records in the window. */
  readonly records: number;
  readonly bytes: number;
  readonly meanBytesPerSecond: number;
  /** The rate of the busiest bucket. */
  readonly peakBytesPerSecond: number;
  readonly peak: Bucket | undefined;
  /** Its 95 % confidence interval; undefined if it is exact. */
  readonly peakRange?: { readonly low: number; readonly high: number } | undefined;
}

export function ratesOf({
  buckets,
  window,
  peak: interval,
}: Pick<TopicTraffic, "buckets" | "window" | "peak">): Rates {
  const [first] = buckets;
  const peak = first && buckets.reduce((most, one) => (rateOf(one) > rateOf(most) ? one : most));
  const records = buckets.reduce((sum, one) => sum + one.records, 0);
  const bytes = buckets.reduce((sum, one) => sum + one.bytes, 0);
  return {
    records: Math.round(records),
    bytes,
    meanBytesPerSecond: rateOf({ ...window, bytes }),
    peakBytesPerSecond: peak === undefined ? 0 : rateOf(peak),
    peak,
    peakRange: peak &&
      interval && {
        low: rateOf({ ...peak, bytes: interval.low }),
        high: rateOf({ ...peak, bytes: interval.high }),
      },
  };
}

function rateOf({ startMs, endMs, bytes }: Omit<Bucket, "records">): number {
  return endMs > startMs ? bytes / ((endMs - startMs) / 1000) : 0;
}
