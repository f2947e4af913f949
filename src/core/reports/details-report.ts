import type { TopicResult } from "../judge.ts";
import type { WindowShares } from "../measures/window-shares.ts";
import type { FoundPartitioners } from "../tally/found-partitioners.ts";
import type { RecordBytes } from "../tally/recorded-details.ts";
import { isoText } from "../text/iso-text.ts";
import { type ClusterReport, clusterReport } from "./cluster-report.ts";
import { heaviestKeys, partitionField } from "./heaviest-keys.ts";
import type { DisplayedKey, KeyDisplay } from "./key-display.ts";

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
    null_records?: number;
    found?: FoundReport;
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
    top_keys?: (DisplayedKey & { bytes: number; share: number; partition?: number })[];
  };
  /** The windows of max_window_share: of time, or of records in order. */
  windows?: {
    length_ms?: number;
    length_records?: number;
    /** The length in the contract, if there were too many windows of it. */
    widened_from_ms?: number;
    widened_from_records?: number;
    records: number;
    windows: number;
    /** Those with at least `least_records` records. */
    counted_windows: number;
    least_records: number;
    /** What the same records in random order give; only if enough windows count. */
    expected_max_share?: number;
    /** Where the share is, if it is an estimate. */
    estimate?: { low: number; high: number };
  };
  /** The topic as it is on a cluster. */
  cluster?: ClusterReport;
}

/** Which partitioners explain where records were written. */
interface FoundReport {
  records: number;
  keys: number;
  split_keys: number;
  partitioners: { names: string[]; record_share: number; key_share: number }[];
  nearest?: { name: string; record_share: number };
}

function foundReport({ records, keys, splitKeys, found, nearest }: FoundPartitioners): FoundReport {
  return {
    records,
    keys,
    split_keys: splitKeys,
    partitioners: found.map(({ names, recordShare, keyShare }) => {
      return { names: [...names], record_share: recordShare, key_share: keyShare };
    }),
    ...(nearest && { nearest: { name: nearest.name, record_share: nearest.recordShare } }),
  };
}

export function detailsReport(result: TopicResult, displayKey: KeyDisplay): DetailsReport {
  const { details = {} } = result;
  const { recorded, time, bytes, windows, cluster, sampling, isSamplingSaid } = details;
  return {
    ...(sampling === undefined || !isSamplingSaid ? {} : { sample: sampling }),
    ...(recorded && {
      recorded_partitions: {
        records: recorded.records,
        compared_records: recorded.comparedRecords,
        agreeing_records: recorded.agreeingRecords,
        outside_records: recorded.outsideRecords,
        counts: Array.from(recorded.counts),
        ...(recorded.nullCounts && {
          null_records: recorded.nullCounts.reduce((sum, count) => sum + count, 0),
        }),
        ...(recorded.found && { found: foundReport(recorded.found) }),
      },
    }),
    ...(time && {
      time_span: {
        records: time.records,
        ...(time.firstMs === undefined ? {} : { first: isoText(time.firstMs) }),
        last: isoText(time.lastMs),
      },
    }),
    ...(bytes && { record_bytes: bytesReport(result, bytes, displayKey) }),
    ...(windows && { windows: windowsReport(windows) }),
    ...(cluster && { cluster: clusterReport(cluster) }),
  };
}

function windowsReport(shares: WindowShares): DetailsReport["windows"] {
  const { window, asked, byChance, interval } = shares;
  const isWidened = window.length !== asked.length;
  return {
    [`length_${window.unit}`]: window.length,
    ...(isWidened && { [`widened_from_${window.unit}`]: asked.length }),
    records: shares.records,
    windows: shares.windows,
    counted_windows: shares.counted,
    least_records: shares.leastRecords,
    ...(byChance !== undefined && { expected_max_share: byChance }),
    ...(interval && { estimate: { ...interval } }),
  };
}

function bytesReport(
  result: TopicResult,
  { records, total, loads }: RecordBytes,
  displayKey: KeyDisplay,
): DetailsReport["record_bytes"] {
  const { measures, contract } = result;
  const { maxPartitionBytesShare = 0, maxKeyBytesShare } = measures;
  const keys = heaviestKeys(result)?.map((hot) => {
    const { key, count: size, share } = hot;
    const shown = displayKey(key, contract.keyType, contract.keyFrame);
    return { ...shown, bytes: size, share, ...partitionField(hot) };
  });
  return {
    records,
    total,
    max_partition_share: maxPartitionBytesShare,
    ...(maxKeyBytesShare === undefined ? {} : { max_key_share: maxKeyBytesShare }),
    partition_bytes: Array.from(loads),
    ...(keys && { top_keys: keys }),
  };
}
