import { crc32Partitioner } from "./crc32.ts";
import { crc32AbsPartitioner } from "./crc32-abs.ts";
import { crc32MaskPartitioner } from "./crc32-mask.ts";
import { debeziumMurmur3Partitioner } from "./debezium-murmur3.ts";
import { fnv1aPartitioner } from "./fnv1a.ts";
import { fnv1aMaskPartitioner } from "./fnv1a-mask.ts";
import { fnv1aUnsignedPartitioner } from "./fnv1a-unsigned.ts";
import { javaBytesHashcodePartitioner } from "./java-bytes-hashcode.ts";
import { javaHashcodePartitioner } from "./java-hashcode.ts";
import { javaHashcodeMaskPartitioner } from "./java-hashcode-mask.ts";
import { javaHashcodeModPartitioner } from "./java-hashcode-mod.ts";
import { kafkaNodeKeyedPartitioner } from "./kafka-node-keyed.ts";
import { kafkajsLegacyPartitioner } from "./kafkajs-legacy.ts";
import { maxwellMurmur3Partitioner } from "./maxwell-murmur3.ts";
import { murmur2Partitioner } from "./murmur2.ts";
import { murmur2UnsignedPartitioner } from "./murmur2-unsigned.ts";
import type { Partitioner } from "./partitioner.ts";
import { xxh32Partitioner } from "./xxh32.ts";

/** All partitioners, fastest first. A new one is a file beside this one and a line here. */
export const partitioners = {
  murmur2: murmur2Partitioner,
  "murmur2-unsigned": murmur2UnsignedPartitioner,
  xxh32: xxh32Partitioner,
  crc32: crc32Partitioner,
  "crc32-abs": crc32AbsPartitioner,
  "crc32-mask": crc32MaskPartitioner,
  "maxwell-murmur3": maxwellMurmur3Partitioner,
  fnv1a: fnv1aPartitioner,
  "fnv1a-mask": fnv1aMaskPartitioner,
  "fnv1a-unsigned": fnv1aUnsignedPartitioner,
  "java-bytes-hashcode": javaBytesHashcodePartitioner,
  "java-hashcode": javaHashcodePartitioner,
  "java-hashcode-mod": javaHashcodeModPartitioner,
  "java-hashcode-mask": javaHashcodeMaskPartitioner,
  "kafka-node-keyed": kafkaNodeKeyedPartitioner,
  "debezium-murmur3": debeziumMurmur3Partitioner,
  "kafkajs-legacy": kafkajsLegacyPartitioner,
} satisfies Record<string, Partitioner>;

export type PartitionerName = keyof typeof partitioners;

export const partitionerNames = Object.keys(partitioners) as PartitionerName[];

/**
 * A partitioner as its clients use it for keys of a type: those that hash an object rather than its
 * bytes hash numbers in another way than text. Undefined if their partitions cannot be predicted.
 */
export function partitionerFor(name: PartitionerName, keyType: string): Partitioner | undefined {
  const own: Partitioner = partitioners[name];
  const { objects = {} } = own;
  if (!Object.hasOwn(objects, keyType)) return own;
  const hash = objects[keyType];
  return hash && { ...own, hash, hashesText: false };
}
