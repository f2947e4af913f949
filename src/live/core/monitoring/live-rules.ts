import type { TopicContract } from "#core/contract/contract.ts";
import { confidenceOf, type Interval } from "#core/measures/confidence.ts";
import type { LiveSpread } from "./live-spread.ts";

/** Rules that offsets and sizes can judge. */
const liveRules = [
  "max_partition_share",
  "max_gini",
  "max_cv",
  "max_consumer_share",
  "max_partition_bytes_share",
  "max_key_share",
] as const;

type LiveRule = (typeof liveRules)[number];

/** With fewer records in the window, a share says little. */
const LEAST_RECORDS = 1_000;

export interface LiveFinding {
  readonly rule: LiveRule;
  readonly limit: number;
  /** Undefined if the window has too few records, or cannot tell. */
  readonly isBroken: boolean | undefined;
}

/** What the window says of each limit that the contract sets. */
export function liveFindings(
  { limits, severity }: TopicContract,
  spread: LiveSpread | undefined,
): LiveFinding[] {
  const intervals = spread && intervalsOf(spread);
  return liveRules.flatMap((rule) => {
    const limit = limits[rule];
    if (limit === undefined || severity[rule] === "off") return [];
    const interval = intervals?.[rule];
    return [{ rule, limit, isBroken: interval && isBroken(limit, interval) }];
  });
}

/** Where the limit is inside the interval, more records may show either. */
function isBroken(limit: number, { low, high }: Interval): boolean | undefined {
  if (low > limit) return true;
  return high <= limit ? false : undefined;
}

/** Where the traffic's own value is, as far as the records of the window tell: for the gate, a sample. */
function intervalsOf(spread: LiveSpread): Partial<Record<LiveRule, Interval>> {
  const { records, bytesShare, keyShare, maxConsumerShare } = spread;
  if (records < LEAST_RECORDS) return {};
  const confidence = confidenceOf({
    ...spread,
    placedRecords: records,
    keyRecords: records,
    partitionCounts: spread.loads,
    keysByCount: new Map(),
  });
  const exactly = (value: number | undefined) => value && { low: value, high: value };
  return Object.fromEntries(
    Object.entries({
      max_partition_share: confidence?.maxPartitionShare,
      max_gini: confidence?.gini,
      max_cv: exactly(spread.cv),
      max_consumer_share: exactly(maxConsumerShare),
      max_partition_bytes_share: exactly(bytesShare),
      max_key_share: exactly(keyShare),
    }).filter(([, interval]) => interval !== undefined),
  );
}
