import type { TopicContract } from "../contract/contract.ts";
import { type PartitionerName, partitioners } from "../partitioners/index.ts";
import type { FoundPartitioner } from "./found-partitioners.ts";
import type { RecordedDetails } from "./recorded-details.ts";

/** The partitioner that places the keys: the contract's, or if it says recorded, the one that was found. */
export function knownHash(
  { isRecorded, partitioner }: TopicContract,
  details: RecordedDetails | undefined,
): PartitionerName | undefined {
  return isRecorded ? hashFound(details?.recorded?.found?.found ?? []) : partitioner;
}

/**
 * The partitioner that explains where records were written without another one. Several that differ only in
 * how they place the same hash also place other partition counts nearly alike, so the first counts.
 */
export function hashFound([only, ...others]: readonly FoundPartitioner[]) {
  const [name, ...alike] = only?.names ?? [];
  if (name === undefined || others.length > 0) return undefined;
  const { hash } = partitioners[name];
  return alike.every((one) => partitioners[one].hash === hash) ? name : undefined;
}
