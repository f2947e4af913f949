import { badPartitions, keyIsNoBytes, unknownName } from "./errors/messages.ts";
import { type PartitionerName, partitioners } from "./partitioners/index.ts";

/** More partitions than any Kafka cluster has; a larger number is a typo. */
export const MAX_PARTITIONS = 1_000_000;

/**
 * The partition, 0…partitions−1, that a producer with this partitioner gives the key.
 *
 * @param key the serialized key, exactly the bytes the producer sends (see serializeKey)
 * @param partitions the topic's partition count, a whole number from 1 to 1,000,000
 * @throws UserError for another partition count or an unknown partitioner
 */
export function partitionFor(
  key: Uint8Array,
  partitions: number,
  partitioner: PartitionerName = "murmur2",
): number {
  if (!(key instanceof Uint8Array)) throw keyIsNoBytes();
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > MAX_PARTITIONS) {
    throw badPartitions(partitions, MAX_PARTITIONS);
  }
  if (!Object.hasOwn(partitioners, partitioner)) {
    throw unknownName("partitioner", partitioner, Object.keys(partitioners));
  }
  const { hash, place } = partitioners[partitioner];
  return place(hash(key, 0, key.length), partitions);
}
