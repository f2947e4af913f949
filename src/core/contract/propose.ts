import { allKeysUnplaced } from "../errors/messages.ts";
import { giniQuantile } from "../measures/gini-quantile.ts";
import { type KeysByCount, someOfTheKeys } from "../measures/key-frequencies.ts";
import type { Measures } from "../measures/measures.ts";
import { shareQuantile } from "../measures/share-quantile.ts";
import { fewestUniqueKeys } from "../measures/unique-keys-quantile.ts";
import { windowShareQuantile } from "../measures/window-quantile.ts";
import type { WindowShares } from "../measures/window-shares.ts";
import { roundDown, roundUp } from "../text/significant.ts";
import { CHANCE_BREACH } from "./hashing-quantiles.ts";

/** Margin above today's measures. */
export const HEADROOM_SHARE = 0.25;
/** Later samples have at least this share of today's records. */
export const KEPT_SHARE = 0.8;

/**
 * The rules that chance can break share that probability; `sample_size` depends on the user only, and
 * `max_window_share` adds a third where it is proposed.
 */
const ALPHA = CHANCE_BREACH / 3;

/** Limits that today's keys satisfy with a margin. */
export interface ProposedLimits {
  readonly max_partition_share: number;
  readonly max_gini: number;
  readonly min_unique_keys: number;
  readonly sample_size: number;
  /** Only if windows of time were measured, and one partition does not get nearly all of one. */
  readonly max_window_share?: number;
}

/** What chance gives in all but `CHANCE_BREACH` of later samples; shares and ratios are 0…1. */
interface ByChance {
  readonly maxPartitionShare: number;
  readonly gini: number;
  readonly uniqueKeys: number;
  readonly maxWindowShare?: number | undefined;
}

/** Proposed limits, with what they were derived from. */
export interface Proposal {
  readonly limits: ProposedLimits;
  readonly byChance: ByChance;
  /** What the limit on windows was derived from. */
  readonly windows?: WindowShares | undefined;
}

/**
 * A limit is above both today's value with a margin and what other keys of the same frequencies can
 * give by chance, in a sample of as few keys as the proposal allows. So a later sample of the same
 * population rarely breaks it, even if today's was lucky.
 *
 * @throws UserError if no record gets its partition from its key
 */
export function proposeLimits(measures: Measures, windows?: WindowShares): Proposal {
  const { records, placedRecords, emptyKeys } = measures;
  if (placedRecords === 0) throw allKeysUnplaced(records, emptyKeys > 0);
  const ofKeys = valuesByChance(measures);
  const byChance = { ...ofKeys, maxWindowShare: windowShareByChance(ofKeys, windows) };
  const above = (measured: number, chance: number) =>
    Math.min(1, roundUp(Math.max(measured * (1 + HEADROOM_SHARE), chance)));
  const { maxWindowShare = 1 } = byChance;
  const windowLimit = above(windows?.share ?? 1, maxWindowShare);
  const limits = {
    max_partition_share: above(measures.maxPartitionShare, byChance.maxPartitionShare),
    max_gini: above(measures.gini, byChance.gini),
    min_unique_keys: keptCount(byChance.uniqueKeys),
    sample_size: keptCount(placedRecords * KEPT_SHARE),
    ...(windowLimit < 1 && { max_window_share: windowLimit }),
  };
  return { limits, byChance, windows };
}

function valuesByChance({ keysByCount, uniqueKeys, partitions }: Measures): ByChance {
  const fewest = fewestUniqueKeys(keysByCount, KEPT_SHARE, ALPHA);
  const keys: KeysByCount = someOfTheKeys(keysByCount, keptCount(fewest) / uniqueKeys);
  return {
    maxPartitionShare: shareQuantile(keys, { parts: partitions, chance: 1 / partitions }, ALPHA),
    gini: giniQuantile(keys, partitions, ALPHA),
    uniqueKeys: fewest,
  };
}

/** With the hottest partition as hot as fresh keys can make it, and as few records as are allowed. */
function windowShareByChance(
  { maxPartitionShare }: Pick<ByChance, "maxPartitionShare">,
  windows: WindowShares | undefined,
): number | undefined {
  if (windows?.share === undefined) return undefined;
  const { countedRecords, leastRecords, partitionLoads, records } = windows;
  const sizes = countedRecords.map((size) => Math.max(leastRecords, size * KEPT_SHARE));
  const [first = 0, ...others] = partitionLoads
    .map((load) => load / records)
    .sort()
    .reverse();
  return windowShareQuantile(sizes, [Math.max(first, maxPartitionShare), ...others], ALPHA / 2);
}

function keptCount(count: number): number {
  return Math.max(1, Math.floor(roundDown(count)));
}
