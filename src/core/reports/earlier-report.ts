import { comparison } from "../baseline/comparison.ts";
import { sampleFacts } from "../baseline/sample-facts.ts";
import type { Incomparable, TopicBaseline } from "../baseline/topic-baseline.ts";
import type { RuleId } from "../contract/contract.ts";
import { keyFormOf } from "../keys/key-counts.ts";
import { keyFrames } from "../keys/key-frame.ts";
import { type KeyType, keyTypeNames } from "../keys/key-type.ts";
import { retypeKeys } from "../keys/retype-key.ts";
import { type PartitionerName, partitionerNames, partitioners } from "../partitioners/index.ts";
import { RECORDED } from "../partitioners/placement-name.ts";
import type { FirstBreach, Measured } from "../rules/rule.ts";
import { printable } from "../text/printable.ts";
import type { ReportedViolation } from "./baseline-fields.ts";
import { fullKey, keyDisplay } from "./key-display.ts";
import { MAX_KEYS, type TopicReport } from "./topic-report.ts";

/** Characters of a name that a sentence quotes. */
const MAX_SHOWN = 60;

/**
 * What an earlier report says about a topic. Its keys are known as it shows them: as text, by their
 * hashes, or not at all. A partitioner that this release does not know is from a later release.
 */
export function baselineOfReport(
  report: TopicReport,
  keyType: KeyType,
): TopicBaseline | Incomparable {
  const { partitioner } = report;
  const isRecorded = partitioner === RECORDED;
  if (!isRecorded && !Object.hasOwn(partitioners, partitioner)) {
    const name = printable(partitioner, MAX_SHOWN);
    return {
      incomparable: `Not compared: this release does not know the baseline's partitioner "${name}".`,
    };
  }
  return {
    comparison,
    partitions: report.partitions,
    partitioner: isRecorded ? "murmur2" : (partitioner as PartitionerName),
    isRecorded,
    hash: isRecorded ? recordedHash(report) : (partitioner as PartitionerName),
    keyType: keyTypeOf(report),
    keyFrame: printable(report.key_frame ?? "none", MAX_SHOWN),
    schemaIds: report.schema_ids?.map(({ id }) => id),
    measures: measuredIn(report),
    placedRecords: report.placed_records,
    partitionCounts: report.partition_counts,
    broken: brokenRules(report),
    keyForm: keyFormOf({ digestSecret: report.sample_secret }),
    sharesOf: listedShares(report, keyType),
    maxUnlistedShare: maxUnlistedShare(report),
  };
}

/** The partitioner that explains where the records were written, if a single one does. */
function recordedHash({ recorded_partitions: recorded }: TopicReport): PartitionerName | undefined {
  const [only, ...others] = recorded?.found?.partitioners ?? [];
  const [name] = others.length === 0 ? (only?.names ?? []) : [];
  return partitionerNames.find((one) => one === name);
}

/** The numbers that rules compare with limits. */
function measuredIn(report: TopicReport): Measured {
  return {
    records: report.records,
    placedRecords: report.placed_records,
    uniqueKeys: report.unique_keys,
    emptyKeys: report.empty_keys,
    nullKeys: report.null_keys,
    maxPartitionShare: report.max_partition_share,
    gini: report.gini,
    cv: report.cv,
    maxKeyShare: report.max_key_share,
    maxConsumerShare: report.max_consumer_share,
    maxWindowShare: report.max_window_share,
    maxPartitionBytesShare: report.record_bytes?.max_partition_share,
    maxKeyBytesShare: report.record_bytes?.max_key_share,
  };
}

/** Digests are reported as hex, whatever the type of their keys. */
function keyTypeOf({ key_type, sample_secret }: TopicReport): KeyType | undefined {
  return sample_secret === undefined ? keyTypeNames.find((one) => one === key_type) : undefined;
}

/** The shares of keys of this type, which are listed as their text or by the hash of their bytes. */
function listedShares(report: TopicReport, keyType: KeyType): TopicBaseline["sharesOf"] {
  const shares = new Map(report.top_keys.map(({ key, key_hex, share }) => [key_hex ?? key, share]));
  const hashed = keyDisplay("hash");
  const earlier = keyTypeOf(report);
  const retype = earlier && retypeKeys(keyType, earlier);
  const frame = keyFrames.find((one) => one === report.key_frame);
  return (keys) =>
    keys.map((key) => {
      const bytes = retype === undefined ? key : retype(key);
      if (bytes === undefined) return undefined;
      const { key: text, key_hex: hex } = fullKey(bytes, earlier ?? keyType, frame);
      return shares.get(hex ?? text) ?? shares.get(hashed(bytes, keyType, frame).key);
    });
}

/** Each with its first known value: in this report, or in an earlier one that it was compared with. */
function brokenRules(report: TopicReport): TopicBaseline["broken"] {
  const { squared_key_shares: squares, partitions, top_keys } = report;
  const size = {
    placedRecords: report.placed_records,
    uniqueKeys: report.unique_keys,
    partitions,
  };
  const facts = squares === undefined ? undefined : sampleFacts(size, squares, top_keys);
  return new Map(
    report.violations.map(({ rule, actual, first }) => {
      const own = facts && { actual, ...facts };
      return [rule as RuleId, { actual, first: first === undefined ? own : firstBreach(first) }];
    }),
  );
}

function firstBreach(first: NonNullable<ReportedViolation["first"]>): FirstBreach {
  return {
    actual: first.actual,
    placedRecords: first.placed_records,
    uniqueKeys: first.unique_keys,
    lightSquares: first.squared_light_key_shares,
    heavyShare: first.heavy_keys_share,
  };
}

/** 0 if the report lists all keys; 1 if it shows none, since nothing is known then. */
function maxUnlistedShare({ top_keys, unique_keys }: TopicReport): number {
  if (top_keys.some(({ key }) => key === null)) return 1;
  const isComplete = top_keys.length < MAX_KEYS || unique_keys <= top_keys.length;
  return isComplete ? 0 : (top_keys.at(-1)?.share ?? 0);
}
