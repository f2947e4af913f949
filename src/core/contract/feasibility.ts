import { type ExpectedSpread, expectedSpread } from "../measures/expected.ts";
import { equalFrequencies } from "../measures/key-frequencies.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { roundUp } from "../text/significant.ts";
import type { RawTopic } from "./contract.ts";

/** A limit that cannot be satisfied, and its field. */
export interface Infeasible {
  readonly field: keyof RawTopic;
  readonly what: string;
  readonly next: string;
}

type CountedTopic = RawTopic & { readonly partitions: number };
type SpreadField = "max_partition_share" | "max_gini" | "max_cv" | "max_key_share";

/** Margin of an advised limit over the expected value. */
const ADVISED_ROOM = 1.2;
const MAX_TRIALS = 5;
/** Above this, a trial takes too long for an error message. */
const MAX_TRIED_PARTITIONS = 10_000;

/** Limits that no keys could satisfy, not even if they were hashed ideally. */
export function infeasibleLimits(topic: CountedTopic): Infeasible[] {
  return [...tooSmallShare(topic), ...tooSmallConsumerShare(topic), ...beyondRandomHashing(topic)];
}

function tooSmallShare(topic: CountedTopic): Infeasible[] {
  const { partitions, max_partition_share: share, min_unique_keys: keys } = topic;
  if (share === undefined || share >= 1 / partitions) return [];
  const expected = keys === undefined ? 0 : ideal(keys, partitions).maxPartitionShare;
  const advised = Math.max(Math.min(1, roundUp(2 / partitions)), advisedLimit(expected, 1));
  const equal = decimal(1 / partitions, 6);
  return [
    {
      field: "max_partition_share",
      what: `max_partition_share ${share} is below 1/${partitions} = ${equal}, the share of each partition when all are equal`,
      next: `Write ${advised} or more.`,
    },
  ];
}

function tooSmallConsumerShare(topic: CountedTopic): Infeasible[] {
  const { partitions, consumers, max_consumer_share: share, min_unique_keys: keys } = topic;
  if (share === undefined || consumers === undefined) return [];
  const most = Math.ceil(partitions / consumers);
  const fairest = most / partitions;
  // For keys, consumers with equally many partitions are like that many partitions.
  const groups = partitions / most;
  const isEven = Number.isInteger(groups) && keys !== undefined;
  const expected = isEven ? Math.max(fairest, ideal(keys, groups).maxPartitionShare) : fairest;
  if (share >= expected) return [];
  const by =
    share < fairest ? "even when all are equal" : `by random hashing of ${whole(keys ?? 0)} keys`;
  return [
    {
      field: "max_consumer_share",
      what: `max_consumer_share ${share} cannot be satisfied: with ${plural(partitions, "partition")} over ${plural(consumers, "consumer")}, one gets ${plural(most, "partition")}, and a share of ${decimal(expected, 6)} ${by}`,
      next: `Write ${advisedLimit(expected, 1)} or more, or another number of consumers.`,
    },
  ];
}

/** Checked against `min_unique_keys` equally frequent keys: the contract says they are enough. */
function beyondRandomHashing(topic: CountedTopic): Infeasible[] {
  const { partitions, min_unique_keys: keys } = topic;
  if (keys === undefined || partitions === 1) return [];
  const fields: readonly SpreadField[] = [
    "max_partition_share",
    "max_gini",
    "max_cv",
    "max_key_share",
  ];
  return fields.flatMap((field) => {
    const limit = topic[field];
    const isReported = field === "max_partition_share" && (limit ?? 1) < 1 / partitions;
    if (limit === undefined || isReported) return [];
    const expected = expectedOf(field, keys, partitions);
    return limit >= expected ? [] : [contradiction(field, limit, expected, keys, partitions)];
  });
}

function expectedOf(field: SpreadField, keys: number, partitions: number): number {
  if (field === "max_key_share") return 1 / keys;
  const { maxPartitionShare, gini, cv } = ideal(keys, partitions);
  return { max_partition_share: maxPartitionShare, max_gini: gini, max_cv: cv }[field];
}

const known = new Map<string, ExpectedSpread>();

/** Ideal hashing of equally frequent keys; topics of one contract often need the same. */
function ideal(keys: number, partitions: number): ExpectedSpread {
  const id = `${keys}/${partitions}`;
  const spread = known.get(id) ?? expectedSpread(equalFrequencies(keys, partitions), partitions);
  known.set(id, spread);
  return spread;
}

function contradiction(
  field: SpreadField,
  limit: number,
  expected: number,
  keys: number,
  partitions: number,
): Infeasible {
  const about =
    field === "max_key_share"
      ? `${whole(keys)} equally frequent keys have a share of ${percent(expected, 2)} each`
      : `even with perfectly random hashing, ${whole(keys)} equally frequent keys over ${plural(partitions, "partition")} are expected to give ${field === "max_partition_share" ? percent(expected, 2) : decimal(expected)}`;
  const enough = enoughKeys(field, limit, keys, partitions);
  const orKeys = enough === undefined ? "" : `, or min_unique_keys to ${enough} or more`;
  const raised = advisedLimit(expected, field === "max_cv" ? Number.POSITIVE_INFINITY : 1);
  return {
    field,
    what: `${field} ${limit} contradicts min_unique_keys ${keys}: ${about}`,
    next: `Raise ${field} to ${raised} or more${orKeys}.`,
  };
}

function advisedLimit(expected: number, most: number): number {
  return Math.min(most, roundUp(expected * ADVISED_ROOM));
}

/** How many equally frequent keys satisfy the limit, to two digits; tried if that is quick. */
function enoughKeys(
  field: SpreadField,
  limit: number,
  fewest: number,
  partitions: number,
): number | undefined {
  const estimate = estimateKeys(field, limit, partitions);
  if (!(estimate > 0 && estimate < 1e12)) return undefined;
  let keys = Math.ceil(roundUp(Math.max(fewest + 1, estimate)));
  if (partitions > MAX_TRIED_PARTITIONS) return Math.ceil(roundUp(keys * ADVISED_ROOM));
  for (let trial = 0; trial < MAX_TRIALS; trial++) {
    if (expectedOf(field, keys, partitions) <= limit) return keys;
    keys = Math.ceil(roundUp(keys * ADVISED_ROOM));
  }
  return undefined;
}

/** The formulas of measures/expected.ts solved for the number of keys. */
function estimateKeys(field: SpreadField, limit: number, partitions: number): number {
  if (field === "max_key_share") return 1 / limit;
  if (field === "max_cv") return partitions / limit ** 2;
  if (field === "max_gini") {
    return partitions * ((partitions - 1) / partitions / (limit * Math.sqrt(Math.PI))) ** 2;
  }
  // The largest of P normal loads is about √(2 ln P) deviations above their mean.
  return (2 * partitions * Math.log(partitions)) / (partitions * limit - 1) ** 2;
}
