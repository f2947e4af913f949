import type { TopicResult } from "../judge.ts";
import { placementName } from "../partitioners/placement-name.ts";
import type { Finding, FirstBreach } from "../rules/rule.ts";
import type { KnownKeys } from "../tally/known-keys.ts";
import { partitionField } from "./heaviest-keys.ts";
import type { DisplayedKey, KeyDisplay } from "./key-display.ts";

/** A broken rule in the JSON report. */
export interface ReportedViolation {
  rule: string;
  severity: "error" | "warning";
  limit: number;
  actual: number;
  message: string;
  standing?: "new" | "worse" | "known";
  /** What a rule was that a baseline knows to be broken when one first did. */
  first?: {
    actual: number;
    placed_records: number;
    unique_keys: number;
    squared_light_key_shares: number;
    heavy_keys_share: number;
  };
}

/** The differences from the baseline in the JSON report. */
export interface ReportedChange {
  partitions: number;
  partitioner: string;
  /** Left out where it is not known, as of digests. */
  key_type?: string;
  /** Different keys in the baseline. */
  unique_keys?: number;
  /** Whether the key is made of something else than in the baseline. */
  key_changed?: boolean;
  /** Whether every key is in one record only, although keys used to be in several. */
  may_be_deduplicated?: boolean;
  /** Only with the earlier keys. Shares 0…1 of the records with a key. */
  known_keys?: {
    earlier_keys: number;
    kept_keys: number;
    kept_share: number;
    known_share: number;
  };
  measures: { rule: string; before: number; after: number }[];
  mended: string[];
  moved_keys: number;
  gained_partitions: { partition: number; before: number; after: number }[];
  hot_keys: (DisplayedKey & { partition?: number; before: number | null; after: number })[];
}

/** A broken rule as the JSON report has it, with how it compares with the baseline. */
export function violationFields(finding: Finding): ReportedViolation {
  const { rule, severity, limit, actual, message, baselineState: standing, first } = finding;
  return {
    rule,
    severity,
    limit,
    actual,
    message,
    ...(standing === undefined ? {} : { standing }),
    ...(first === undefined ? {} : { first: firstFields(first) }),
  };
}

function firstFields(first: FirstBreach) {
  return {
    actual: first.actual,
    placed_records: first.placedRecords,
    unique_keys: first.uniqueKeys,
    squared_light_key_shares: first.lightSquares,
    heavy_keys_share: first.heavyShare,
  };
}

function knownFields({ earlierKeys, keptKeys, keptShare, knownShare }: KnownKeys) {
  return {
    earlier_keys: earlierKeys,
    kept_keys: keptKeys,
    kept_share: keptShare,
    known_share: knownShare,
  };
}

/** The differences from the baseline; nothing without one. */
export function baselineFields(
  { change, moved, known, contract }: TopicResult,
  displayKey: KeyDisplay,
): { readonly baseline?: ReportedChange } {
  if (change === undefined) return {};
  const { before, measures, fixed, gained, hotKeys } = change;
  return {
    baseline: {
      partitions: before.partitions,
      partitioner: placementName(before),
      ...(before.keyType === undefined ? {} : { key_type: before.keyType }),
      unique_keys: before.measures.uniqueKeys,
      key_changed: change.isOtherKey,
      may_be_deduplicated: change.mayBeDeduplicated,
      ...(known === undefined ? {} : { known_keys: knownFields(known) }),
      measures: measures.map(({ rule, before: earlier, after }) => {
        return { rule, before: earlier, after };
      }),
      mended: [...fixed],
      moved_keys: moved?.keyShare ?? 0,
      gained_partitions: gained.map((one) => ({ ...one })),
      hot_keys: hotKeys.map((hot) => ({
        ...displayKey(hot.key, contract.keyType, contract.keyFrame),
        ...partitionField(hot),
        before: hot.wasListed ? hot.before : null,
        after: hot.share,
      })),
    },
  };
}
