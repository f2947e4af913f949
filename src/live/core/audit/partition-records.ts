import type { PartitionSpan } from "../recommendation/sampler.ts";
import type { ReadOffsets } from "../topic-sample/window-size.ts";

/** Up to this share of offsets without a record, offsets are counted as records. */
const FEW_EMPTY = 0.01;
/** The 97.5th percentile of the normal distribution. */
const Z = 1.96;

/** The records that a topic has, by partition. */
export interface PartitionRecords {
  /** Offsets, which are at least as many as records. */
  readonly offsets: Float64Array;
  readonly records: Float64Array;
  /** Share of the offsets that were read and had no record, 0…1. */
  readonly emptyShare: number;
  /** Whether `records` are offsets times the share of them that had a record. */
  readonly isEstimate: boolean;
  /** How far the records of a partition may be off, as a share of them, in 95 % of samples. */
  readonly relativeError: number;
}

const EXACT = { isEstimate: false, relativeError: 0 } as const;

interface Read {
  /** By partition; what was read of it. */
  readonly read: ReadonlyMap<number, ReadOffsets>;
  /** Whether every record was read. */
  readonly isCensus: boolean;
  /** Whether old records are only removed from the beginning, and no others; undefined if unknown. */
  readonly isDeleteOnly: boolean | undefined;
}

/**
 * How many records each partition has. Offsets are only an upper bound: markers of transactions, aborted
 * records and compaction leave gaps.
 */
export function partitionRecords(
  spans: readonly PartitionSpan[],
  partitions: number,
  { read, isCensus, isDeleteOnly = false }: Read,
): PartitionRecords {
  const offsets = new Float64Array(partitions);
  for (const { partition, start, end } of spans) offsets[partition] = end - start;
  const all = { offsets: 0, records: 0 };
  for (const one of read.values()) {
    all.offsets += one.offsets;
    all.records += one.records;
  }
  const emptyShare = 1 - shareOf(all);
  if (isCensus) {
    const records = offsets.map((_, partition) => read.get(partition)?.records ?? 0);
    return { offsets, records, emptyShare, ...EXACT };
  }
  if (isDeleteOnly && emptyShare < FEW_EMPTY) {
    return { offsets, records: offsets.slice(), emptyShare, ...EXACT };
  }
  const densityOf = (partition: number) => {
    const own = read.get(partition);
    return own !== undefined && own.records > 0 ? own : all;
  };
  const records = offsets.map((count, i) => Math.round(count * shareOf(densityOf(i))));
  const relativeError = Math.max(...records.map((_, i) => errorOf(densityOf(i))));
  return { offsets, records, emptyShare, isEstimate: true, relativeError };
}

/** Of a binomial share, as a part of it. */
function errorOf(read: ReadOffsets): number {
  const share = shareOf(read);
  return share === 0 ? 1 : Math.min(1, Z * Math.sqrt((1 - share) / (share * read.offsets)));
}

function shareOf({ offsets, records }: ReadOffsets): number {
  return offsets === 0 ? 1 : records / offsets;
}
