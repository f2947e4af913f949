import { crc32Partitioner } from "./crc32.ts";
import { fnv1aPartitioner } from "./fnv1a.ts";
import { fnv1aMaskPartitioner } from "./fnv1a-mask.ts";
import { kafkajsLegacyPartitioner } from "./kafkajs-legacy.ts";
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
  fnv1a: fnv1aPartitioner,
  "fnv1a-mask": fnv1aMaskPartitioner,
  "kafkajs-legacy": kafkajsLegacyPartitioner,
} satisfies Record<string, Partitioner>;

export type PartitionerName = keyof typeof partitioners;
