import type { TopicContract } from "../contract/contract.ts";
import type { PartitionerName } from "../partitioners/index.ts";
import type { RecordedDetails } from "./recorded-details.ts";

/**
 * The partitioner that places the keys: the contract's, or if records are judged where they were written,
 * the one that explains that, if no other one does.
 */
export function knownHash(
  { isRecorded, partitioner }: TopicContract,
  details: RecordedDetails | undefined,
): PartitionerName | undefined {
  if (!isRecorded) return partitioner;
  const [only, ...others] = details?.recorded?.found?.found ?? [];
  return others.length === 0 && only?.names.length === 1 ? only.names[0] : undefined;
}
