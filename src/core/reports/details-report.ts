import type { TopicResult } from "../judge.ts";
import { isoText } from "../text/iso-text.ts";
import { maxShare } from "./details-text.ts";

/** The optional fields of a JSON report that say what is known of records besides their keys. */
export interface DetailsReport {
  /** As the contract says; left out where it does not. */
  sample?: "census" | "random";
  /** Where records were written, and whether the contract's partitioner gives the same. */
  recorded_partitions?: {
    records: number;
    compared_records: number;
    agreeing_records: number;
    outside_records: number;
    counts: number[];
  };
  /** When records were written, in ISO 8601. */
  time_span?: { records: number; first?: string; last: string };
  /** Sizes of records; shares 0…1, by the partitions that the contract's partitioner gives. */
  record_bytes?: {
    records: number;
    total: number;
    max_partition_share: number;
    max_key_share?: number;
    partition_bytes: number[];
  };
}

export function detailsReport({ details = {} }: TopicResult): DetailsReport {
  const { recorded, time, bytes, sampling, isSamplingSaid } = details;
  return {
    ...(sampling === undefined || !isSamplingSaid ? {} : { sample: sampling }),
    ...(recorded && {
      recorded_partitions: {
        records: recorded.records,
        compared_records: recorded.comparedRecords,
        agreeing_records: recorded.agreeingRecords,
        outside_records: recorded.outsideRecords,
        counts: Array.from(recorded.counts),
      },
    }),
    ...(time && {
      time_span: {
        records: time.records,
        ...(time.firstMs === undefined ? {} : { first: isoText(time.firstMs) }),
        last: isoText(time.lastMs),
      },
    }),
    ...(bytes && {
      record_bytes: {
        records: bytes.records,
        total: bytes.total,
        max_partition_share: maxShare(bytes.loads),
        ...(bytes.hottestKeys && { max_key_share: keyShare(bytes.loads, bytes.hottestKeys) }),
        partition_bytes: Array.from(bytes.loads),
      },
    }),
  };
}

function keyShare(loads: Float64Array, [hottest]: readonly { readonly count: number }[]): number {
  const total = loads.reduce((sum, load) => sum + load, 0);
  return total === 0 ? 0 : (hottest?.count ?? 0) / total;
}
