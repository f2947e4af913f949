import type { KeyCounts } from "#core/keys/key-counts.ts";

/** What was written to a topic in a span of time. */
export interface Bucket {
  readonly startMs: number;
  readonly endMs: number;
  readonly records: number;
  readonly bytes: number;
}

/** What a sample of a topic's records shows. */
export interface RecordSample {
  /** 0 where no offset of them holds one. */
  readonly records: number;
  /** Offsets that the sample went over: as many as records where there are no markers and gaps. */
  readonly offsets: number;
  /** Records behind one of a later time, so that they are counted in a later bucket than theirs. */
  readonly late: number;
  /** Whether these are all offsets of the window. */
  readonly isComplete: boolean;
  /** Key, value and headers of a record, on average. */
  readonly meanBytes: number;
  /** Half the width of the 95 % confidence interval of the mean; undefined of too few. */
  readonly marginBytes: number | undefined;
  readonly keys: KeyCounts;
}

export interface UnreadPartition {
  readonly partition: number;
  readonly reason: string;
}

/** A topic's real traffic in a window of time. */
export interface TopicTraffic {
  readonly topic: string;
  readonly partitions: number;
  /** Undefined where its settings may not be read. */
  readonly isCompacted: boolean | undefined;
  readonly window: { readonly startMs: number; readonly endMs: number };
  /** Over the window, in order. */
  readonly buckets: readonly Bucket[];
  /** Offsets between the first and the last one that are there, whatever the window. */
  readonly logOffsets: number;
  /** Offsets behind a transaction that is not over yet, whatever the window: nobody may read them. */
  readonly pendingOffsets?: number;
  /** Undefined where nothing was sampled. */
  readonly sample: RecordSample | undefined;
  /** Partitions whose traffic is not in the numbers, or whose records are not in the sample. */
  readonly unread: readonly UnreadPartition[];
  /** What consumers were sent, over the window, where the cluster tells. */
  readonly sent?: readonly Bucket[] | undefined;
  /** What the cluster itself says of its partitions, where it was asked. */
  readonly hotPartition?: { readonly ingress: boolean; readonly egress: boolean } | undefined;
}

/** Bytes and records a second. */
export interface Rates {
  /** Records in the window. */
  readonly records: number;
  readonly bytes: number;
  readonly meanBytesPerSecond: number;
  /** Of the busiest bucket. */
  readonly peakBytesPerSecond: number;
  readonly peak: Bucket | undefined;
}

export function ratesOf({ buckets, window }: Pick<TopicTraffic, "buckets" | "window">): Rates {
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
  };
}

function rateOf({ startMs, endMs, bytes }: Omit<Bucket, "records">): number {
  return endMs > startMs ? bytes / ((endMs - startMs) / 1000) : 0;
}
