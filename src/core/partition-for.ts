import { badPartitions, keyIsNoBytes, unknownName } from "./errors/messages.ts";
import { keyIsNotText, unpredictable, wrongKeyLength } from "./errors/partitioner-messages.ts";
import type { KeyType } from "./keys/key-type.ts";
import { isUtf8 } from "./keys/utf8.ts";
import {
  type PartitionerName,
  partitionerFor,
  partitionerNames,
  partitioners,
} from "./partitioners/index.ts";

/** Lengths of keys that are hashed as objects. */
const BYTES_OF_OBJECTS: Partial<Record<KeyType, number>> = {
  boolean: 1,
  short: 2,
  int: 4,
  float: 4,
  long: 8,
  double: 8,
};

/** More partitions than any Kafka cluster has; a larger number is a typo. */
export const MAX_PARTITIONS = 1_000_000;

/**
 * The partition, 0…partitions−1, that a producer with this partitioner gives the key.
 *
 * @param key the serialized key, exactly the bytes the producer sends (see serializeKey)
 * @param partitions the topic's partition count, a whole number from 1 to 1,000,000
 * @param keyType matters to partitioners that hash an object before it is serialized
 * @throws UserError for another partition count, an unknown partitioner, or a key that its clients
 * cannot have or whose partition cannot be predicted
 */
export function partitionFor(
  key: Uint8Array,
  partitions: number,
  partitioner: PartitionerName = "murmur2",
  keyType: KeyType = "string",
): number {
  if (!(key instanceof Uint8Array)) throw keyIsNoBytes();
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > MAX_PARTITIONS) {
    throw badPartitions(partitions, MAX_PARTITIONS);
  }
  if (!Object.hasOwn(partitioners, partitioner)) {
    throw unknownName("partitioner", partitioner, partitionerNames);
  }
  const found = partitionerFor(partitioner, keyType);
  if (found === undefined) throw unpredictable(partitioner, keyType);
  if (found.hashesText && !isUtf8(key, 0, key.length)) throw keyIsNotText(partitioner, key);
  const bytes = BYTES_OF_OBJECTS[keyType];
  const hashesObjects = found.hash !== partitioners[partitioner].hash;
  if (hashesObjects && bytes !== undefined && key.length !== bytes) {
    throw wrongKeyLength(keyType, bytes, key.length);
  }
  return found.place(found.hash(key, 0, key.length), partitions);
}
