import type { TopicContract } from "#core/contract/contract.ts";
import type { KeyType } from "#core/keys/key-type.ts";
import { type PartitionerName, partitionerFor } from "#core/partitioners/index.ts";
import type { Partitioner } from "#core/partitioners/partitioner.ts";
import { findPartitioners } from "#core/tally/find-partitioners.ts";
import { EXPLAINED, type FoundPartitioners, MIN_KEYS } from "#core/tally/found-partitioners.ts";
import type { SampledKeys } from "./sampled-keys.ts";

/** What a contract says about how keys get their partition. */
export type ContractPlacement = Pick<
  TopicContract,
  "partitioner" | "isRecorded" | "keyType" | "hashedAs"
>;

/** How the keys of a topic get their partitions. */
export interface PlacedBy {
  /** Several if clients place keys differently; empty if none explain the sample. */
  readonly names: readonly PartitionerName[];
  /**
   * sample: they explain where its records are; contract: it names one, which agrees with a sample that
   * says too little; assumed: the sample says too little, and there is no contract.
   */
  readonly basis: "sample" | "contract" | "assumed" | "unexplained";
  /** The contract's partitioner, if it does not explain the sample. */
  readonly refuted?: PartitionerName | undefined;
  /** The one that explains most records, if none explains enough. */
  readonly nearest?: FoundPartitioners["nearest"];
}

/** Java's, without a contract. */
const USUAL = "murmur2";

/** Finds the partitioner of a sample's keys; undefined if no record has a key. */
export function placedBy(
  keys: SampledKeys,
  partitions: number,
  contract: ContractPlacement | undefined,
): PlacedBy | undefined {
  const places = keys.places();
  if (places.keys === 0) return undefined;
  const hashedAs = hashedTypeOf(contract);
  const hashesOf = (one: Partitioner) => keys.hashes(one);
  const find = (names?: readonly PartitionerName[]) =>
    findPartitioners(places, { partitions, hashedAs, hashesOf, names });
  const named = contract?.isRecorded === false ? contract.partitioner : undefined;
  const expected = named ?? USUAL;
  // Most topics need only this one, and there may be a thousand.
  const first = find([expected]);
  if (first.found.length > 0) return { names: [expected], basis: "sample" };
  if (agrees(first)) {
    return { names: [expected], basis: named === undefined ? "assumed" : "contract" };
  }
  const { found, nearest } = find();
  if (found.length > 0) {
    return { names: found.map(({ names: [name] }) => name), basis: "sample", refuted: named };
  }
  return nearest !== undefined && agrees({ nearest })
    ? { names: [nearest.name], basis: "assumed", refuted: named }
    : { names: [], basis: "unexplained", refuted: named, nearest };
}

/** Text, unless a contract says otherwise. */
function hashedTypeOf(contract: ContractPlacement | undefined): KeyType {
  return contract?.hashedAs ?? contract?.keyType ?? "string";
}

/** To simulate with. */
export function partitionersOf(
  { names }: Pick<PlacedBy, "names">,
  contract: ContractPlacement | undefined,
): Partitioner[] {
  return names.flatMap((name) => partitionerFor(name, hashedTypeOf(contract)) ?? []);
}

/** Whether it explains the sample, if only by chance. */
function agrees({ nearest }: Pick<FoundPartitioners, "nearest">): boolean {
  return nearest !== undefined && nearest.recordShare >= EXPLAINED && nearest.keyShare >= MIN_KEYS;
}
