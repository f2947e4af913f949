import { cvQuantile } from "../measures/cv-quantile.ts";
import { giniBound, giniQuantile } from "../measures/gini-quantile.ts";
import type { KeysByCount } from "../measures/key-frequencies.ts";
import { type Parts, shareQuantile } from "../measures/share-quantile.ts";

/** Probability that chance breaks a limit that is proposed or advised. */
export const CHANCE_BREACH = 1e-4;

/** Limits on the spread, which depend on how many keys there are. */
export type SpreadField =
  | "max_partition_share"
  | "max_gini"
  | "max_cv"
  | "max_consumer_share"
  | "max_key_share";

/** Where equally frequent keys go. */
export interface Destination {
  readonly partitions: number;
  /** Needed for `max_consumer_share` only. */
  readonly consumers?: number | undefined;
}

/** The value that random hashing of this many equally frequent keys exceeds with `CHANCE_BREACH`. */
export function quantileOf(field: SpreadField, keys: number, to: Destination): number {
  return field === "max_gini"
    ? giniQuantile(equal(keys), to.partitions, CHANCE_BREACH)
    : boundOf(field, keys, to);
}

/** At least `quantileOf`, without a simulation. */
export function boundOf(
  field: SpreadField,
  keys: number,
  { partitions, consumers = partitions }: Destination,
): number {
  switch (field) {
    case "max_partition_share":
      return shareQuantile(equal(keys), consumerParts(partitions, partitions), CHANCE_BREACH);
    case "max_consumer_share":
      return shareQuantile(equal(keys), consumerParts(partitions, consumers), CHANCE_BREACH);
    case "max_gini":
      return giniBound(equal(keys), partitions, CHANCE_BREACH);
    case "max_cv":
      return cvQuantile(equal(keys), partitions, CHANCE_BREACH);
    case "max_key_share":
      return 1 / keys;
  }
}

/** The consumers of a group under range assignment, each with as many partitions as any has. */
export function consumerParts(
  partitions: number,
  consumers: number,
): Parts & { readonly most: number } {
  const most = Math.ceil(partitions / consumers);
  return { parts: Math.min(partitions, consumers), chance: most / partitions, most };
}

function equal(keys: number): KeysByCount {
  return new Map([[1, keys]]);
}
