import { expectedSpread } from "../measures/expected.ts";
import { equalFrequencies } from "../measures/key-frequencies.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { roundUp } from "../text/significant.ts";
import type { TopicContract } from "./contract.ts";
import {
  boundOf,
  CHANCE_BREACH,
  type Destination,
  quantileOf,
  type SpreadField,
} from "./hashing-quantiles.ts";

/** How to choose limits. The npm package does not contain the documentation. */
export const LIMITS_PAGE =
  "https://github.com/skew-contract/skew-contract/blob/main/docs/choosing-limits.md";

/** A limit that chance can break, and what would be enough. */
export interface TightLimit {
  readonly field: SpreadField;
  readonly what: string;
  readonly next: string;
}

/** Room of an advised share of a key over that of equally frequent ones. */
const KEY_ROOM = 1.2;
const MAX_KEYS = 1e12;
const SPREAD_FIELDS: readonly SpreadField[] = [
  "max_partition_share",
  "max_gini",
  "max_cv",
  "max_consumer_share",
  "max_key_share",
];

/**
 * Limits that random hashing of `min_unique_keys` equally frequent keys can break. That is no
 * contradiction, since a sample can have more keys, but the fewest allowed keys are not enough.
 */
export function tightLimits(contract: TopicContract): TightLimit[] {
  const { limits, severity, partitions } = contract;
  const { min_unique_keys: keys } = limits;
  if (keys === undefined || severity.min_unique_keys === "off" || partitions === 1) return [];
  return SPREAD_FIELDS.flatMap((field) => {
    const limit = limits[field];
    if (limit === undefined || severity[field] === "off") return [];
    if (limit >= boundOf(field, keys, contract)) return [];
    const byChance = quantileOf(field, keys, contract);
    return limit >= byChance ? [] : [tightLimit(field, { limit, keys, byChance }, contract)];
  });
}

interface Tightness {
  readonly limit: number;
  /** `min_unique_keys` */
  readonly keys: number;
  readonly byChance: number;
}

function tightLimit(
  field: SpreadField,
  { limit, keys, byChance }: Tightness,
  to: Destination,
): TightLimit {
  const isKeyShare = field === "max_key_share";
  const most = field === "max_cv" ? Number.POSITIVE_INFINITY : 1;
  const raised = Math.min(most, roundUp(byChance * (isKeyShare ? KEY_ROOM : 1)));
  const enough = enoughKeys(field, limit, keys, to);
  const orKeys = enough === undefined ? "" : `, or min_unique_keys to ${enough} or more`;
  const about = isKeyShare
    ? `${whole(keys)} equally frequent keys have a share of ${percent(1 / keys, 2)} each`
    : chanceText(field, keys, byChance, to);
  return {
    field,
    what: `${field} ${limit} is tight for min_unique_keys ${keys}: ${about}`,
    next: `Raise ${field} to ${raised} or more${orKeys}.`,
  };
}

function chanceText(
  field: Exclude<SpreadField, "max_key_share">,
  keys: number,
  byChance: number,
  { partitions, consumers }: Destination,
): string {
  const format = field.endsWith("share") ? (share: number) => percent(share, 2) : decimal;
  const spread = expectedSpread(equalFrequencies(keys, partitions), partitions);
  const expected = {
    max_partition_share: spread.maxPartitionShare,
    max_gini: spread.gini,
    max_cv: spread.cv,
    max_consumer_share: undefined,
  }[field];
  const shared =
    field === "max_consumer_share" ? `, shared by ${plural(consumers ?? 1, "consumer")},` : "";
  const onAverage = expected === undefined ? "" : `${format(expected)} on average, and `;
  return `random hashing of ${whole(keys)} equally frequent keys over ${plural(partitions, "partition")}${shared} gives ${onAverage}up to ${format(byChance)} in all but 1 of ${whole(1 / CHANCE_BREACH)} cases`;
}

/** How many equally frequent keys satisfy the limit, to two digits. */
function enoughKeys(
  field: SpreadField,
  limit: number,
  fewest: number,
  to: Destination,
): number | undefined {
  const rounded = (keys: number) => Math.ceil(roundUp(keys));
  const isEnough = (keys: number) => boundOf(field, keys, to) <= limit;
  let low = fewest;
  let high = 2 * fewest;
  while (!isEnough(high)) {
    low = high;
    high *= 2;
    if (high > MAX_KEYS) return undefined;
  }
  while (rounded(low + 1) < rounded(high)) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return rounded(high);
}
