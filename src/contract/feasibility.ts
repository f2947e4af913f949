import { type ExpectedSpread, expectedSpread } from "../measures/expected.ts";
import { equalFrequencies } from "../measures/key-frequencies.ts";
import { decimal, percent, plural, whole } from "../text/format.ts";
import { roundUp } from "../text/significant.ts";
import type { RawTopic } from "./contract.ts";

/** A limit that cannot hold, with the field to blame. */
export interface Infeasible {
  readonly field: keyof RawTopic;
  readonly what: string;
  readonly next: string;
}

/** Limits that no keys at all, or not even ideally hashed ones, could keep. */
export function infeasibleLimits(topic: RawTopic & { readonly partitions: number }): Infeasible[] {
  return [...beyondArithmetic(topic), ...beyondRandomHashing(topic)];
}

function beyondArithmetic(topic: RawTopic & { readonly partitions: number }): Infeasible[] {
  const { partitions, consumers } = topic;
  const found: Infeasible[] = [];
  const share = topic.max_partition_share;
  if (share !== undefined && share < 1 / partitions) {
    found.push({
      field: "max_partition_share",
      what: `max_partition_share ${share} is below 1/${partitions} = ${decimal(1 / partitions, 6)}, what every partition has when all are equal`,
      next: `Write ${roundUp(2 / partitions)} (twice an equal share) or more.`,
    });
  }
  const consumerShare = topic.max_consumer_share;
  if (consumerShare === undefined || consumers === undefined) return found;
  const fairest = Math.ceil(partitions / consumers) / partitions;
  if (consumerShare < fairest) {
    found.push({
      field: "max_consumer_share",
      what: `max_consumer_share ${consumerShare} cannot hold: with ${plural(partitions, "partition")} over ${plural(consumers, "consumer")} one of them gets ${Math.ceil(partitions / consumers)}, a share of ${decimal(fairest, 6)} even when all partitions are equal`,
      next: `Write ${roundUp(fairest * 1.5)} or more, or another number of consumers.`,
    });
  }
  return found;
}

/** Checked against `min_unique_keys` equally frequent keys: the contract says they are enough. */
function beyondRandomHashing(topic: RawTopic & { readonly partitions: number }): Infeasible[] {
  const { partitions, min_unique_keys: keys } = topic;
  if (keys === undefined || partitions === 1) return [];
  const ideal = expectedSpread(equalFrequencies(keys), partitions);
  const limits = [
    ["max_partition_share", ideal.maxPartitionShare],
    ["max_gini", ideal.gini],
    ["max_cv", ideal.cv],
    ["max_key_share", 1 / keys],
  ] as const;
  return limits.flatMap(([field, expected]) => {
    const limit = topic[field];
    const impossible = field === "max_partition_share" && (limit ?? 1) < 1 / partitions;
    if (limit === undefined || limit >= expected || impossible) return [];
    return [contradiction(field, limit, expected, keys, partitions, ideal)];
  });
}

function contradiction(
  field: "max_partition_share" | "max_gini" | "max_cv" | "max_key_share",
  limit: number,
  expected: number,
  keys: number,
  partitions: number,
  ideal: ExpectedSpread,
): Infeasible {
  const enough = keysFor(field, limit, partitions);
  const about = field === "max_key_share" ? "each have" : "are expected to give";
  const value = field.endsWith("share") ? percent(expected, 2) : decimal(expected);
  const context = field === "max_key_share" ? "" : ` (CV ${decimal(ideal.cv)})`;
  return {
    field,
    what: `${field} ${limit} contradicts min_unique_keys ${keys}: even with perfectly random hashing, ${whole(keys)} equally frequent keys over ${plural(partitions, "partition")} ${about} ${value}${context}`,
    next: `Raise ${field} to ${roundUp(expected * 1.2)} or more${enough === undefined ? "" : `, or min_unique_keys to ${whole(enough).replaceAll(",", "")} or more`}.`,
  };
}

/** About how many equally frequent keys keep the limit; rounded up to two digits. */
function keysFor(
  field: "max_partition_share" | "max_gini" | "max_cv" | "max_key_share",
  limit: number,
  partitions: number,
): number | undefined {
  if (limit <= 0) return undefined;
  if (field === "max_key_share") return roundUp(1 / limit);
  for (let keys = partitions; keys < 1e12; keys *= 1.2) {
    const ideal = expectedSpread(equalFrequencies(Math.ceil(keys)), partitions);
    const expected = {
      max_partition_share: ideal.maxPartitionShare,
      max_gini: ideal.gini,
      max_cv: ideal.cv,
    };
    if (expected[field] * 1.05 <= limit) return roundUp(keys);
  }
  return undefined;
}
